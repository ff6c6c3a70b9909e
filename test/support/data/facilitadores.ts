/** OTECs and their foreign facilitators: ways through the product that their tests begin with. */
import type { Cuenta } from '../../../src/domain/account/cuenta.ts'
import { emailOf, enlaceFor, mailsFor } from '../http/journeys.ts'
import { type FormFields, type LoadedPage, ScriptFreeBrowser } from '../http/script-free-browser.ts'
import type { TestProduct } from '../product/test-product.ts'
import { registerOrganizacion, updateOrganizacionCuenta } from './organizaciones.ts'
import { CLAVE, nieOf, rutOf } from './personas.ts'

export const SOLICITAR_URL = '/juridica/facilitador/solicitar'
export const RECUPERAR_URL = '/juridica/facilitador/recuperar'
export const FACILITADOR_CLAVE = 'Qu3ltehue!'

export const otecEmail = emailOf
export const facilitadorEmail = (number: number): string => `facilitador${number}@correo.test`

/** Keeps the account of an OTEC that may ask for facilitators; `changes` make it another one. */
export async function otec(
  p: TestProduct,
  number: number,
  changes: Partial<Cuenta> = {},
): Promise<ScriptFreeBrowser> {
  const me = await registerOrganizacion(p, number)
  await updateOrganizacionCuenta(p, number, { identidad: 'verificada', ...changes })
  return me
}

export const facilitadorCuenta = (p: TestProduct, number: number): Promise<Cuenta | undefined> =>
  p.deps.store.transaction((uow) => uow.cuentas.findByIdentificador('facilitador', nieOf(number)))

/** What an OTEC types of a facilitator. */
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

/** Step 1: the OTEC proves itself. */
export const proveOtec = (
  me: ScriptFreeBrowser,
  url: string,
  number: number,
  clave = CLAVE,
): Promise<LoadedPage> => me.submit(url, { rutOtec: rutOf(number), claveOtec: clave })

/** Both steps of asking for a facilitator. */
export const requestFacilitador = async (
  me: ScriptFreeBrowser,
  otecNumber: number,
  fields: FormFields,
): Promise<LoadedPage> => me.submitFrom(await proveOtec(me, SOLICITAR_URL, otecNumber), fields)

/** The last invitation that a mailbox got. */
export const invitationFor = (p: TestProduct, email: string): Promise<string> =>
  enlaceFor(p, email, 'Responder a la OTEC')

/** Opens an invitation and presses one of its buttons. */
export async function respond(
  p: TestProduct,
  url: string,
  button: 'aceptar-otec' | 'rechazar',
): Promise<{ me: ScriptFreeBrowser; page: LoadedPage }> {
  const me = new ScriptFreeBrowser(p.app)
  return { me, page: await me.press(await me.open(url), `/${button}`) }
}

/** Accepts the last invitation and chooses the CS. @returns the last page. */
export async function activateFacilitador(p: TestProduct, email: string): Promise<LoadedPage> {
  const { me, page } = await respond(p, await invitationFor(p, email), 'aceptar-otec')
  return me.submitFrom(page, {
    claveNueva: FACILITADOR_CLAVE,
    repetirClaveNueva: FACILITADOR_CLAVE,
  })
}

/** An OTEC's facilitator, with its CS. */
export async function withFacilitador(p: TestProduct, otecNumber: number, number: number) {
  const me = await otec(p, otecNumber)
  await requestFacilitador(me, otecNumber, pedido(number))
  await activateFacilitador(p, facilitadorEmail(number))
  return me
}

/** The list as an OTEC reads it, one text for each facilitator. */
export const listIn = (page: LoadedPage): string[] =>
  [...page.html.matchAll(/<li><strong>([\s\S]*?)<\/li>/g)].map(([, one = '']) =>
    one
      .replace(/<a [\s\S]*?<\/a>/g, '')
      .replace(/<\/(?:strong|span)>/g, ' | ')
      .replace(/<[^>]+>/g, '')
      .replace(/ \| $/, '')
      .trim(),
  )

/** The ids of a choice of facilitators. */
export const idsIn = (page: LoadedPage): string[] =>
  [...page.html.matchAll(/<option value="([\da-f-]{36})"/g)].map(([, id]) => id ?? '')

export const subjectsFor = async (p: TestProduct, email: string): Promise<string[]> =>
  (await mailsFor(p, email)).map(({ subject }) => subject)
