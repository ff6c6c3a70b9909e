/** Page states of migrantes, where they differ from the common ones, and of forms of the wrong perfil. */

import { pasoUrl } from '../../../src/domain/urls.ts'
import type { BrowserVisit } from '../../support/browser/browser-visit.ts'
import { answerPregunta } from '../../support/browser/stories.ts'
import { createPdf, openAction } from '../../support/data/files.ts'
import { becomeNatural, registerMigrante } from '../../support/data/migrantes.ts'
import { CLAVE, migranteRegistration, nieOf, RESPUESTA, rutOf } from '../../support/data/personas.ts'
import { codeFor, emailOf, registerNatural } from '../../support/http/journeys.ts'
import type { FormFields, ScriptFreeBrowser } from '../../support/http/script-free-browser.ts'
import type { TestSite } from '../../support/http/site.ts'
import { type GoToState, open, submit } from './state.ts'

const REGISTRAR_URL = pasoUrl('migrante', 'registrar')
const LONG_NOMBRE = 'Wolfeschlegelsteinhausenbergerdorff'

/** Starts with a registered migrante. */
const withCuenta =
  (
    proceed: (v: BrowserVisit, number: number, site: TestSite, me: ScriptFreeBrowser) => Promise<unknown>,
    others: FormFields = {},
  ): GoToState =>
  async (v, site) => {
    const number = site.number()
    const me = await registerMigrante(site, number, others)
    await proceed(v, number, site, me)
  }

const withProvisoria = async (v: BrowserVisit, number: number) => {
  await answerPregunta(v, 'migrante', number)
}
/** Paso 1 of Actualizar, with the RUT of the same number. */
const goToSeguridad = async (v: BrowserVisit, number: number) => {
  await v.goTo(pasoUrl('migrante', 'actualizar'))
  const data = { fechaNacimiento: '03-10-1994', emailRegistrado: emailOf(number) }
  await v.submit({ nie: nieOf(number), ...data, rutAlternativo: rutOf(number) }, 'Validar')
}
/** Paso 2 with the respuesta, which is not enough to change to a RUT. */
const goToDatos = async (v: BrowserVisit, number: number) => {
  await goToSeguridad(v, number)
  await v.submit({ preguntaSecreta: 'p03', respuestaSecreta: RESPUESTA }, 'Validar')
}
/** With the codigo too, which an unconfirmed mailbox gets only after the answer. */
const goToDatosWithCodigo = async (v: BrowserVisit, number: number, site: TestSite) => {
  await goToDatos(v, number)
  await v.press('Recibir un código en mi correo')
  await v.submit({ codigo: await codeFor(site, emailOf(number)) }, 'Validar')
}

export const MIGRANTE_PAGE_STATES: Readonly<Record<string, GoToState>> = {
  'migrante registrar': open(REGISTRAR_URL),
  'migrante registrar vacio': async (v) => {
    await v.goTo(REGISTRAR_URL)
    await v.press('Crear Cuenta')
  },
  'migrante registrar con un pdf que no sirve': async (v, site) => {
    const withNombres = { nombres: LONG_NOMBRE, apellidoPaterno: `${LONG_NOMBRE}-${LONG_NOMBRE}` }
    await v.goTo(REGISTRAR_URL)
    await v.submit(migranteRegistration(site.number(), withNombres), 'Crear Cuenta', {
      name: 'pasaporte.pdf',
      bytes: await createPdf(openAction({ S: 'JavaScript', JS: 'app.alert(1)' })),
    })
  },
  'migrante registrar otro archivo': async (v, site) => {
    await v.goTo(REGISTRAR_URL)
    await v.submit(migranteRegistration(site.number(), { captcha: 'no son' }), 'Crear Cuenta', {
      name: 'pasaporte.png',
      bytes: await createPdf(),
    })
  },
  'migrante registrar listo': (v, site) =>
    submit(REGISTRAR_URL, 'Crear Cuenta', migranteRegistration(site.number()))(v, site),

  'migrante recuperar': open(pasoUrl('migrante', 'recuperar')),
  'migrante recuperar listo': withCuenta(withProvisoria),
  'migrante recuperar listo con sms': async (v, site) => {
    const celular = String(site.number())
    await withCuenta(withProvisoria, { celular, sinCelular: '' })(v, site)
  },
  'migrante recuperar alto faltan datos': withCuenta(async (v, number, site) => {
    await site.deps.store.transaction(async (uow) => {
      const cuenta = await uow.cuentas.findByIdentificador('migrante', nieOf(number))
      if (cuenta) await uow.cuentas.save({ ...cuenta, email: null })
    })
    await withProvisoria(v, number)
  }),

  'migrante cambiar': open(pasoUrl('migrante', 'cambiar')),
  'migrante cambiar alto use su rut': withCuenta(async (v, number, site, me) => {
    await becomeNatural(site, me, number, rutOf(number))
    await v.goTo(pasoUrl('migrante', 'cambiar'))
    await v.submit({ nie: nieOf(number), claveActual: CLAVE }, 'Validar')
  }),

  'migrante actualizar': open(pasoUrl('migrante', 'actualizar')),
  'migrante actualizar con errores': submit(pasoUrl('migrante', 'actualizar'), 'Validar', {
    nie: 'AB!',
    fechaNacimiento: '1-1-2020',
    emailRegistrado: 'persona',
    rutAlternativo: rutOf(76_543_210),
  }),
  'migrante actualizar datos': withCuenta(goToDatos),
  'migrante actualizar seguridad con rut': withCuenta(goToSeguridad),
  'migrante actualizar datos sin codigo': withCuenta(async (v, number) => {
    await goToDatos(v, number)
    await v.submit({}, 'Actualizar Datos')
  }),
  'migrante actualizar listo con rut': withCuenta(async (v, number, site) => {
    await goToDatosWithCodigo(v, number, site)
    await v.submit({}, 'Actualizar Datos')
  }),
  'migrante actualizar listo rut en uso': withCuenta(async (v, number, site) => {
    await registerNatural(site, number, { email: `otra${number}@correo.test` })
    await goToDatosWithCodigo(v, number, site)
    await v.submit({}, 'Actualizar Datos')
  }),
  'migrante actualizar listo otro dia': withCuenta(async (v, number, site, me) => {
    await registerNatural(site, number, { email: `otra${number}@correo.test` })
    await becomeNatural(site, me, number, rutOf(number))
    await goToDatosWithCodigo(v, number, site)
    await v.submit({}, 'Actualizar Datos')
  }),

  'puerta migrante con rut': async (v, site) => {
    const number = site.number()
    await submit(REGISTRAR_URL, 'Crear Cuenta', migranteRegistration(number, { nie: rutOf(number) }))(v, site)
  },
  'puerta migrante con rut de empresa': submit(pasoUrl('migrante', 'recuperar'), 'Validar', {
    nie: rutOf(76_543_210),
  }),
  'puerta natural con rut de empresa': submit(pasoUrl('natural', 'recuperar'), 'Validar', {
    rut: rutOf(76_543_210),
  }),
  'puerta natural con nie': submit(pasoUrl('natural', 'cambiar'), 'Validar', {
    rut: nieOf(123_456),
    claveActual: CLAVE,
  }),
  'puerta cruzada': async (v, site) => {
    const number = site.number()
    await submit(REGISTRAR_URL, 'Crear Cuenta', migranteRegistration(number, { nie: rutOf(number) }))(v, site)
    await v.press('Ir a Persona Natural con estos datos')
  },
}
