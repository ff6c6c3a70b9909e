/** The pages of an OTEC and its foreign facilitators, in each of their states. */
import {
  cuentaDeFacilitador,
  emailDeFacilitador,
  idsEn,
  invitacionPara,
  otec,
  pedido,
  probarOtec,
  RECUPERAR,
  responder,
  SOLICITAR,
  solicitar,
} from '../support/facilitadores.ts'
import { Navegador } from '../support/navegador.ts'
import { cuentaDeOrganizacion } from '../support/organizaciones.ts'
import { CLAVE, nieDe, rutDe } from '../support/personas.ts'
import type { Sitio } from '../support/sitio.ts'
import type { Visita } from '../support/visita.ts'

/** With an OTEC that has proven itself in this browser. @param facilitadores how many have accepted it. */
const conOtec =
  (
    url: string,
    facilitadores: number,
    seguir: (v: Visita, numero: number, sitio: Sitio) => Promise<unknown>,
  ) =>
  async (v: Visita, sitio: Sitio): Promise<void> => {
    const numero = sitio.numero() + 65_000_000
    const yo = await otec(sitio, numero)
    for (let n = 0; n < facilitadores; n++) {
      const suyo = numero * 10 + n
      await solicitar(yo, numero, pedido(suyo))
      const { yo: facilitador, pagina } = await responder(
        sitio,
        await invitacionPara(sitio, emailDeFacilitador(suyo)),
        'aceptar-otec',
      )
      await facilitador.enviarDesde(pagina, { claveNueva: 'Qu3ltehue!', repetirClaveNueva: 'Qu3ltehue!' })
    }
    await v.ir(url)
    await v.enviar({ rutOtec: rutDe(numero), claveOtec: CLAVE }, 'Validar')
    await seguir(v, numero, sitio)
  }

const nada = async () => {}

export const ESTADOS_DE_FACILITADOR = {
  'facilitador solicitar': (v: Visita) => v.ir(SOLICITAR),
  'facilitador recuperar': (v: Visita) => v.ir(RECUPERAR),
  'facilitador solicitar sin ninguno': conOtec(SOLICITAR, 0, nada),
  'facilitador solicitar con lista': conOtec(SOLICITAR, 1, async (v, numero, sitio) => {
    await solicitar(new Navegador(sitio.app), numero, pedido(numero * 10 + 5))
    await v.pagina.reload()
  }),
  'facilitador solicitar con errores': conOtec(SOLICITAR, 1, async (v, numero) => {
    await v.enviar({ nie: rutDe(numero), email: 'nada', nombres: '' }, 'Solicitar CS')
  }),
  'facilitador solicitar listo': conOtec(SOLICITAR, 0, (v, numero) =>
    v.enviar(pedido(numero), 'Solicitar CS'),
  ),
  'facilitador retirar': conOtec(SOLICITAR, 1, async (v) => {
    await v.pagina.getByRole('link', { name: /^Retirar a / }).click()
  }),
  'facilitador recuperar con lista': conOtec(RECUPERAR, 1, nada),
  'facilitador recuperar listo': conOtec(RECUPERAR, 1, async (v, numero, sitio) => {
    const [facilitador = ''] = idsEn(await probarOtec(new Navegador(sitio.app), RECUPERAR, numero))
    await v.enviar({ facilitador }, 'Enviar enlace al facilitador')
  }),
  'facilitador sin ninguno que recuperar': conOtec(RECUPERAR, 0, nada),
  'facilitador no es otec': conOtec(SOLICITAR, 0, async (v, numero, sitio) => {
    const cuenta = await cuentaDeOrganizacion(sitio, numero)
    await sitio.deps.almacen.transaccion((uow) =>
      uow.cuentas.guardar({ ...cuenta, tipoOrganismo: 'empresa' }),
    )
    await v.ir(SOLICITAR)
    await v.enviar({ rutOtec: rutDe(numero), claveOtec: CLAVE }, 'Validar')
  }),
  'facilitador otec sin verificar': conOtec(SOLICITAR, 0, async (v, numero, sitio) => {
    const cuenta = await cuentaDeOrganizacion(sitio, numero)
    await sitio.deps.almacen.transaccion((uow) => uow.cuentas.guardar({ ...cuenta, identidad: 'declarada' }))
    await v.ir(SOLICITAR)
    await v.enviar({ rutOtec: rutDe(numero), claveOtec: CLAVE }, 'Validar')
  }),
  'facilitador responde a la otec': conOtec(SOLICITAR, 0, async (v, numero, sitio) => {
    await solicitar(new Navegador(sitio.app), numero, pedido(numero))
    await v.ir(await invitacionPara(sitio, emailDeFacilitador(numero)))
  }),
  'facilitador elige su clave': conOtec(SOLICITAR, 0, async (v, numero, sitio) => {
    await solicitar(new Navegador(sitio.app), numero, pedido(numero))
    await v.ir(await invitacionPara(sitio, emailDeFacilitador(numero)))
    await v.presionar('Sí, trabajo con esta OTEC')
  }),
  'facilitador no acepta a la otec': conOtec(SOLICITAR, 0, async (v, numero, sitio) => {
    await solicitar(new Navegador(sitio.app), numero, pedido(numero))
    await v.ir(await invitacionPara(sitio, emailDeFacilitador(numero)))
    await v.presionar('No trabajo con esta OTEC')
  }),
  'facilitador acepta a otra otec': conOtec(SOLICITAR, 1, async (v, numero, sitio) => {
    const otra = numero + 1_000_000
    await solicitar(await otec(sitio, otra), otra, pedido(numero * 10))
    await v.ir(await invitacionPara(sitio, emailDeFacilitador(numero * 10)))
    await v.presionar('Sí, trabajo con esta OTEC')
  }),
  'facilitador cambiar': (v: Visita) => v.ir('/facilitador/cambiar'),
  'facilitador cambiar alto congelada': conOtec(SOLICITAR, 1, async (v, numero, sitio) => {
    const cuenta = await cuentaDeFacilitador(sitio, numero * 10)
    await sitio.deps.almacen.transaccion(async (uow) => {
      if (cuenta) await uow.cuentas.guardar({ ...cuenta, estado: 'congelada' })
    })
    await v.ir('/facilitador/cambiar')
    await v.enviar({ nie: nieDe(numero * 10), claveActual: 'Qu3ltehue!' }, 'Validar')
  }),
}
