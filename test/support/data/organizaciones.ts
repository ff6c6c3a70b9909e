/** Journeys of an organizacion, shared by many tests. */

import type { Cuenta } from '../../../src/domain/account/cuenta.ts'
import { pasoUrl } from '../../../src/domain/urls.ts'
import { actualizarFields, codeFor, emailOf } from '../http/journeys.ts'
import type { FormFields, LoadedPage, ScriptFreeBrowser } from '../http/script-free-browser.ts'
import type { TestProduct } from '../product/test-product.ts'
import { loadCuenta, markConfirmed, registerCuenta, updateCuenta } from './cuentas.ts'
import { REPRESENTANTE } from './organismos.ts'
import { juridicaRegistration, RESPUESTA, rutOf } from './personas.ts'

export const representanteEmail = (number: number): string => `representante${number}@correo.test`

/** Registers an organizacion. @returns the browser used. */
export const registerOrganizacion = (
  p: TestProduct,
  number: number,
  others: FormFields = {},
): Promise<ScriptFreeBrowser> => registerCuenta(p, 'juridica', juridicaRegistration(number, others))

/** Its cuenta as stored. */
export const organizacionCuenta = (p: TestProduct, number: number): Promise<Cuenta> =>
  loadCuenta(p, 'juridica', rutOf(number))

/** Changes its stored cuenta directly. */
export const updateOrganizacionCuenta = (
  p: TestProduct,
  number: number,
  changes: Partial<Cuenta>,
): Promise<void> => updateCuenta(p, 'juridica', rutOf(number), changes)

/** Paso 1 of Actualizar. */
export const validateOrganizacion = (
  me: ScriptFreeBrowser,
  number: number,
  others: FormFields = {},
): Promise<LoadedPage> =>
  me.submit(pasoUrl('juridica', 'actualizar'), {
    rut: rutOf(number),
    rutRepresentante: REPRESENTANTE,
    emailRegistrado: emailOf(number),
    ...others,
  })

/** Pasos 1 and 2 with the respuesta secreta. @returns the page of paso 3. */
export const organizacionWithRespuesta = async (me: ScriptFreeBrowser, number: number): Promise<LoadedPage> =>
  me.submitFrom(await validateOrganizacion(me, number), {
    preguntaSecreta: 'p03',
    respuestaSecreta: RESPUESTA,
  })

/** Pasos 1 and 2 with the codigo mailed to the representante, whose mailbox is confirmed. @returns the page of paso 3. */
export async function organizacionWithCodigo(
  p: TestProduct,
  me: ScriptFreeBrowser,
  number: number,
  mailbox = representanteEmail(number),
): Promise<LoadedPage> {
  await markConfirmed(p, 'juridica', rutOf(number))
  const page = await me.submitFrom(await validateOrganizacion(me, number), {}, 'codigo')
  return me.submitFrom(page, { codigo: await codeFor(p, mailbox) })
}

/** Fields of paso 3, with the values of the registration. */
export const organizacionActualizarFields = (number: number, others: FormFields = {}): FormFields => ({
  ...actualizarFields(number),
  rutRepresentante: REPRESENTANTE,
  emailRepresentante: representanteEmail(number),
  celularRepresentante: '',
  ...others,
})
