/** When a second person may decide an order, and when what they grant takes effect (product.md “Two people”). */
import type { Cuenta } from '../account/cuenta.ts'
import { withinDiaHabil } from '../values/dia-habil.ts'
import { addDays, addHours } from '../values/durations.ts'
import type { Orden } from './orden.ts'

/** How long the owner has to object to what was granted. */
const OBJECTION_HOURS = 24
/** The same, where a confirmed mailbox said “No fui yo” in the last so many days. */
export const OBJECTION_DAYS_WHEN_CONTESTED = 10

/**
 * When an order that is granted now takes effect.
 * @param contested whether a confirmed mailbox said “No fui yo” lately.
 */
export const effectOf = (now: Date, contested: boolean): Date =>
  contested ? addDays(now, OBJECTION_DAYS_WHEN_CONTESTED) : addHours(now, OBJECTION_HOURS)

/**
 * Whether the owner's objection to such an order is what a frozen account waits for: then another person decides on what
 * both sides show, to grant it again or to give the account back. What they grant is not objected to again, or whoever
 * took the account would stop every order.
 * @param objected the last order about it that its owner objected to.
 */
export const isHeard = (
  { kind }: Pick<Orden, 'kind'>,
  { estado, updatedAt }: Pick<Cuenta, 'estado' | 'updatedAt'>,
  objected: Pick<Orden, 'kind' | 'endedAt'> | undefined,
): boolean =>
  (objected?.kind === kind || kind === 'descongelar') && isAwaitingObjection({ estado, updatedAt }, objected)

/** Whether a frozen account waits for what another person decides on its owner's objection. */
export const isAwaitingObjection = (
  { estado, updatedAt }: Pick<Cuenta, 'estado' | 'updatedAt'>,
  objected: Pick<Orden, 'endedAt'> | undefined,
): boolean =>
  objected !== undefined &&
  objected.endedAt !== null &&
  // A frozen account keeps the moment when it froze: one that was given back meanwhile froze later.
  estado === 'congelada' &&
  objected.endedAt >= updatedAt

/** By when another person decides what an owner objected to. */
export const decideBy = (objectedAt: Date): Date => withinDiaHabil(objectedAt)

/** Why a second person cannot decide an order. */
export type DecisionRefusal = 'terminada' | 'ya_concedida' | 'vencida' | 'misma_persona' | 'cambio_entretanto'

/**
 * Whether somebody may decide an order now.
 * @param verdict what is granted can still be refused until it takes effect: its owner may have no mailbox to object from,
 *   and calls.
 * @param by who decides, as `personOf` writes it.
 * @param versions of the account: as it is, and as the decision has seen it.
 */
export function whyNotDecided(
  { estado, expiresAt, askedBy }: Orden,
  {
    verdict,
    by,
    now,
    current,
    seen,
  }: { verdict: 'conceder' | 'rechazar'; by: string; now: Date; current: number; seen: number },
): DecisionRefusal | undefined {
  if (estado === 'concedida') return verdict === 'rechazar' ? undefined : 'ya_concedida'
  if (estado === 'vencida') return 'vencida'
  if (estado !== 'pedida') return 'terminada'
  if (expiresAt <= now) return 'vencida'
  if (askedBy === by) return 'misma_persona'
  return current === seen ? undefined : 'cambio_entretanto'
}
