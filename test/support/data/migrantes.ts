/** Ways of a migrant through the product, and of the natural person that a migrant becomes. */
import type { Cuenta } from '../../../src/domain/account/cuenta.ts'
import { actualizarFields, codeFor, emailOf } from '../http/journeys.ts'
import type { FormFields, LoadedPage, ScriptFreeBrowser } from '../http/script-free-browser.ts'
import type { TestProduct } from '../product/test-product.ts'
import { loadCuenta, registerCuenta } from './cuentas.ts'
import { migranteRegistration, nieOf, RESPUESTA } from './personas.ts'

/** Registers a migrant. @returns the browser in which it was done. */
export async function registerMigrante(
  p: TestProduct,
  number: number,
  others: FormFields = {},
): Promise<ScriptFreeBrowser> {
  const me = await registerCuenta(p, 'migrante', migranteRegistration(number, others))
  // What leaves in one round has no order where the clock stands still.
  await p.dispatch()
  return me
}

/** The account that an NIE leads to. */
export const nieCuenta = (p: TestProduct, number: number): Promise<Cuenta> =>
  loadCuenta(p, 'migrante', nieOf(number))

/** Step 1 of Actualizar. @param rut that the migrant wants to go on with; '' for none. */
export const validateMigrante = (
  me: ScriptFreeBrowser,
  number: number,
  rut = '',
  others: FormFields = {},
): Promise<LoadedPage> =>
  me.submit('/migrante/actualizar', {
    nie: nieOf(number),
    fechaNacimiento: '03-10-1994',
    emailRegistrado: emailOf(number),
    rutAlternativo: rut,
    ...others,
  })

/** Steps 1 and 2, with the secret answer. @returns the page of step 3. */
export const migranteWithRespuesta = async (
  me: ScriptFreeBrowser,
  number: number,
  rut = '',
): Promise<LoadedPage> =>
  me.submitFrom(await validateMigrante(me, number, rut), {
    preguntaSecreta: 'p01',
    respuestaSecreta: RESPUESTA,
  })

/** Steps 1 and 2, with the code by mail. @returns the page of step 3. */
export async function migranteWithCodigo(
  p: TestProduct,
  me: ScriptFreeBrowser,
  number: number,
  rut = '',
): Promise<LoadedPage> {
  const page = await me.submitFrom(await validateMigrante(me, number, rut), {}, 'codigo')
  return me.submitFrom(page, { codigo: await codeFor(p, emailOf(number)) })
}

/** The whole of Actualizar with an RUT, which takes the code. */
export const becomeNatural = async (
  p: TestProduct,
  me: ScriptFreeBrowser,
  number: number,
  rut: string,
  others: FormFields = {},
): Promise<LoadedPage> =>
  me.submitFrom(await migranteWithCodigo(p, me, number, rut), actualizarFields(number, others))
