import type { Updateable } from 'kysely'
import type { CuentaToImport } from '../../../application/ports.ts'
import type { Cuenta } from '../../../domain/account/cuenta.ts'
import { EVENTS_WITHOUT_USE, GOOD_PROOF, PROOF_EVENTS } from '../../../domain/import/complete.ts'
import type { DatabaseSchema, Tx } from '../../schema.ts'
import { toCuenta } from '../accounts/cuentas.ts'
import { isAnyNameNew } from '../staff/names.ts'

/** Accounts that a corrected file may complete, keyed by `perfil identificador`. */
export type Completable = Map<string, Cuenta>

/**
 * Of the accounts in a corrected file, finds those that the import it corrects created and nobody has used
 * since.
 * @param root id of the first import of the chain.
 * @param own id of the running import: what it created or completed itself is done.
 */
export async function completable(
  { db }: Pick<Tx, 'db'>,
  cuentas: readonly CuentaToImport[],
  root: string,
  own: string,
): Promise<Completable> {
  const found: Completable = new Map()
  for (const perfil of new Set(cuentas.map(({ cuenta }) => cuenta.perfil))) {
    const taken = cuentas.flatMap(({ cuenta }) => (cuenta.perfil === perfil ? [cuenta.identificador] : []))
    const rows = await db
      .selectFrom('cuentas')
      .selectAll()
      .where('perfil', '=', perfil)
      .where('identificador', 'in', taken)
      .where('estado', '=', 'activa')
      .where('importacionId', '!=', own)
      .where('importacionId', 'in', (eb) =>
        eb
          .selectFrom('importaciones')
          .select('importaciones.id')
          .where(({ or, eb: is }) => or([is('id', '=', root), is('corrects', '=', root)])),
      )
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('auditEntries')
              .select('auditEntries.number')
              .whereRef('auditEntries.cuentaId', '=', 'cuentas.id')
              .where('auditEntries.event', 'not in', [...EVENTS_WITHOUT_USE])
              .where(({ or, eb }) =>
                or([
                  eb('auditEntries.event', 'not in', [...PROOF_EVENTS]),
                  eb('auditEntries.result', 'in', [...GOOD_PROOF]),
                ]),
              ),
          ),
        ),
      )
      .execute()
    for (const row of rows) {
      const cuenta = toCuenta(row)
      if (cuenta) found.set(`${perfil} ${row.identificador}`, cuenta)
    }
  }
  return found
}

/**
 * Completes an account.
 * @returns false when somebody changed it meanwhile.
 */
export async function writeCompleted(
  { db, insert }: Pick<Tx, 'db' | 'insert'>,
  cuenta: Cuenta,
  changes: Updateable<DatabaseSchema['cuentas']>,
): Promise<boolean> {
  const { id, version } = cuenta
  const { numUpdatedRows } = await db
    .updateTable('cuentas')
    .set({ ...changes, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return false
  if (isAnyNameNew(cuenta, { ...cuenta, ...changes })) {
    await insert('busquedaCola', { cuentaId: id, version: version + 1 })
  }
  return true
}
