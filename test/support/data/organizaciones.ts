/** Ways of an organisation through the product that many tests begin with. */
import type { Cuenta } from '../../../src/domain/account/cuenta.ts'
import { actualizarFields, codeFor, emailOf } from '../http/journeys.ts'
import type { FormFields, LoadedPage, ScriptFreeBrowser } from '../http/script-free-browser.ts'
import type { TestProduct } from '../product/test-product.ts'
import { loadCuenta, registerCuenta, updateCuenta } from './cuentas.ts'
import { REPRESENTANTE } from './organismos.ts'
import { juridicaRegistration, RESPUESTA, rutOf } from './personas.ts'

export const representanteEmail = (number: number): string => `representante${number}@correo.test`

/** Registers an organisation. @returns the browser in which it was done. */
export const registerOrganizacion = (
  p: TestProduct,
  number: number,
  others: FormFields = {},
): Promise<ScriptFreeBrowser> => registerCuenta(p, 'juridica', juridicaRegistration(number, others))

/** Its account as it is kept. */
export const organizacionCuenta = (p: TestProduct, number: number): Promise<Cuenta> =>
  loadCuenta(p, 'juridica', rutOf(number))

/** Writes its account as it should have been. */
export const updateOrganizacionCuenta = (
  p: TestProduct,
  number: number,
  changes: Partial<Cuenta>,
): Promise<void> => updateCuenta(p, 'juridica', rutOf(number), changes)

/** Step 1 of Actualizar. */
export const validateOrganizacion = (
  me: ScriptFreeBrowser,
  number: number,
  others: FormFields = {},
): Promise<LoadedPage> =>
  me.submit('/juridica/actualizar', {
    rut: rutOf(number),
    rutRepresentante: REPRESENTANTE,
    emailRegistrado: emailOf(number),
    ...others,
  })

/** Steps 1 and 2 with the secret answer. @returns the page of step 3. */
export const organizacionWithRespuesta = async (me: ScriptFreeBrowser, number: number): Promise<LoadedPage> =>
  me.submitFrom(await validateOrganizacion(me, number), {
    preguntaSecreta: 'p01',
    respuestaSecreta: RESPUESTA,
  })

/** Steps 1 and 2 with the code that the representative gets. @returns the page of step 3. */
export async function organizacionWithCodigo(
  p: TestProduct,
  me: ScriptFreeBrowser,
  number: number,
  mailbox = representanteEmail(number),
): Promise<LoadedPage> {
  const page = await me.submitFrom(await validateOrganizacion(me, number), {}, 'codigo')
  return me.submitFrom(page, { codigo: await codeFor(p, mailbox) })
}

/** The boxes of step 3, as a registration left them. */
export const organizacionActualizarFields = (number: number, others: FormFields = {}): FormFields => ({
  ...actualizarFields(number),
  rutRepresentante: REPRESENTANTE,
  emailRepresentante: representanteEmail(number),
  celularRepresentante: '',
  ...others,
})
