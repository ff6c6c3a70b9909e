import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  activar,
  conFacilitador,
  cuentaDeFacilitador,
  emailDeFacilitador,
  emailDeOtec,
  idsEn,
  otec,
  pedido,
  probarOtec,
  RECUPERAR,
  SOLICITAR,
  solicitar,
} from '../support/facilitadores.ts'
import { Navegador } from '../support/navegador.ts'
import { cuentaDeOrganizacion } from '../support/organizaciones.ts'
import { type ProductoDePrueba, productoDePrueba, relojDePrueba } from '../support/producto.ts'
import { enlacePara, noFuiYo } from '../support/recorridos.ts'

/** As in the real world: no two readings are alike, so a tie and the event that tells of it are not either. */
function relojQueAnda() {
  const reloj = relojDePrueba()
  let leidas = 0
  return { ...reloj, ahora: () => new Date(reloj.ahora().getTime() + leidas++) }
}

describe('“No fui yo” about facilitators, while the clock runs', () => {
  let p: ProductoDePrueba
  beforeAll(async () => {
    p = await productoDePrueba({ reloj: relojQueAnda() })
  })
  afterAll(() => p.cerrar())

  const lazosDe = async (numeroOtec: number) => {
    const { id } = await cuentaDeOrganizacion(p, numeroOtec)
    return p.deps.almacen.transaccion((uow) => uow.lazos.deOtec(id))
  }
  const estadosDe = async (numeroOtec: number) => (await lazosDe(numeroOtec)).map(({ estado }) => estado)

  test('the OTEC’s ends a facilitator that the thief asked for, also one that accepted, and gives back whom the thief let go', async () => {
    await conFacilitador(p, 77_100_001, 1101)
    p.reloj.adelantar({ minutos: 1 })
    const ladron = new Navegador(p.app)
    await solicitar(ladron, 77_100_001, pedido(1102, { email: 'ladron1102@correo.test' }))
    const enlace = await enlacePara(p, emailDeOtec(77_100_001), 'No fui yo')
    await activar(p, 'ladron1102@correo.test')
    const [, suyo] = await lazosDe(77_100_001)
    await probarOtec(ladron, SOLICITAR, 77_100_001)
    await ladron.enviar(`${SOLICITAR}/retirar`, { facilitador: suyo?.id ?? '' })
    expect(await estadosDe(77_100_001)).toEqual(['activo', 'retirado'])

    const yo = new Navegador(p.app)
    await yo.presionar(await yo.abrir(enlace), '/enlace/no-fui-yo')
    expect(await estadosDe(77_100_001)).toEqual(['retirado', 'activo'])
  })

  test('the OTEC’s leaves a facilitator that was asked for before, though it accepted since', async () => {
    const yo = await otec(p, 77_100_011)
    await solicitar(yo, 77_100_011, pedido(1111))
    await solicitar(yo, 77_100_011, pedido(1112))
    await activar(p, emailDeFacilitador(1111))
    await noFuiYo(p, emailDeOtec(77_100_011))
    expect(await estadosDe(77_100_011)).toEqual(['retirado', 'activo'])
  })

  test('the facilitator’s refuses the OTEC that it accepted, and the OTEC’s own does not bring that back', async () => {
    const yo = await conFacilitador(p, 77_100_021, 1121)
    const elegir = await probarOtec(yo, RECUPERAR, 77_100_021)
    await yo.enviarDesde(elegir, { facilitador: idsEn(elegir)[0] ?? '' })
    const aceptada = await enlacePara(p, emailDeFacilitador(1121), 'No fui yo')
    const suyo = new Navegador(p.app)
    await suyo.presionar(await suyo.abrir(aceptada), '/enlace/no-fui-yo')
    expect((await cuentaDeFacilitador(p, 1121))?.estado).toBe('congelada')
    expect(await estadosDe(77_100_021)).toEqual(['rechazado'])
    await noFuiYo(p, emailDeOtec(77_100_021))
    expect(await estadosDe(77_100_021)).toEqual(['rechazado'])
  })

  test('the facilitator’s refuses an OTEC that it accepted with its CS at hand too', async () => {
    await conFacilitador(p, 77_100_031, 1131)
    const segunda = await otec(p, 77_100_032)
    await solicitar(segunda, 77_100_032, pedido(1131, { email: 'x1131@correo.test' }))
    await activarConClave(1131)
    expect(await estadosDe(77_100_032)).toEqual(['activo'])
    await noFuiYo(p, emailDeFacilitador(1131))
    expect([await estadosDe(77_100_031), await estadosDe(77_100_032)]).toEqual([['activo'], ['rechazado']])
  })

  const activarConClave = async (numero: number) => {
    const yo = new Navegador(p.app)
    const url = await enlacePara(p, emailDeFacilitador(numero), 'Responder a la OTEC')
    await yo.presionar(await yo.abrir(url), '/enlace/aceptar-otec')
  }
})
