/** An account of any profile: made by its form, read, and written as it should have been. */
import type { Cuenta } from '../../../src/domain/account/cuenta.ts'
import type { Perfil } from '../../../src/domain/perfil.ts'
import { type FormFields, ScriptFreeBrowser } from '../http/script-free-browser.ts'
import type { TestProduct } from '../product/test-product.ts'

/** Sends the form of Registrar. @returns the browser in which it was done. */
export async function registerCuenta(
  p: TestProduct,
  perfil: Perfil,
  fields: FormFields,
): Promise<ScriptFreeBrowser> {
  const me = new ScriptFreeBrowser(p.app)
  const page = await me.submit(`/${perfil}/registrar`, fields)
  if (page.title !== 'Su cuenta fue creada') {
    throw new Error(`${page.title}: ${page.errors.join(' ')}`)
  }
  return me
}

/** The account that an identifier leads to. */
export async function loadCuenta(p: TestProduct, perfil: Perfil, identificador: string): Promise<Cuenta> {
  const cuenta = await p.deps.store.transaction((uow) =>
    uow.cuentas.findByIdentificador(perfil, identificador),
  )
  if (!cuenta) throw new Error(`no account ${perfil} ${identificador}`)
  return cuenta
}

/** Writes it past the rules. */
export const updateCuenta = (
  p: TestProduct,
  perfil: Perfil,
  identificador: string,
  changes: Partial<Cuenta>,
): Promise<void> =>
  p.deps.store.transaction(async (uow) => {
    const cuenta = await uow.cuentas.findByIdentificador(perfil, identificador)
    if (!cuenta) throw new Error(`no account ${perfil} ${identificador}`)
    await uow.cuentas.save({ ...cuenta, ...changes })
  })
