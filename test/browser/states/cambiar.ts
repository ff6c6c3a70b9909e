/** Page states of Cambiar, of a persona natural. */

import { pasoUrl } from '../../../src/domain/urls.ts'
import { CAMBIAR_FIELDS, NO_DATA, withBouncedEmail, withClave, withCuenta } from './scenes.ts'
import { type GoToState, open } from './state.ts'

export const CAMBIAR_PAGE_STATES: Readonly<Record<string, GoToState>> = {
  cambiar: open(pasoUrl('natural', 'cambiar')),
  'cambiar con error': withCuenta((v, number) => withClave(v, number, 'otra clave')),
  'cambiar cerrado': withCuenta(async (v, number) => {
    await withClave(v, number, 'otra clave')
    for (const clave of ['otra 2', 'otra 3', 'otra 4', 'otra 5']) {
      await v.submit({ claveActual: clave }, 'Validar')
    }
  }),
  'cambiar nueva': withCuenta((v, number) => withClave(v, number)),
  'cambiar nueva con errores': withCuenta(async (v, number) => {
    await withClave(v, number)
    await v.submit({ claveNueva: 'sence2026', repetirClaveNueva: '' }, 'Cambiar Clave')
  }),
  'cambiar nueva con correo que vuelve': withCuenta(withBouncedEmail),
  'cambiar listo': withCuenta(async (v, number) => {
    await withClave(v, number)
    await v.submit(CAMBIAR_FIELDS, 'Cambiar Clave')
  }),
  'cambiar listo con faltas': withCuenta(async (v, number) => {
    await withClave(v, number)
    await v.submit(CAMBIAR_FIELDS, 'Cambiar Clave')
  }, NO_DATA),
  'cambiar alto congelada': withCuenta((v, number) => withClave(v, number), { estado: 'congelada' }),
  'cambiar alto cerrada': withCuenta((v, number) => withClave(v, number), { estado: 'cerrada' }),
}
