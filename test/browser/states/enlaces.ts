/** Page states that links in mails lead to. */

import { enlaceUrl } from '../../../src/domain/urls.ts'
import { CLAVE, rutOf } from '../../support/data/personas.ts'
import { registerNatural, requestEnlace } from '../../support/http/journeys.ts'
import { byEnlace, changeAndContest, contestConfirmed, goToVolver, withClave, withCuenta } from './scenes.ts'
import { type GoToState, open } from './state.ts'

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
    await v.button('No fui yo').evaluate((button) => {
      button.name = 'accion'
      button.value = 'otra'
    })
    await v.press('No fui yo')
  }),
  'enlace vencido': open(enlaceUrl('no-es-un-enlace')),
}
