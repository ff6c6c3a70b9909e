import type { Cuenta } from '../../domain/account/cuenta.ts'
import type { Orden, OrdenEstado } from '../../domain/staff/orden.ts'
import { dataOfOrden, findOrdenImpediment } from '../accounts/ordenes.ts'
import { findOther, recordOfOther } from '../accounts/other-cuenta.ts'
import { recordAudit } from '../audit/record.ts'
import { type Deps, SISTEMA_CONTEXT, type UnitOfWork } from '../ports.ts'
import { cuentaSubject } from '../proof/limits.ts'
import { EFFECTS } from './ordenes/effects.ts'

const BATCH = 50

/**
 * Makes the ordenes take effect whose wait is over without objection, and ends those that nobody granted in time
 * (product.md “Two people”). Each in its own transaction, in which it ends: it is done once, on whichever node. One that
 * fails is left for the next round and does not affect the others.
 * @returns whether there may be more.
 * @throws {AggregateError} at the end, with every failure.
 */
export async function applyOrdenes(deps: Deps): Promise<boolean> {
  const due = await deps.store.read(({ ordenes }) => ordenes.findDue(deps.clock.now(), BATCH))
  const failures: unknown[] = []
  for (const orden of due) {
    const applied = deps.store.transaction((uow) => apply(deps, uow, orden))
    await applied.catch((error: unknown) => failures.push(error))
  }
  if (failures.length > 0) throw new AggregateError(failures, 'some orders could not take effect')
  return due.length === BATCH
}

async function apply(deps: Deps, uow: UnitOfWork, orden: Orden): Promise<void> {
  const now = deps.clock.now()
  const cuenta = await uow.cuentas.findById(orden.cuentaId)
  const end = (estado: OrdenEstado) => uow.ordenes.advance(orden, { ...orden, estado, endedAt: now })
  const estado = orden.estado === 'pedida' ? 'vencida' : await effectFor(deps, uow, orden, cuenta)
  // Another node ended it, or its owner objected meanwhile.
  if (!cuenta || !(await end(estado))) return
  await recordAudit(uow, SISTEMA_CONTEXT, now, 'orden_terminada', {
    cuentaId: cuenta.id,
    subject: cuentaSubject(deps, cuenta, cuenta),
    result: estado,
    detail: { orden: orden.kind, numero: orden.number },
  })
  const other = await findOther(deps, uow, orden)
  await recordOfOther(deps, uow, SISTEMA_CONTEXT, 'orden_terminada', { orden, other, result: estado })
  if (estado !== 'aplicada') return
  await EFFECTS[orden.kind](deps, uow, orden, cuenta)
}

/** Whether it still can: three others may have confirmed the mailbox meanwhile. What else changed ended it already. */
async function effectFor(
  deps: Deps,
  uow: UnitOfWork,
  orden: Orden,
  cuenta: Cuenta | undefined,
): Promise<'aplicada' | 'sin_efecto'> {
  if (!cuenta) return 'sin_efecto'
  const what = { kind: orden.kind, data: dataOfOrden(deps, orden), now: deps.clock.now() }
  return (await findOrdenImpediment(uow, what, cuenta)) ? 'sin_efecto' : 'aplicada'
}
