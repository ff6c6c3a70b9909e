import type { AddResult, CuentaToImport, Deps, Queries } from '../ports.ts'
import { subjectOf } from '../proof/limits.ts'

/**
 * Adds the cuentas of a file except those whose identificador had one that two people closed, as its last or its former one, which count as existing: a
 * file that is imported again must not bring back what was given back (product.md “Proofs”, 8).
 * @param add what adds the others, and answers for each in their order.
 */
export async function addUnlessClosed(
  deps: Pick<Deps, 'fingerprints'>,
  { closedCuentas }: Pick<Queries, 'closedCuentas'>,
  cuentas: readonly CuentaToImport[],
  add: (cuentas: readonly CuentaToImport[]) => Promise<AddResult[]>,
): Promise<AddResult[]> {
  const subjects = cuentas.map(({ cuenta }) => subjectOf(deps, cuenta.perfil, cuenta.identificador))
  const closed = new Set(await closedCuentas.findSubjectsAmong(subjects))
  if (closed.size === 0) return add(cuentas)
  const isClosed = subjects.map((subject) => closed.has(subject))
  const added = await add(cuentas.filter((_, index) => !isClosed[index]))
  return isClosed.map((one) => (one ? undefined : added.shift()) ?? { exists: true, withoutEmail: false })
}
