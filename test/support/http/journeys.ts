/** Journeys through the product, shared by many tests. */

import type { Mail } from '../../../src/application/ports.ts'
import type { Cuenta } from '../../../src/domain/account/cuenta.ts'
import { pasoUrl, paths } from '../../../src/domain/urls.ts'
import { loadCuenta, markConfirmed, registerCuenta, updateCuenta } from '../data/cuentas.ts'
import { CLAVE, naturalRegistration, RESPUESTA, rutOf } from '../data/personas.ts'
import type { TestProduct } from '../product/test-product.ts'
import { type FormFields, type LoadedPage, ScriptFreeBrowser } from './script-free-browser.ts'

export const emailOf = (number: number): string => `persona${number}@correo.test`

/** Registers a person. @returns the browser used. */
export const registerNatural = (
  p: TestProduct,
  number: number,
  others: FormFields = {},
): Promise<ScriptFreeBrowser> => registerCuenta(p, 'natural', naturalRegistration(number, others))

/** Registers a person, then changes the stored cuenta, for example to one of the old system. */
export async function registerNaturalWith(
  p: TestProduct,
  number: number,
  changes: Partial<Cuenta>,
): Promise<ScriptFreeBrowser> {
  const me = await registerNatural(p, number)
  await updateCuenta(p, 'natural', rutOf(number), changes)
  return me
}

/** The cuenta as stored. */
export const naturalCuenta = (p: TestProduct, number: number): Promise<Cuenta> =>
  loadCuenta(p, 'natural', rutOf(number))

/** Pasos 1 and 2 of Recuperar. @returns the next page. */
export async function respond(
  me: ScriptFreeBrowser,
  number: number,
  respuesta = RESPUESTA,
): Promise<LoadedPage> {
  const pregunta = await me.submit(pasoUrl('natural', 'recuperar'), { rut: rutOf(number) })
  return me.submitFrom(pregunta, { respuestaSecreta: respuesta })
}

/** The provisoria shown on a page; '' when there is none. */
export const shownProvisoria = (page: LoadedPage): string =>
  /id="clave-provisoria"[^>]*>([^<]+)</.exec(page.html)?.[1] ?? ''

export const requestProvisoria = async (me: ScriptFreeBrowser, number: number): Promise<string> =>
  shownProvisoria(await respond(me, number))

/** Paso 1 of Cambiar. */
export const validateForCambiar = (
  me: ScriptFreeBrowser,
  number: number,
  claveActual = CLAVE,
): Promise<LoadedPage> => me.submit(pasoUrl('natural', 'cambiar'), { rut: rutOf(number), claveActual })

/** Cambiar from beginning to end. */
export const cambiar = async (
  me: ScriptFreeBrowser,
  number: number,
  claveActual: string,
  newClave: string,
): Promise<LoadedPage> =>
  me.submitFrom(await validateForCambiar(me, number, claveActual), {
    claveNueva: newClave,
    repetirClaveNueva: newClave,
  })

/** Paso 1 of Actualizar. */
export const validateForActualizar = (
  me: ScriptFreeBrowser,
  number: number,
  others: FormFields = {},
): Promise<LoadedPage> =>
  me.submit(pasoUrl('natural', 'actualizar'), {
    rut: rutOf(number),
    fechaNacimiento: '03-10-1994',
    emailRegistrado: emailOf(number),
    ...others,
  })

/** Fields of paso 3 of Actualizar, with the values of the registration. */
export const actualizarFields = (number: number, others: FormFields = {}): FormFields => ({
  direccion: 'Pasaje Los Aromos',
  numero: '123',
  region: '13',
  comuna: '13101',
  email: emailOf(number),
  sinCelular: 'si',
  ...others,
})

/** Pasos 1 and 2 of Actualizar with the respuesta secreta. @returns the page of paso 3. */
export const withRespuesta = async (me: ScriptFreeBrowser, number: number): Promise<LoadedPage> =>
  me.submitFrom(await validateForActualizar(me, number), {
    preguntaSecreta: 'p03',
    respuestaSecreta: RESPUESTA,
  })

/** Pasos 1 and 2 of Actualizar with the codigo mailed to a confirmed mailbox. @returns the page of paso 3. */
export async function withCodigo(p: TestProduct, me: ScriptFreeBrowser, number: number): Promise<LoadedPage> {
  await markConfirmed(p, 'natural', rutOf(number))
  const page = await me.submitFrom(await validateForActualizar(me, number), {}, 'codigo')
  return me.submitFrom(page, { codigo: await codeFor(p, emailOf(number)) })
}

