/** Page states that links in mails lead to. */

import { enlaceUrl } from '../../../src/domain/urls.ts'
import type { BrowserVisit } from '../../support/browser/browser-visit.ts'
import { CLAVE, rutOf } from '../../support/data/personas.ts'
import {
  confirmEmail,
  emailOf,
  enlaceFor,
  registerNatural,
  requestEnlace,
} from '../../support/http/journeys.ts'
import { applyNow, ask, decide } from '../../support/http/ordenes.ts'
import type { TestSite } from '../../support/http/site.ts'
import { byEnlace, changeAndContest, contestConfirmed, goToVolver, withClave, withCuenta } from './scenes.ts'
import { type GoToState, open } from './state.ts'

/** Two people let the person in at another mailbox. */
async function goToActivar(v: BrowserVisit, number: number, site: TestSite): Promise<void> {
  const email = `nuevo${number}@correo.test`
  const orden = await ask(site, number, { kind: 'invitar', reason: 'sin_correo', email })
  await decide(site, orden)
  await applyNow(site, orden)
  await v.goTo(await enlaceFor(site, email, 'Usar mi cuenta'))
}

/** Two people granted that the account closes. */
async function goToObjetar(v: BrowserVisit, number: number, site: TestSite): Promise<void> {
  await confirmEmail(site, emailOf(number))
  await decide(site, await ask(site, number))
  await byEnlace(v, number, site, 'Detener el cierre')
}

export const ENLACE_PAGE_STATES: Readonly<Record<string, GoToState>> = {
  'enlace confirmar correo': withCuenta((v, n, site) => byEnlace(v, n, site, 'Confirmar mi correo')),
  'enlace confirmar correo con errores': withCuenta(async (v, n, site) => {
    await byEnlace(v, n, site, 'Confirmar mi correo')
    await v.submit({ respuestaParaConfirmar: 'no es esta' }, 'Confirmar mi correo')
  }),
  'enlace confirmar correo donde se uso la CS': withCuenta(async (v, n, site) => {
    await withClave(v, n)
    await byEnlace(v, n, site, 'Confirmar mi correo')
  }),
  'enlace confirmar correo listo': withCuenta(async (v, n, site) => {
    await byEnlace(v, n, site, 'Confirmar mi correo')
    await v.submit({ claveParaConfirmar: CLAVE }, 'Confirmar mi correo')
  }),
  'enlace recuperar': withCuenta(async (v, number, site) => {
    await requestEnlace(await registerNatural(site, site.number()), number)
    await byEnlace(v, number, site, 'Recuperar mi CS')
  }),
  'enlace recuperar con errores': withCuenta(async (v, number, site) => {
    await requestEnlace(await registerNatural(site, site.number()), number)
    await byEnlace(v, number, site, 'Recuperar mi CS')
    await v.submit({ rut: rutOf(number), fechaNacimiento: '04-10-1994' }, 'Continuar')
  }),
  'enlace recuperar espera': withCuenta(async (v, number, site) => {
    await requestEnlace(await registerNatural(site, site.number()), number)
    await byEnlace(v, number, site, 'Recuperar mi CS')
    await v.submit({ rut: rutOf(number), fechaNacimiento: '03-10-1994' }, 'Continuar')
  }),
  'enlace recuperar con un boton': withCuenta(
    async (v, number, site) => {
      await requestEnlace(await registerNatural(site, site.number()), number)
      await byEnlace(v, number, site, 'Recuperar mi CS')
    },
    { emailConfirmedAt: new Date() },
  ),
  'enlace no fui yo': withCuenta((v, n, site) => byEnlace(v, n, site, 'No fui yo')),
  'enlace no fui yo listo': withCuenta(async (v, n, site) => {
    await byEnlace(v, n, site, 'No fui yo')
    await v.press('No fui yo')
  }),
  'enlace no fui yo caso': withCuenta(changeAndContest),
  'enlace no fui yo congelada': withCuenta(contestConfirmed),
  'enlace volver': withCuenta(goToVolver),
  'cambiar nueva al volver': withCuenta(async (v, number, site) => {
    await goToVolver(v, number, site)
    await v.press('Crear mi nueva CS')
  }),
  'enlace otro boton': withCuenta(async (v, n, site) => {
    await byEnlace(v, n, site, 'No fui yo')
    await v.here()
    await v.button('No fui yo').evaluate((button) => {
      button.name = 'accion'
      button.value = 'otra'
    })
    await v.press('No fui yo')
  }),
  'enlace objetar': withCuenta(goToObjetar),
  'enlace objetar listo': withCuenta(async (v, number, site) => {
    await goToObjetar(v, number, site)
    await v.press('No estoy de acuerdo')
  }),
  'enlace activar': withCuenta(goToActivar),
  'enlace activar con errores': withCuenta(async (v, number, site) => {
    await goToActivar(v, number, site)
    await v.submit({ rut: rutOf(number + 1) }, 'Continuar')
  }),
  'enlace activar elegir': withCuenta(async (v, number, site) => {
    await goToActivar(v, number, site)
    await v.submit({ rut: rutOf(number) }, 'Continuar')
  }),
  'enlace activar elegir con errores': withCuenta(async (v, number, site) => {
    await goToActivar(v, number, site)
    await v.submit({ rut: rutOf(number) }, 'Continuar')
    await v.press('Cambiar Clave')
  }),
  'enlace objetar a quien entra': withCuenta(async (v, number, site) => {
    await confirmEmail(site, emailOf(number))
    const email = `nuevo${number}@correo.test`
    await decide(site, await ask(site, number, { kind: 'invitar', reason: 'sin_correo', email }))
    await byEnlace(v, number, site, 'No permitirlo')
  }),
  'enlace vencido': open(enlaceUrl('no-es-un-enlace')),
}
