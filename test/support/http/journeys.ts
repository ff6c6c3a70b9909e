/** Ways through the product that many tests begin with. */
import type { Mail } from '../../../src/application/ports.ts'
import type { Cuenta } from '../../../src/domain/account/cuenta.ts'
import { loadCuenta, registerCuenta, updateCuenta } from '../data/cuentas.ts'
import { CLAVE, naturalRegistration, RESPUESTA, rutOf } from '../data/personas.ts'
import type { TestProduct } from '../product/test-product.ts'
import { type FormFields, type LoadedPage, ScriptFreeBrowser } from './script-free-browser.ts'

export const emailOf = (numero: number): string => `persona${numero}@correo.test`

/** Registers a person. @returns the browser in which it was done. */
export const registerNatural = (
  p: TestProduct,
  numero: number,
  others: FormFields = {},
): Promise<ScriptFreeBrowser> => registerCuenta(p, 'natural', naturalRegistration(numero, others))

/** Keeps an account as the old system left it: registered here, then changed. */
export async function registerNaturalWith(
  p: TestProduct,
  numero: number,
  changes: Partial<Cuenta>,
): Promise<ScriptFreeBrowser> {
  const me = await registerNatural(p, numero)
  await updateCuenta(p, 'natural', rutOf(numero), changes)
  return me
}

/** The account as it is kept. */
export const naturalCuenta = (p: TestProduct, numero: number): Promise<Cuenta> =>
  loadCuenta(p, 'natural', rutOf(numero))

/** Step 1 and 2 of Recuperar. @returns the page that follows. */
export async function respond(
  me: ScriptFreeBrowser,
  numero: number,
  respuesta = RESPUESTA,
): Promise<LoadedPage> {
  const pregunta = await me.submit('/natural/recuperar', { rut: rutOf(numero) })
  return me.submitFrom(pregunta, { respuestaSecreta: respuesta })
}

/** The temporary key that a page shows; '' when it shows none. */
export const shownProvisoria = (page: LoadedPage): string =>
  /id="clave-provisoria"[^>]*>([^<]+)</.exec(page.html)?.[1] ?? ''

export const requestProvisoria = async (me: ScriptFreeBrowser, numero: number): Promise<string> =>
  shownProvisoria(await respond(me, numero))

/** Step 1 of Cambiar. */
export const validateForCambiar = (
  me: ScriptFreeBrowser,
  numero: number,
  claveActual = CLAVE,
): Promise<LoadedPage> => me.submit('/natural/cambiar', { rut: rutOf(numero), claveActual })

/** The whole of Cambiar. */
export const cambiar = async (
  me: ScriptFreeBrowser,
  numero: number,
  claveActual: string,
  newClave: string,
): Promise<LoadedPage> =>
  me.submitFrom(await validateForCambiar(me, numero, claveActual), {
    claveNueva: newClave,
    repetirClaveNueva: newClave,
  })

/** Step 1 of Actualizar. */
export const validateForActualizar = (
  me: ScriptFreeBrowser,
  numero: number,
  others: FormFields = {},
): Promise<LoadedPage> =>
  me.submit('/natural/actualizar', {
    rut: rutOf(numero),
    fechaNacimiento: '03-10-1994',
    emailRegistrado: emailOf(numero),
    ...others,
  })

/** The boxes of step 3 of Actualizar, as a registration left them. */
export const actualizarFields = (numero: number, others: FormFields = {}): FormFields => ({
  direccion: 'Pasaje Los Aromos',
  numero: '123',
  region: '13',
  comuna: '13101',
  email: emailOf(numero),
  sinCelular: 'si',
  ...others,
})

/** Steps 1 and 2 of Actualizar, with the secret answer. @returns the page of step 3. */
export const withRespuesta = async (me: ScriptFreeBrowser, numero: number): Promise<LoadedPage> =>
  me.submitFrom(await validateForActualizar(me, numero), {
    preguntaSecreta: 'p01',
    respuestaSecreta: RESPUESTA,
  })

/** Steps 1 and 2 of Actualizar, with the code by mail. @returns the page of step 3. */
export async function withCodigo(p: TestProduct, me: ScriptFreeBrowser, numero: number): Promise<LoadedPage> {
  const page = await me.submitFrom(await validateForActualizar(me, numero), {}, 'codigo')
  return me.submitFrom(page, { codigo: await codeFor(p, emailOf(numero)) })
}

/** The messages to a mailbox, after a round of the outbox. */
export async function mailsFor(p: TestProduct, to: string): Promise<Mail[]> {
  await p.dispatch()
  return p.mail.sent.filter((mail) => mail.to === to)
}

/** The last message to a mailbox that has that button or link. @returns the address under it. */
export async function enlaceFor(p: TestProduct, to: string, text: string): Promise<string> {
  const mails = await mailsFor(p, to)
  const urls = mails.map((mail) => mail.text.split(`${text}:\n`)[1]?.split('\n')[0] ?? '')
  const url = urls.findLast(Boolean)
  if (!url) throw new Error(`no "${text}" for ${to}: ${mails.map(({ subject }) => subject).join(', ')}`)
  return url
}

/** The last 6-digit code that a mailbox got. */
export async function codeFor(p: TestProduct, to: string): Promise<string> {
  const mails = await mailsFor(p, to)
  return mails.map(({ text }) => /Código: (\d{6})/.exec(text)?.[1] ?? '').findLast(Boolean) ?? ''
}

/** “No recuerdo la respuesta”. @returns the page that follows. */
export async function requestEnlace(me: ScriptFreeBrowser, numero: number): Promise<LoadedPage> {
  await me.submit('/natural/recuperar', { rut: rutOf(numero) })
  return me.submit('/natural/recuperar/correo', {})
}

/** Opens the last “No fui yo” of a mailbox and presses its button. */
export async function noFuiYo(p: TestProduct, to: string): Promise<LoadedPage> {
  const me = new ScriptFreeBrowser(p.app)
  return me.press(await me.open(await enlaceFor(p, to, 'No fui yo')), '/enlace/no-fui-yo')
}