/** Mails sent to an address so far; dispatches the outbox first. */
export async function mailsFor(p: TestProduct, to: string): Promise<Mail[]> {
  await p.dispatch()
  return p.mail.sent.filter((mail) => mail.to === to)
}

/** URL under that link text in the latest mail that has it. @throws Error when no mail has it. */
export async function enlaceFor(p: TestProduct, to: string, text: string): Promise<string> {
  const mails = await mailsFor(p, to)
  const urls = mails.map((mail) => mail.text.split(`${text}:\n`)[1]?.split('\n')[0] ?? '')
  const url = urls.findLast(Boolean)
  if (!url) throw new Error(`no "${text}" for ${to}: ${mails.map(({ subject }) => subject).join(', ')}`)
  return url
}

/** The latest 6-digit codigo sent to an address; '' when there is none. */
export async function codeFor(p: TestProduct, to: string): Promise<string> {
  const mails = await mailsFor(p, to)
  return mails.map(({ text }) => /Código: (\d{6})/.exec(text)?.[1] ?? '').findLast(Boolean) ?? ''
}

/** The latest provisoria sent to a mailbox; '' when there is none. */
export async function provisoriaFor(p: TestProduct, to: string): Promise<string> {
  const mails = await mailsFor(p, to)
  return (
    mails.map(({ text }) => /Clave provisoria: ([A-Z2-9]{10})/.exec(text)?.[1] ?? '').findLast(Boolean) ?? ''
  )
}

/** Presses “No recuerdo la respuesta”. @returns the next page. */
export async function requestEnlace(me: ScriptFreeBrowser, number: number): Promise<LoadedPage> {
  await me.submit(pasoUrl('natural', 'recuperar'), { rut: rutOf(number) })
  return me.submit(pasoUrl('natural', 'recuperar', 'correo'), {})
}

/** Opens the latest “No fui yo” link of an address and presses its button. */
export async function noFuiYo(p: TestProduct, to: string): Promise<LoadedPage> {
  const me = new ScriptFreeBrowser(p.app)
  return me.press(await me.open(await enlaceFor(p, to, 'No fui yo')), paths.enlacePages['no-fui-yo'])
}

/** Confirms a mailbox on the page of its link: with a button where the cuenta was proven, elsewhere with the clave. */
export const confirmOn = (
  me: ScriptFreeBrowser,
  page: LoadedPage,
  claveParaConfirmar = CLAVE,
): Promise<LoadedPage> =>
  page.html.includes('name="claveParaConfirmar"')
    ? me.submitFrom(page, { claveParaConfirmar })
    : me.press(page, paths.enlacePages['confirmar-correo'])

/** Confirms a mailbox with its latest “Confirmar mi correo” link, in a browser where nothing was proven. */
export async function confirmEmail(p: TestProduct, to: string, clave = CLAVE): Promise<LoadedPage> {
  const me = new ScriptFreeBrowser(p.app)
  return confirmOn(me, await me.open(await enlaceFor(p, to, 'Confirmar mi correo')), clave)
}

/** Registers a person who confirms the mailbox a minute later. @returns the browser used. */
export async function registerConfirmed(
  p: TestProduct,
  number: number,
  others: FormFields = {},
): Promise<ScriptFreeBrowser> {
  const me = await registerNatural(p, number, others)
  await confirmEmail(p, emailOf(number))
  p.clock.advance({ minutes: 1 })
  return me
}

/** The answer that who comes back chooses, to the question p05. */
export const RESPUESTA_OF_RETURN = 'Hortensia Millapan'

/** What the form of who comes back asks for. */
export const returnFields = (clave: string): FormFields => ({
  claveNueva: clave,
  repetirClaveNueva: clave,
  preguntaNueva: 'p05',
  respuestaNueva: RESPUESTA_OF_RETURN,
})

/** Follows the mailed way back and chooses a new CS and question. @returns the browser that did it. */
export async function comeBack(p: TestProduct, to: string, clave: string): Promise<ScriptFreeBrowser> {
  const me = new ScriptFreeBrowser(p.app)
  const page = await me.open(await enlaceFor(p, to, 'Volver a usar mi cuenta'))
  const nuevaPage = await me.press(page, paths.enlacePages.volver)
  const finished = await me.submitFrom(nuevaPage, returnFields(clave))
  if (finished.title !== 'Su CS fue cambiada')
    throw new Error(`${finished.title}: ${finished.errors.join(' ')}`)
  return me
}
