/** Journeys of OTECs and their facilitadores, shared by many tests. */

import type { Cuenta } from '../../../src/domain/account/cuenta.ts'
import { pasoUrl } from '../../../src/domain/urls.ts'
import { emailOf, enlaceFor, mailsFor } from '../http/journeys.ts'
import { type FormFields, type LoadedPage, ScriptFreeBrowser } from '../http/script-free-browser.ts'
import type { TestProduct } from '../product/test-product.ts'
import { registerOrganizacion, updateOrganizacionCuenta } from './organizaciones.ts'
import { CLAVE, nieOf, rutOf } from './personas.ts'

export const SOLICITAR_URL = pasoUrl('juridica', 'facilitador/solicitar')
export const RECUPERAR_URL = pasoUrl('juridica', 'facilitador/recuperar')
export const FACILITADOR_CLAVE = 'Qu3ltehue!'

export const otecEmail = emailOf
export const facilitadorEmail = (number: number): string => `facilitador${number}@correo.test`

/** Registers an OTEC that may request facilitadores, with changes to its stored cuenta. */
export async function registerOtec(
  p: TestProduct,
  number: number,
  changes: Partial<Cuenta> = {},
): Promise<ScriptFreeBrowser> {
  const me = await registerOrganizacion(p, number)
  await updateOrganizacionCuenta(p, number, {
    identidad: 'verificada',
    verifiedBy: 'operador',
    ...changes,
  })
  return me
}

export const facilitadorCuenta = (p: TestProduct, number: number): Promise<Cuenta | undefined> =>
  p.deps.store.transaction((uow) => uow.cuentas.findByIdentificador('facilitador', nieOf(number)))

/** What an OTEC types to request a facilitador. */
export const pedido = (number: number, others: FormFields = {}): FormFields => ({
  nie: nieOf(number),
  tipoDocumento: 'pasaporte',
  nombres: 'Chimamanda',
  apellidoPaterno: 'Okafor',
  apellidoMaterno: '',
  paisOrigen: 'NGA',
  email: facilitadorEmail(number),
  ...others,
})

/** Paso 1: the OTEC proves its identity. */
export const proveOtec = (
  me: ScriptFreeBrowser,
  url: string,
  number: number,
  clave = CLAVE,
): Promise<LoadedPage> => me.submit(url, { rutOtec: rutOf(number), claveOtec: clave })

/** Both pasos of requesting a facilitador. */
export const requestFacilitador = async (
  me: ScriptFreeBrowser,
  otecNumber: number,
  fields: FormFields,
): Promise<LoadedPage> => me.submitFrom(await proveOtec(me, SOLICITAR_URL, otecNumber), fields)

/** URL of the latest invitation sent to an address. */
export const invitationFor = (p: TestProduct, email: string): Promise<string> =>
  enlaceFor(p, email, 'Responder a la OTEC')

/** Presses a button of an invitation's page, with the documento where the page asks for it. */
export async function answerOn(
  p: TestProduct,
  me: ScriptFreeBrowser,
  page: LoadedPage,
  url: string,
  button: 'aceptar-otec' | 'rechazar' = 'aceptar-otec',
): Promise<LoadedPage> {
  if (!page.html.includes('name="nie"')) return me.press(page, `/${button}`)
  if (button === 'rechazar') return me.submitFrom(page, {}, 'rechazar')
  const token = new URL(url).pathname.split('/').at(-1) ?? ''
  const { enlaces, cuentas } = p.deps.store.single
  const enlace = await enlaces.findByFingerprint(p.deps.fingerprints.fingerprint('enlace', token))
  const nie = (await cuentas.findById(enlace?.cuentaId ?? ''))?.identificador ?? ''
  return me.submitFrom(page, { nie })
}

/** Opens an invitation and presses one of its buttons. */
export async function respond(
  p: TestProduct,
  url: string,
  button: 'aceptar-otec' | 'rechazar',
): Promise<{ me: ScriptFreeBrowser; page: LoadedPage }> {
  const me = new ScriptFreeBrowser(p.app)
  return { me, page: await answerOn(p, me, await me.open(url), url, button) }
}

/** Accepts the latest invitation and chooses the CS. @returns the final page. */
export async function activateFacilitador(p: TestProduct, email: string): Promise<LoadedPage> {
  const { me, page } = await respond(p, await invitationFor(p, email), 'aceptar-otec')
  return me.submitFrom(page, {
    claveNueva: FACILITADOR_CLAVE,
    repetirClaveNueva: FACILITADOR_CLAVE,
  })
}

/** Paso 1 of Cambiar of a facilitador. */
export const validateFacilitador = (
  me: ScriptFreeBrowser,
  number: number,
  claveActual: string,
): Promise<LoadedPage> => me.submit(pasoUrl('facilitador', 'cambiar'), { nie: nieOf(number), claveActual })

/** Registers an OTEC with an active facilitador. @returns the browser of the OTEC. */
export async function withFacilitador(p: TestProduct, otecNumber: number, number: number) {
  const me = await registerOtec(p, otecNumber)
  await requestFacilitador(me, otecNumber, pedido(number))
  await activateFacilitador(p, facilitadorEmail(number))
  return me
}

/** The list an OTEC sees: one text per facilitador. */
export const listIn = (page: LoadedPage): string[] =>
  [...page.html.matchAll(/<li><strong>([\s\S]*?)<\/li>/g)].map(([, item = '']) =>
    item
      .replace(/<a [\s\S]*?<\/a>/g, '')
      .replace(/<\/(?:strong|span)>/g, ' | ')
      .replace(/<[^>]+>/g, '')
      .replace(/ \| $/, '')
      .trim(),
  )

/** Ids in the select of facilitadores. */
export const idsIn = (page: LoadedPage): string[] =>
  [...page.html.matchAll(/<option value="([\da-f-]{36})"/g)].map(([, id]) => id ?? '')

export const subjectsFor = async (p: TestProduct, email: string): Promise<string[]> =>
  (await mailsFor(p, email)).map(({ subject }) => subject)
