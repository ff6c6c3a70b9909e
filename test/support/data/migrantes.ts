/** Journeys of a migrante, and of the natural person a migrante becomes. */

import type { Cuenta } from '../../../src/domain/account/cuenta.ts'
import { pasoUrl } from '../../../src/domain/urls.ts'
import { actualizarFields, codeFor, emailOf } from '../http/journeys.ts'
import type { FormFields, LoadedPage, ScriptFreeBrowser } from '../http/script-free-browser.ts'
import type { TestProduct } from '../product/test-product.ts'
import { loadCuenta, markConfirmed, registerCuenta } from './cuentas.ts'
import { CLAVE, migranteRegistration, nieOf, RESPUESTA } from './personas.ts'

/** Registers a migrante. @returns the browser used. */
export async function registerMigrante(
  p: TestProduct,
  number: number,
  others: FormFields = {},
): Promise<ScriptFreeBrowser> {
  const me = await registerCuenta(p, 'migrante', migranteRegistration(number, others))
  // Avisos sent in one round have no order while the clock stands still.
  await p.dispatch()
  return me
}

/** The cuenta with that NIE. */
export const nieCuenta = (p: TestProduct, number: number): Promise<Cuenta> =>
  loadCuenta(p, 'migrante', nieOf(number))

/** Paso 1 of Actualizar. @param rut the RUT to use from now on; '' for none. */
export const validateMigrante = (
  me: ScriptFreeBrowser,
  number: number,
  rut = '',
  others: FormFields = {},
): Promise<LoadedPage> =>
  me.submit(pasoUrl('migrante', 'actualizar'), {
    nie: nieOf(number),
    fechaNacimiento: '03-10-1994',
    emailRegistrado: emailOf(number),
    rutAlternativo: rut,
    ...others,
  })

/** Paso 1 of Cambiar. */
export const cambiarWithNie = (
  me: ScriptFreeBrowser,
  number: number,
  claveActual = CLAVE,
): Promise<LoadedPage> => me.submit(pasoUrl('migrante', 'cambiar'), { nie: nieOf(number), claveActual })

/** Recuperar with the respuesta secreta. @returns the page that follows. */
export const answerWithNie = async (me: ScriptFreeBrowser, number: number): Promise<LoadedPage> =>
  me.submitFrom(await me.submit(pasoUrl('migrante', 'recuperar'), { nie: nieOf(number) }), {
    respuestaSecreta: RESPUESTA,
  })

/** Pasos 1 and 2 of Actualizar with the respuesta secreta. @returns the page of paso 3. */
export const migranteWithRespuesta = async (
  me: ScriptFreeBrowser,
  number: number,
  rut = '',
): Promise<LoadedPage> =>
  me.submitFrom(await validateMigrante(me, number, rut), {
    preguntaSecreta: 'p03',
    respuestaSecreta: RESPUESTA,
  })

/** Pasos 1 and 2 with the codigo mailed to a confirmed mailbox. @returns the page of paso 3. */
export async function migranteWithCodigo(
  p: TestProduct,
  me: ScriptFreeBrowser,
  number: number,
  rut = '',
): Promise<LoadedPage> {
  await markConfirmed(p, 'migrante', nieOf(number))
  const page = await me.submitFrom(await validateMigrante(me, number, rut), {}, 'codigo')
  return me.submitFrom(page, { codigo: await codeFor(p, emailOf(number)) })
}

/** Actualizar from beginning to end with a RUT, which requires the codigo. */
export const becomeNatural = async (
  p: TestProduct,
  me: ScriptFreeBrowser,
  number: number,
  rut: string,
  others: FormFields = {},
): Promise<LoadedPage> =>
  me.submitFrom(await migranteWithCodigo(p, me, number, rut), actualizarFields(number, others))
