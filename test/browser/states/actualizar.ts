/** Page states of Actualizar, of a persona natural, and of the change of mailbox that it leaves pending. */

import { pasoUrl } from '../../../src/domain/urls.ts'
import { CLAVE, rutOf } from '../../support/data/personas.ts'
import { smsCodeFor } from '../../support/http/celular.ts'
import { goToDatos, goToNewCelular, goToSeguridad, NO_DATA, withCuenta, withPendingEmail } from './scenes.ts'
import { type GoToState, open, submit } from './state.ts'

export const ACTUALIZAR_PAGE_STATES: Readonly<Record<string, GoToState>> = {
  actualizar: open(pasoUrl('natural', 'actualizar')),
  'actualizar con errores': submit(pasoUrl('natural', 'actualizar'), 'Validar', {
    rut: '12.345.678-5',
    fechaNacimiento: '31-02-1990',
    emailRegistrado: 'persona',
  }),
  'actualizar clave': open(pasoUrl('natural', 'actualizar', 'clave')),
  'actualizar alto datos completos': withCuenta(async (v, number) => {
    await v.goTo(pasoUrl('natural', 'actualizar', 'clave'))
    await v.submit({ rut: rutOf(number), claveActual: CLAVE }, 'Validar')
  }),
  'actualizar seguridad': withCuenta(goToSeguridad),
  'actualizar codigo': withCuenta(async (v, number) => {
    await goToSeguridad(v, number)
    await v.press('Recibir un código en mi correo')
  }),
  'actualizar datos': withCuenta(goToDatos),
  'actualizar datos con errores': withCuenta(async (v, number) => {
    await goToDatos(v, number)
    await v.submit({ celular: '123', preguntaNueva: 'p02', comuna: '' }, 'Actualizar Datos')
  }),
  'actualizar datos que faltan': withCuenta(
    async (v, number) => {
      await v.goTo(pasoUrl('natural', 'actualizar', 'clave'))
      await v.submit({ rut: rutOf(number), claveActual: CLAVE }, 'Validar')
    },
    { ...NO_DATA, fechaNacimiento: null },
  ),
  'actualizar listo con celular nuevo': withCuenta(goToNewCelular),
  'actualizar celular': withCuenta(async (v, number) => {
    await goToNewCelular(v, number)
    await v.press('Enviar código por SMS')
  }),
  'actualizar listo con celular en espera': withCuenta(async (v, number, site) => {
    const celular = await goToNewCelular(v, number)
    await v.press('Enviar código por SMS')
    await v.submit({ codigo: await smsCodeFor(site, celular) }, 'Confirmar Celular')
  }),
  'actualizar listo con correo pendiente': withCuenta(async (v, number) => {
    await goToDatos(v, number)
    await v.submit({ email: `otra${number}@correo.test` }, 'Actualizar Datos')
  }),

  'cambiar nueva con correo pendiente': withCuenta(withPendingEmail),
  'cambiar nueva con correo cancelado': withCuenta(async (v, number) => {
    await withPendingEmail(v, number)
    await v.press('Cancelar este cambio')
  }),
}
