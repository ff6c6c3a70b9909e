import { displayName } from '../../domain/account/cuenta.ts'
import { withProvenance } from '../../domain/account/proofs.ts'
import { formatMoment } from '../../domain/values/fecha.ts'
import { endFormer } from '../accounts/end-former.ts'
import { saveCuenta } from '../accounts/save-cuenta.ts'
import { recordAudit } from '../audit/record.ts'
import { notifyDeed } from '../notices/eventos.ts'
import { type Deps, type EmailChange, SISTEMA_CONTEXT, type UnitOfWork } from '../ports.ts'

const BATCH = 50

/**
 * Applies a confirmed change of e-mail and tells the old mailbox, which can still undo it. A change that is
 * no longer possible (the cuenta is frozen, the address has three cuentas) is dropped.
 * @returns whether it took effect.
 */
export async function applyEmailChange(deps: Deps, uow: UnitOfWork, change: EmailChange): Promise<boolean> {
  const now = deps.clock.now()
  const cuenta = await uow.cuentas.findById(change.cuentaId)
  await uow.emailChanges.deleteByCuenta(change.cuentaId, 'todos')
  if (cuenta?.estado !== 'activa') return false
  const rank = change.withCodigo ? 'canal' : 'respuesta'
  const saved = await saveCuenta(uow, {
    ...cuenta,
    email: change.newEmail,
    emailConfirmedAt: change.confirmedAt,
    factores: withProvenance(cuenta, ['email'], rank, now),
    updatedAt: now,
  })
  await recordAudit(uow, SISTEMA_CONTEXT, now, 'email_cambiado', {
    cuentaId: cuenta.id,
    result: typeof saved === 'string' ? saved : 'guardada',
  })
  if (typeof saved === 'string') return false
  await endFormer(uow, { before: cuenta, after: saved, context: SISTEMA_CONTEXT, at: now })
  await notifyDeed(deps, uow, {
    kind: 'actualizar',
    cuentaId: cuenta.id,
    before: cuenta,
    mailbox: cuenta.email ?? change.newEmail,
    otherMailbox: cuenta.emailRepresentante,
    rank,
    from: now,
    aviso: (noFuiYoEnlace) => ({
      kind: 'email_cambiado',
      name: displayName(cuenta),
      when: formatMoment(now),
      noFuiYoEnlace,
    }),
  })
  return true
}

/**
 * Applies the due changes of e-mail, each in its own transaction: one that fails is left for the next round
 * and does not affect the others.
 * @returns how many were due.
 * @throws {AggregateError} at the end, with every failure.
 */
export async function applyEmailChanges(deps: Deps): Promise<number> {
  const due = await deps.store.transaction((uow) => uow.emailChanges.lockDue(deps.clock.now(), BATCH))
  const failures: unknown[] = []
  for (const { id } of due) {
    const applied = deps.store.transaction(async (uow) => {
      const change = await uow.emailChanges.findById(id)
      if (change) await applyEmailChange(deps, uow, change)
    })
    await applied.catch((error: unknown) => failures.push(error))
  }
  if (failures.length > 0) throw new AggregateError(failures, 'some changes of e-mail could not be applied')
  return due.length
}
