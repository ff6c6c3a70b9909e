import { celularCodigoUrl, urlOfPaso } from '../../../src/domain/urls.ts'
import type { TestProduct } from '../product/test-product.ts'
import type { FormFields, LoadedPage, ScriptFreeBrowser } from './script-free-browser.ts'

/** Fields of a form, for a mobile of nine digits. */
export const withCelular = (celular: string): FormFields => ({ celular: celular.slice(1), sinCelular: '' })

/** Texts sent to a mobile so far; dispatches the outbox first. */
export async function smsTo(p: TestProduct, celular: string): Promise<string[]> {
  await p.dispatch()
  return p.sms.sent.filter(({ to }) => to === celular).map(({ text }) => text)
}

/** The latest code sent to a mobile; '' when there is none. */
export async function smsCodeFor(p: TestProduct, celular: string): Promise<string> {
  const texts = await smsTo(p, celular)
  return texts.map((text) => /escriba (\d{6}) donde/.exec(text)?.[1] ?? '').findLast(Boolean) ?? ''
}

/** The last page of an operacion of a natural person, as this browser has it. */
export const lastPage = (
  me: ScriptFreeBrowser,
  operacion: 'registrar' | 'cambiar' | 'actualizar',
): Promise<LoadedPage> => me.open(urlOfPaso({ perfil: 'natural', operacion, paso: 'listo' }))

/** Presses “Enviar código por SMS” on a last page. @returns the page that takes the code. */
export const askForSms = (
  me: ScriptFreeBrowser,
  page: LoadedPage,
  operacion: 'registrar' | 'cambiar' | 'actualizar',
  perfil: 'natural' | 'migrante' | 'juridica' = 'natural',
): Promise<LoadedPage> => me.press(page, celularCodigoUrl(perfil, operacion))

/** Confirms the mobile that a last page offers. @returns the page that follows. */
export async function confirmCelular(
  p: TestProduct,
  me: ScriptFreeBrowser,
  page: LoadedPage,
  operacion: 'registrar' | 'cambiar' | 'actualizar',
  celular: string,
  perfil?: 'natural' | 'migrante' | 'juridica',
): Promise<LoadedPage> {
  const form = await askForSms(me, page, operacion, perfil)
  return me.submitFrom(form, { codigo: await smsCodeFor(p, celular) })
}
