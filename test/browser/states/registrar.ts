/** Page states of Registrar, for a persona natural where a perfil matters. */

import { pasoUrl } from '../../../src/domain/urls.ts'
import { naturalRegistration } from '../../support/data/personas.ts'
import { smsCodeFor } from '../../support/http/celular.ts'
import { goToCelular, withCuenta } from './scenes.ts'
import { type GoToState, open, submit } from './state.ts'

export const REGISTRAR_PAGE_STATES: Readonly<Record<string, GoToState>> = {
  registrar: open(pasoUrl('natural', 'registrar')),
  'registrar vacio': submit(pasoUrl('natural', 'registrar'), 'Crear Cuenta'),
  'registrar con errores': submit(pasoUrl('natural', 'registrar'), 'Crear Cuenta', {
    ...naturalRegistration(65_000_000),
    apellidoPaterno: '???',
    numero: '',
    email: 'persona@',
    repetirClave: 'Otra#1234',
  }),
  'registrar con lo que dicen los scripts': async (v) => {
    await v.goTo(pasoUrl('migrante', 'registrar'))
    await v.attach({ name: 'film.png', bytes: new Uint8Array(1_048_577) })
    await v.fill({ region: '05', comuna: '05101', numero: '1'.repeat(22) })
    await v.fill({ region: '13' })
    await v.button('Mostrar Clave CS').click()
    await v.field('clave').evaluate((box) => {
      const { KeyboardEvent } = box.ownerDocument.defaultView
      box.dispatchEvent(new KeyboardEvent('keydown', { key: 'A', modifierCapsLock: true }))
    })
  },
  'registrar con la clave a medias': async (v) => {
    await v.goTo(pasoUrl('natural', 'registrar'))
    await v.fill({ nombres: 'María', clave: 'maria2026' })
  },
  'registrar con una clave que todos tienen': (v, site) =>
    submit(
      pasoUrl('natural', 'registrar'),
      'Crear Cuenta',
      naturalRegistration(site.number(), { clave: 'samantha', repetirClave: 'samantha' }),
    )(v, site),
  'registrar sin cookies': async (v, site) => {
    await v.goTo(pasoUrl('natural', 'registrar'))
    await v.here()
    await v.context.clearCookies()
    await v.submit(naturalRegistration(site.number()), 'Crear Cuenta')
  },
  'registrar listo': (v, site) =>
    submit(
      `${pasoUrl('natural', 'registrar')}?volver=https://asistencia.test/`,
      'Crear Cuenta',
      naturalRegistration(site.number()),
    )(v, site),
  'registrar listo con celular': goToCelular,
  'registrar celular': async (v, site) => {
    await goToCelular(v, site)
    await v.press('Enviar código por SMS')
  },
  'registrar celular con error': async (v, site) => {
    await goToCelular(v, site)
    await v.press('Enviar código por SMS')
    await v.submit({ codigo: '12' }, 'Confirmar Celular')
  },
  'registrar celular confirmado': async (v, site) => {
    const celular = await goToCelular(v, site)
    await v.press('Enviar código por SMS')
    await v.submit({ codigo: await smsCodeFor(site, celular) }, 'Confirmar Celular')
  },
  'registrar alto ya registrado': withCuenta((v, number, site) =>
    submit(pasoUrl('natural', 'registrar'), 'Crear Cuenta', naturalRegistration(number))(v, site),
  ),
  'registrar alto con caso': withCuenta(async (v, number, site) => {
    await submit(pasoUrl('natural', 'registrar'), 'Crear Cuenta', naturalRegistration(number))(v, site)
    await v.press('Yo no creé esta cuenta')
  }),
}
