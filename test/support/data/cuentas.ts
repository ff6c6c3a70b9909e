/** Cuentas of any perfil: registered through the form, loaded, and changed directly. */

import type { StoredAuditEntry } from '../../../src/application/ports.ts'
import type { Cuenta } from '../../../src/domain/account/cuenta.ts'
import type { Perfil } from '../../../src/domain/perfil.ts'
import { urlOfPaso } from '../../../src/domain/urls.ts'
import { type FormFields, ScriptFreeBrowser } from '../http/script-free-browser.ts'
import type { TestProduct } from '../product/test-product.ts'
import { withCuenta } from '../storage/contract.ts'
import { rutOf } from './personas.ts'

/** Registers a cuenta through the form. @returns the browser used. @throws Error when it is not created. */
export async function registerCuenta(
  p: TestProduct,
  perfil: Perfil,
  fields: FormFields,
): Promise<ScriptFreeBrowser> {
  const me = new ScriptFreeBrowser(p.app)
  const page = await me.submit(urlOfPaso({ perfil, operacion: 'registrar' }), fields)
  if (page.title !== 'Su cuenta fue creada') {
    throw new Error(`${page.title}: ${page.errors.join(' ')}`)
  }
  return me
}

/** Stores the cuenta of a natural person with a confirmed mailbox and a confirmed mobile of its own. */
export function reachableCuenta(
  p: TestProduct,
  number: number,
  changes: Partial<Cuenta> = {},
): Promise<Cuenta> {
  const now = p.clock.now()
  return withCuenta(p.deps.store, {
    ...{ identificador: rutOf(number), emailRepresentante: null, emailRepresentanteConfirmedAt: null },
    ...{ email: `c${number}@correo.test`, emailConfirmedAt: now },
    ...{ celular: `9${number}`, celularConfirmedAt: now },
    ...changes,
  })
}

/** Loads a cuenta. @throws Error when there is none. */
export async function loadCuenta(p: TestProduct, perfil: Perfil, identificador: string): Promise<Cuenta> {
  const cuenta = await p.deps.store.transaction((uow) =>
    uow.cuentas.findByIdentificador(perfil, identificador),
  )
  if (!cuenta) throw new Error(`no ${perfil} cuenta ${identificador}`)
  return cuenta
}

/** Changes a stored cuenta directly, without any rule. */
export const updateCuenta = (
  p: TestProduct,
  perfil: Perfil,
  identificador: string,
  changes: Partial<Cuenta>,
): Promise<void> =>
  p.deps.store.transaction(async (uow) => {
    const cuenta = await uow.cuentas.findByIdentificador(perfil, identificador)
    if (!cuenta) throw new Error(`no ${perfil} cuenta ${identificador}`)
    await uow.cuentas.save({ ...cuenta, ...changes })
  })

/** Notes that the mailboxes of a cuenta are confirmed; one that is already keeps its date. */
export async function markConfirmed(p: TestProduct, perfil: Perfil, identificador: string): Promise<void> {
  const cuenta = await loadCuenta(p, perfil, identificador)
  const now = p.clock.now()
  await updateCuenta(p, perfil, identificador, {
    emailConfirmedAt: cuenta.emailConfirmedAt ?? now,
    emailRepresentanteConfirmedAt:
      cuenta.emailRepresentanteConfirmedAt ?? (cuenta.emailRepresentante ? now : null),
  })
}

/** What the audit says of a cuenta, newest first. */
export const auditOf = (p: TestProduct, cuentaId: string): Promise<StoredAuditEntry[]> =>
  p.deps.store.transaction((uow) => uow.audit.findEntries({ owners: [cuentaId] }, 100))
