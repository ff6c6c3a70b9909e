/** Page states of OTECs and their facilitadores. */
import { pasoUrl } from '../../../src/domain/urls.ts'
import type { BrowserVisit } from '../../support/browser/browser-visit.ts'
import {
  facilitadorCuenta,
  facilitadorEmail,
  idsIn,
  invitationFor,
  pedido,
  proveOtec,
  RECUPERAR_URL,
  registerOtec,
  requestFacilitador,
  respond,
  SOLICITAR_URL,
} from '../../support/data/facilitadores.ts'
import { organizacionCuenta } from '../../support/data/organizaciones.ts'
import { CLAVE, nieOf, rutOf } from '../../support/data/personas.ts'
import { ScriptFreeBrowser } from '../../support/http/script-free-browser.ts'
import type { TestSite } from '../../support/http/site.ts'

/** Starts with an OTEC that proved its identity in this browser. @param facilitadores how many accepted it. */
const withOtec =
  (
    url: string,
    facilitadores: number,
    proceed: (v: BrowserVisit, number: number, site: TestSite) => Promise<unknown>,
  ) =>
  async (v: BrowserVisit, site: TestSite): Promise<void> => {
    const number = site.number() + 65_000_000
    const me = await registerOtec(site, number)
    for (let n = 0; n < facilitadores; n++) {
      const own = number * 10 + n
      await requestFacilitador(me, number, pedido(own))
      const { me: facilitador, page } = await respond(
        site,
        await invitationFor(site, facilitadorEmail(own)),
        'aceptar-otec',
      )
      await facilitador.submitFrom(page, { claveNueva: 'Qu3ltehue!', repetirClaveNueva: 'Qu3ltehue!' })
    }
    await v.goTo(url)
    await v.submit({ rutOtec: rutOf(number), claveOtec: CLAVE }, 'Validar')
    await proceed(v, number, site)
  }

const nothing = async () => {}

export const FACILITADOR_PAGE_STATES = {
  'facilitador solicitar': (v: BrowserVisit) => v.goTo(SOLICITAR_URL),
  'facilitador recuperar': (v: BrowserVisit) => v.goTo(RECUPERAR_URL),
  'facilitador solicitar sin ninguno': withOtec(SOLICITAR_URL, 0, nothing),
  'facilitador solicitar con lista': withOtec(SOLICITAR_URL, 1, async (v, number, site) => {
    await requestFacilitador(new ScriptFreeBrowser(site.app), number, pedido(number * 10 + 5))
    await v.here()
    await v.page.reload()
  }),
  'facilitador solicitar con errores': withOtec(SOLICITAR_URL, 1, async (v, number) => {
    await v.submit({ nie: rutOf(number), email: 'nada', nombres: '' }, 'Solicitar CS')
  }),
  'facilitador solicitar listo': withOtec(SOLICITAR_URL, 0, (v, number) =>
    v.submit(pedido(number), 'Solicitar CS'),
  ),
  'facilitador retirar': withOtec(SOLICITAR_URL, 1, async (v) => {
    await v.here()
    await v.page.getByRole('link', { name: /^Retirar a / }).click()
  }),
  'facilitador recuperar con lista': withOtec(RECUPERAR_URL, 1, nothing),
  'facilitador recuperar listo': withOtec(RECUPERAR_URL, 1, async (v, number, site) => {
    const [facilitador = ''] = idsIn(await proveOtec(new ScriptFreeBrowser(site.app), RECUPERAR_URL, number))
    await v.submit({ facilitador }, 'Enviar enlace al facilitador')
  }),
  'facilitador sin ninguno que recuperar': withOtec(RECUPERAR_URL, 0, nothing),
  'facilitador no es otec': withOtec(SOLICITAR_URL, 0, async (v, number, site) => {
    const cuenta = await organizacionCuenta(site, number)
    await site.deps.store.transaction((uow) => uow.cuentas.save({ ...cuenta, tipoOrganismo: 'empresa' }))
    await v.goTo(SOLICITAR_URL)
    await v.submit({ rutOtec: rutOf(number), claveOtec: CLAVE }, 'Validar')
  }),
  'facilitador otec sin verificar': withOtec(SOLICITAR_URL, 0, async (v, number, site) => {
    const cuenta = await organizacionCuenta(site, number)
    await site.deps.store.transaction((uow) => uow.cuentas.save({ ...cuenta, identidad: 'declarada' }))
    await v.goTo(SOLICITAR_URL)
    await v.submit({ rutOtec: rutOf(number), claveOtec: CLAVE }, 'Validar')
  }),
  'facilitador responde a la otec': withOtec(SOLICITAR_URL, 0, async (v, number, site) => {
    await requestFacilitador(new ScriptFreeBrowser(site.app), number, pedido(number))
    await v.goTo(await invitationFor(site, facilitadorEmail(number)))
  }),
  'facilitador elige su clave': withOtec(SOLICITAR_URL, 0, async (v, number, site) => {
    await requestFacilitador(new ScriptFreeBrowser(site.app), number, pedido(number))
    await v.goTo(await invitationFor(site, facilitadorEmail(number)))
    await v.submit({ nie: nieOf(number) }, 'Sí, trabajo con esta OTEC')
  }),
  'facilitador no acepta a la otec': withOtec(SOLICITAR_URL, 0, async (v, number, site) => {
    await requestFacilitador(new ScriptFreeBrowser(site.app), number, pedido(number))
    await v.goTo(await invitationFor(site, facilitadorEmail(number)))
    await v.press('No trabajo con esta OTEC')
  }),
  'facilitador acepta a otra otec': withOtec(SOLICITAR_URL, 1, async (v, number, site) => {
    const other = number + 1_000_000
    await requestFacilitador(await registerOtec(site, other), other, pedido(number * 10))
    await v.goTo(await invitationFor(site, facilitadorEmail(number * 10)))
    await v.press('Sí, trabajo con esta OTEC')
  }),
  'facilitador cambiar': (v: BrowserVisit) => v.goTo(pasoUrl('facilitador', 'cambiar')),
  'facilitador cambiar alto congelada': withOtec(SOLICITAR_URL, 1, async (v, number, site) => {
    const cuenta = await facilitadorCuenta(site, number * 10)
    await site.deps.store.transaction(async (uow) => {
      if (cuenta) await uow.cuentas.save({ ...cuenta, estado: 'congelada' })
    })
    await v.goTo(pasoUrl('facilitador', 'cambiar'))
    await v.submit({ nie: nieOf(number * 10), claveActual: 'Qu3ltehue!' }, 'Validar')
  }),
}
