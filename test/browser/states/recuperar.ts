/** Page states of Recuperar, of a persona natural. */

import { pasoUrl } from '../../../src/domain/urls.ts'
import { goToPregunta, goToProvisoria, withCuenta } from './scenes.ts'
import { type GoToState, open, submit } from './state.ts'

export const RECUPERAR_PAGE_STATES: Readonly<Record<string, GoToState>> = {
  recuperar: open(pasoUrl('natural', 'recuperar')),
  'recuperar con error': submit(pasoUrl('natural', 'recuperar'), 'Validar', { rut: '1-1' }),
  'recuperar perdida': open(pasoUrl('natural', 'recuperar', 'pregunta')),
  'recuperar pregunta': withCuenta(goToPregunta),
  'recuperar pregunta con errores': withCuenta(async (v, number) => {
    await goToPregunta(v, number)
    await v.submit({ respuestaSecreta: 'otra cosa' }, 'Generar Nueva Clave')
  }),
  'recuperar codigo': withCuenta(goToProvisoria, { emailConfirmedAt: new Date() }),
  'recuperar codigo con error': withCuenta(
    async (v, number) => {
      await goToProvisoria(v, number)
      await v.submit({ codigo: '000000' }, 'Generar Nueva Clave')
    },
    { emailConfirmedAt: new Date() },
  ),
  'recuperar listo': withCuenta(goToProvisoria),
  'recuperar listo ya mostrada': withCuenta(async (v, number, site) => {
    await goToProvisoria(v, number)
    site.clock.advance({ minutes: 6 })
    await v.goTo(pasoUrl('natural', 'recuperar', 'listo'))
  }),
  'recuperar correo': withCuenta(async (v, number) => {
    await goToPregunta(v, number)
    await v.goTo(pasoUrl('natural', 'recuperar', 'correo'))
  }),
  'recuperar correo listo': withCuenta(async (v, number) => {
    await goToPregunta(v, number)
    await v.goTo(pasoUrl('natural', 'recuperar', 'correo'))
    await v.submit({}, 'Enviar enlace')
  }),
}
