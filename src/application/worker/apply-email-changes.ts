import { displayName } from '../../domain/account/cuenta.ts'
import { formatMoment } from '../../domain/values/fecha.ts'
import { saveCuenta } from '../accounts/save-cuenta.ts'
import { recordAudit } from '../audit/record.ts'
import { notifyDeed } from '../notices/eventos.ts'
import { type Deps, type EmailChange, SISTEMA_CONTEXT, type UnitOfWork } from '../ports.ts'

const BATCH = 50

/**
 * Makes a confirmed change of e-mail the registered one and tells the old mailbox, which can still undo it.
 * A change that no longer fits (the account is frozen, the address has three accounts) ends without effect.
 * @returns whether it took effect.
 */
export async function applyEmailChange(deps: Deps, uow: UnitOfWork, change: EmailChange): Promise<boolean> {
  const now = deps.clock.now()
  const cuenta = await uow.cuentas.findById(change.cuentaId)
  await uow.emailChanges.deleteByCuenta(change.cuentaId)
  if (cuenta?.estado !== 'activa') return false
  const saved = await saveCuenta(uow, {
    ...cuenta,
    email: change.newEmail,
    emailConfirmedAt: change.confirmedAt,
    updatedAt: now,
  })
  await recordAudit(uow, SISTEMA_CONTEXT, now, 'email_cambiado', {
    cuentaId: cuenta.id,
    result: saved,
  })
  if (saved !== 'guardada') return false
  await notifyDeed(deps, uow, {
    kind: 'actualizar',
    cuentaId: cuenta.id,
    before: cuenta,
    mailbox: cuenta.email ?? change.newEmail,
    otherMailbox: cuenta.emailRepresentante,
    withRespuesta: !change.withCodigo,
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
 * Applies the changes of e-mail whose hour has come, each in a transaction of its own: one that fails stays for the
 * next round and keeps no other one waiting.
 * @returns how many.
 * @throws {AggregateError} at the end, with what each of those that failed threw.
 */
export async function applyEmailChanges(deps: Deps): Promise<number> {
  const due = await deps.store.transaction((uow) => uow.emailChanges.findDue(deps.clock.now(), BATCH))
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
