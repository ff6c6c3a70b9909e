/** What the states of a person have in common on the way there. */
import { markBounce } from '../../../src/application/notices/bounces.ts'
import { pasoUrl } from '../../../src/domain/urls.ts'
import type { BrowserVisit } from '../../support/browser/browser-visit.ts'
import { answerPregunta } from '../../support/browser/stories.ts'
import { CLAVE, naturalRegistration, RESPUESTA, rutOf } from '../../support/data/personas.ts'
import { confirmEmail, emailOf, enlaceFor, registerNaturalWith } from '../../support/http/journeys.ts'
import type { TestSite } from '../../support/http/site.ts'
import type { GoToState } from './state.ts'

const NEW_CLAVE = 'Qu3ltehue!'
export const CAMBIAR_FIELDS = { claveNueva: NEW_CLAVE, repetirClaveNueva: NEW_CLAVE }
/** Lacks what its owner is asked to complete. */
export const NO_DATA = { preguntaSecreta: null, respuestaHash: null, direccion: null }

/** Starts with a registered person. @param changes to the stored cuenta. */
export const withCuenta =
  (
    proceed: (v: BrowserVisit, number: number, site: TestSite) => Promise<unknown>,
    changes: Parameters<typeof registerNaturalWith>[2] = {},
  ): GoToState =>
  async (v, site) => {
    const number = site.number()
    await registerNaturalWith(site, number, changes)
    await proceed(v, number, site)
  }

/** Registers a person with a mobile. @returns the mobile, which the last page offers to confirm. */
export const goToCelular = async (v: BrowserVisit, site: TestSite): Promise<string> => {
  const number = site.number()
  const fields = naturalRegistration(number, { celular: String(number), sinCelular: '' })
  await v.goTo(pasoUrl('natural', 'registrar'))
  await v.submit(fields, 'Crear Cuenta')
  return `9${number}`
}

export const goToPregunta = async (v: BrowserVisit, number: number) => {
  await v.goTo(pasoUrl('natural', 'recuperar'))
  await v.submit({ rut: rutOf(number) }, 'Validar')
}
export const goToProvisoria = (v: BrowserVisit, number: number) => answerPregunta(v, 'natural', number)
export const withClave = async (v: BrowserVisit, number: number, clave = CLAVE) => {
  await v.goTo(pasoUrl('natural', 'cambiar'))
  await v.submit({ rut: rutOf(number), claveActual: clave }, 'Validar')
}
export const goToSeguridad = async (v: BrowserVisit, number: number) => {
  await v.goTo(pasoUrl('natural', 'actualizar'))
  const data = { fechaNacimiento: '03-10-1994', emailRegistrado: emailOf(number) }
  await v.submit({ rut: rutOf(number), ...data }, 'Validar')
}
export const goToDatos = async (v: BrowserVisit, number: number) => {
  await goToSeguridad(v, number)
  await v.submit({ preguntaSecreta: 'p03', respuestaSecreta: RESPUESTA }, 'Validar')
}
/** Asks for another e-mail with the answer, then proves the CS. */
/** Paso 2 of Cambiar, whose mailbox refuses mail. */
export const withBouncedEmail = async (v: BrowserVisit, number: number, { deps }: TestSite) => {
  await deps.store.transaction(async (uow) => {
    const cuenta = await uow.cuentas.findByIdentificador('natural', rutOf(number))
    const answered = { to: cuenta?.email ?? '', cuentaId: cuenta?.id ?? '' }
    await markBounce(deps, uow, answered, 'direccion')
  })
  await withClave(v, number)
}
export const withPendingEmail = async (v: BrowserVisit, number: number) => {
  await goToDatos(v, number)
  await v.submit({ email: `otra${number}@correo.test` }, 'Actualizar Datos')
  await withClave(v, number)
}
/** Asks for a new mobile with the answer. @returns the mobile, which the last page offers to confirm. */
export const goToNewCelular = async (v: BrowserVisit, number: number): Promise<string> => {
  await goToDatos(v, number)
  await v.submit({ celular: String(number), sinCelular: '' }, 'Actualizar Datos')
  return `9${number}`
}
export const byEnlace = async (v: BrowserVisit, number: number, site: TestSite, text: string) =>
  v.goTo(await enlaceFor(site, emailOf(number), text))

/** Changes the CS and says “No fui yo”. */
export const changeAndContest = async (v: BrowserVisit, number: number, site: TestSite) => {
  await withClave(v, number)
  await v.submit(CAMBIAR_FIELDS, 'Cambiar Clave')
  await byEnlace(v, number, site, 'No fui yo')
  await v.press('No fui yo')
}

export const contestConfirmed = async (v: BrowserVisit, number: number, site: TestSite) => {
  await confirmEmail(site, emailOf(number))
  await changeAndContest(v, number, site)
}
export const goToVolver = async (v: BrowserVisit, number: number, site: TestSite) => {
  await contestConfirmed(v, number, site)
  await byEnlace(v, number, site, 'Volver a usar mi cuenta')
}
