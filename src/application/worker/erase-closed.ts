import { recordAudit } from '../audit/record.ts'
import { type Deps, SISTEMA_CONTEXT } from '../ports.ts'

const BATCH = 20

/**
 * Erases the data of cuentas whose thirty days are over, their documentos and lazos (product.md “Proofs”, 8). What is
 * left says that there was one, for the audit and for systems that know it by its id.
 * @returns whether there may be more.
 */
export async function eraseClosed({ store, clock }: Pick<Deps, 'store' | 'clock'>): Promise<boolean> {
  const now = clock.now()
  const due = await store.read(({ closedCuentas }) => closedCuentas.findDue(now, BATCH))
  for (const { id, subject } of due) {
    await store.transaction(async (uow) => {
      if (!(await uow.closedCuentas.erase(id))) return
      await recordAudit(uow, SISTEMA_CONTEXT, now, 'cuenta_borrada', { cuentaId: id, subject })
    })
  }
  return due.length === BATCH
}
