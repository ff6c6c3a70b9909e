/** What was asked for and is not part of the account yet (product.md “Proofs”, 3). */
import { addHours, CHANGE_WAIT_HOURS } from '../values/durations.ts'
import { toEmailKey } from '../values/email.ts'
import type { Cuenta } from './cuenta.ts'
import type { PendingKind } from './pending-kind.ts'
import { withProvenance } from './provenance.ts'
import type { Rank } from './ranks.ts'

/** What a pending change sets: only what changes. */
export type PendingData = Partial<
  Pick<Cuenta, 'email' | 'celular' | 'rutRepresentante' | 'emailRepresentante' | 'celularRepresentante'>
>

/** When the mailbox of a representante was confirmed: another one is not. */
export const representanteConfirmedAt = (
  cuenta: Pick<Cuenta, 'emailRepresentante' | 'emailRepresentanteConfirmedAt'>,
  { emailRepresentante = cuenta.emailRepresentante }: Pick<PendingData, 'emailRepresentante'>,
): Date | null =>
  toEmailKey(emailRepresentante ?? '') === toEmailKey(cuenta.emailRepresentante ?? '')
    ? cuenta.emailRepresentanteConfirmedAt
    : null

/**
 * When a change that is confirmed now takes effect: at once if it was asked for with a code, otherwise 24 hours later, and
 * in no case before its hour (product.md “Actualizar”, “Calls”).
 */
export function effectOfConfirming(
  { withCodigo, notBefore }: { withCodigo: boolean; notBefore: Date | null },
  now: Date,
): Date {
  const soonest = withCodigo ? now : addHours(now, CHANGE_WAIT_HOURS)
  return notBefore && notBefore > soonest ? notBefore : soonest
}

/**
 * The account once a pending change takes effect.
 * @param rank of the proof that it was asked for with; the representante's mobile gets no codes, so that changing
 *   it alone lowers nothing.
 */
export function withPending(
  cuenta: Cuenta,
  { kind, data, confirmedAt }: { kind: PendingKind; data: PendingData; confirmedAt: Date | null },
  rank: Rank,
  now: Date,
): Cuenta {
  const onlyCelular = Object.keys(data).every((name) => name === 'celularRepresentante')
  return {
    ...cuenta,
    ...(kind === 'email' && { emailConfirmedAt: confirmedAt }),
    ...(kind === 'celular' && { celularConfirmedAt: confirmedAt }),
    emailRepresentanteConfirmedAt: representanteConfirmedAt(cuenta, data),
    ...data,
    factores: withProvenance(cuenta, onlyCelular ? [] : [kind], rank, now),
    updatedAt: now,
  }
}
