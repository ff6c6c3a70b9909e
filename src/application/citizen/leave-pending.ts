import { includesMailbox } from '../../domain/account/channels.ts'
import type { Cuenta } from '../../domain/account/cuenta.ts'
import type { PendingKind } from '../../domain/account/pending-kind.ts'
import { rankForRepresentante, rankOf } from '../../domain/account/proofs.ts'
import { isAtLeast } from '../../domain/account/ranks.ts'
import { changesEmail, type NewData, newCelular, waitingRepresentante } from '../../domain/forms/cambios.ts'
import {
  addHours,
  CHANGE_WAIT_HOURS,
  CONFIRM_CELULAR_HOURS,
  CONFIRM_EMAIL_HOURS,
} from '../../domain/values/durations.ts'
import { mailConfirmation } from '../links/ask-to-confirm.ts'
import type { Deps, PendingChange, Solicitud, UnitOfWork } from '../ports.ts'

/**
 * Leaves pending what the data of Actualizar ask for and does not take effect at once (product.md “Actualizar”), in
 * the transaction that saves the rest.
 * @returns what is pending by that.
 */
export async function leavePending(
  deps: Deps,
  uow: UnitOfWork,
  solicitud: Solicitud,
  cuenta: Cuenta,
  data: NewData,
): Promise<PendingKind[]> {
  const now = deps.clock.now()
  const rank = rankOf(solicitud.proofs, cuenta, now)
  const shared = { id: deps.random.uuid(), cuentaId: cuenta.id, createdAt: now, ...NOT_CONFIRMED }
  const asksEmail = changesEmail(cuenta, data)
  if (asksEmail || cuenta.email === null) {
    const expiresAt = addHours(now, CONFIRM_EMAIL_HOURS)
    const withCodigo = isAtLeast(rank, 'canal')
    const change = { ...shared, kind: 'email', data: { email: data.email }, withCodigo, expiresAt } as const
    await askToConfirm(deps, uow, cuenta, data.email, asksEmail ? { ...change, effectiveAt: null } : null)
  }
  const celular = newCelular(cuenta, data)
  if (celular) {
    await uow.pendingChanges.put({
      ...shared,
      id: deps.random.uuid(),
      kind: 'celular',
      data: { celular },
      withCodigo: isAtLeast(rank, 'canal'),
      expiresAt: addHours(now, CONFIRM_CELULAR_HOURS),
      effectiveAt: null,
    })
  } else if (data.celular === null && cuenta.celular !== null) {
    await dropCelular(uow, cuenta.id)
  }
  const representante = waitingRepresentante(
    cuenta,
    data,
    rankForRepresentante(solicitud.proofs, cuenta, now),
  )
  if (representante) {
    const effectiveAt = addHours(now, CHANGE_WAIT_HOURS)
    await uow.pendingChanges.put({
      ...shared,
      id: deps.random.uuid(),
      kind: 'representante',
      data: representante,
      withCodigo: false,
      expiresAt: effectiveAt,
      effectiveAt,
    })
  }
  return [
    ...(asksEmail ? (['email'] as const) : []),
    ...(celular ? (['celular'] as const) : []),
    ...(representante ? (['representante'] as const) : []),
  ]
}

/** What a new change is; no code asked for on a page goes to the mobile. */
const NOT_CONFIRMED = { confirmedAt: null, byCelular: false, notBefore: null } as const

/** Whoever wants no mobile wants no pending one either, whatever it was asked for with. */
async function dropCelular(uow: UnitOfWork, cuentaId: string): Promise<void> {
  const pending = await uow.pendingChanges.findByCuenta(cuentaId)
  const change = pending.find(({ kind }) => kind === 'celular')
  if (change) await uow.pendingChanges.delete(change.id)
}

/**
 * Asks a mailbox to confirm that it is the cuenta's.
 * @param change what its link confirms; null for the registered mailbox.
 */
async function askToConfirm(
  deps: Deps,
  uow: UnitOfWork,
  cuenta: Cuenta,
  email: string,
  change: PendingChange | null,
): Promise<void> {
  const leaves = await mailConfirmation(deps, uow, cuenta, email, change)
  // If the mailbox is over its limit, the link that it has, and the change that it confirms, stay.
  if (!leaves && (!change || (await isAsked(uow, change)))) return
  if (!leaves) await uow.enlaces.deleteByCuenta(cuenta.id, 'confirmar-correo')
  if (change) await uow.pendingChanges.put(change)
}

/** Whether the same mailbox was asked to confirm already. */
async function isAsked(
  uow: UnitOfWork,
  { cuentaId, kind, data: { email } }: PendingChange,
): Promise<boolean> {
  const pending = await uow.pendingChanges.findByCuenta(cuentaId)
  const former = pending.find((one) => one.kind === kind)?.data.email ?? null
  return includesMailbox([former], email ?? '')
}
