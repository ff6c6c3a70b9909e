import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { abrirEnlace } from '../../src/application/abrir-enlace.ts'
import { verFacilitadores } from '../../src/application/facilitador/lazos.ts'
import { validarOtec } from '../../src/application/facilitador/otec.ts'
import { aceptarOtec } from '../../src/application/facilitador/responder-invitacion.ts'
import { retirarFacilitador } from '../../src/application/facilitador/retirar.ts'
import { solicitarFacilitador } from '../../src/application/facilitador/solicitar.ts'
import type { Contexto, Desenlace } from '../../src/application/ports.ts'
import { MOTORES } from '../support/almacenes.ts'
import {
  conFacilitador,
  cuentaDeFacilitador,
  emailDeFacilitador,
  invitacionPara,
  otec,
} from '../support/facilitadores.ts'
import { cuentaDeOrganizacion } from '../support/organizaciones.ts'
import { CLAVE, nieDe, rutDe } from '../support/personas.ts'
import { LETRAS, type ProductoDePrueba, productoDePrueba } from '../support/producto.ts'
import { correosPara } from '../support/recorridos.ts'

const CONTEXTO: Contexto = { direccion: 'una red', origen: 'una petición', sello: 'una sesión' }

describe.each(MOTORES)('facilitators asked for at the same time, on %s', (motor) => {
  let p: ProductoDePrueba
  beforeAll(async () => {
    p = await productoDePrueba({ motor, entorno: { LIMIT_POSTS_PER_10_MINUTES: '5000' } })
  })
  afterAll(() => p.cerrar())

  let envios = 0
  const envio = (formulario: string) => ({
    formulario,
    ficha: p.deps.captcha.emitir(formulario, CONTEXTO.sello),
    respuesta: LETRAS,
    cuerpo: `envio ${envios++}`,
  })

  async function probada(numeroOtec: number): Promise<string> {
    const prueba = { operacion: 'facilitador/solicitar', volver: null } as const
    const rutOtec = rutDe(numeroOtec)
    const hecha = await validarOtec(p.deps, CONTEXTO, { ...prueba, rutOtec, claveOtec: CLAVE })
    return hecha.ok ? hecha.valor : ''
  }

  const pedir = (solicitudId: string, numero: number, email: string): Promise<Desenlace> =>
    solicitarFacilitador(p.deps, CONTEXTO, {
      solicitudId,
      formulario: envio('/juridica/facilitador/solicitar/nuevo'),
      datos: {
        perfil: 'juridica',
        nie: nieDe(numero),
        continuarDeTodosModos: false,
        tipoDocumento: 'pasaporte',
        nombres: 'Ada',
        apellidoPaterno: 'Eze',
        apellidoMaterno: null,
        paisOrigen: 'NGA',
        email,
        captcha: LETRAS,
      },
    })
  const listaDe = async (numeroOtec: number) =>
    verFacilitadores(p.deps, (await cuentaDeOrganizacion(p, numeroOtec)).id)

  test('two OTECs and one new document: one account, and both get the same answer', async () => {
    for (const numero of [77_500_001, 77_500_002]) await otec(p, numero)
    const ids = [await probada(77_500_001), await probada(77_500_002)] as const
    const [una, otra] = await Promise.all([
      pedir(ids[0], 4001, 'una4001@correo.test'),
      pedir(ids[1], 4001, 'otra4001@correo.test'),
    ])
    expect([una.ok, otra.ok]).toEqual([true, true])
    const cuenta = await cuentaDeFacilitador(p, 4001)
    const email = cuenta?.email ?? ''
    expect(['una4001@correo.test', 'otra4001@correo.test']).toContain(email)
    expect(await correosPara(p, email)).toHaveLength(2)
    for (const numero of [77_500_001, 77_500_002]) {
      expect((await listaDe(numero)).map(({ estado }) => estado)).toEqual(['pendiente'])
    }
  })

  test('the same document from two windows of one OTEC: one line in its list', async () => {
    await otec(p, 77_500_003)
    const ids = await Promise.all([probada(77_500_003), probada(77_500_003)])
    const hechas = await Promise.all(ids.map((id) => pedir(id, 4003, emailDeFacilitador(4003))))
    expect(hechas.map(({ ok }) => ok)).toEqual([true, true])
    expect(await listaDe(77_500_003)).toHaveLength(1)
  })

  test('two documents with one new e-mail: one of them has it', async () => {
    for (const numero of [77_500_004, 77_500_005]) await otec(p, numero)
    const ids = [await probada(77_500_004), await probada(77_500_005)] as const
    const hechas = await Promise.all([
      pedir(ids[0], 4004, 'comun4004@correo.test'),
      pedir(ids[1], 4005, 'comun4004@correo.test'),
    ])
    const codigos = hechas.map((hecha) => (hecha.ok ? 'bien' : hecha.rechazos[0]?.codigo))
    expect(codigos.toSorted()).toEqual(['bien', 'email_no_disponible'])
  })

  test('accepted by the facilitator and taken back by the OTEC at once: one of the two, told as it is', async () => {
    await conFacilitador(p, 77_500_006, 4006)
    await otec(p, 77_500_007)
    await pedir(await probada(77_500_007), 4006, 'x4006@correo.test')
    const url = await invitacionPara(p, emailDeFacilitador(4006))
    const { id = '' } = (await abrirEnlace(p.deps, url.split('/').at(-1) ?? '')) ?? {}
    const [visto] = await listaDe(77_500_007)
    const solicitudId = await probada(77_500_007)
    const [aceptada, retirada] = await Promise.allSettled([
      aceptarOtec(p.deps, CONTEXTO, { id, pagina: 'una' }, null),
      retirarFacilitador(p.deps, CONTEXTO, {
        solicitudId,
        facilitador: visto?.id ?? '',
        formulario: envio('/juridica/facilitador/solicitar/retirar'),
      }),
    ])
    expect(retirada.status).toBe('fulfilled')
    expect((await listaDe(77_500_007)).map(({ estado }) => estado)).toEqual(['retirado'])
    const avisada = (await correosPara(p, emailDeFacilitador(4006))).some(({ asunto }) =>
      asunto.startsWith('Ya no es facilitador'),
    )
    expect(avisada).toBe(aceptada.status === 'fulfilled')
  })
})
