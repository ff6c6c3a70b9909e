import { NEW_CUENTAS_TIMES_FREE } from '../../domain/price.ts'
import { DAY_S } from '../../domain/values/durations.ts'
import { FormLimitExceeded, PriceDue } from '../errors.ts'
import type { Context, Deps, UnitOfWork } from '../ports.ts'
import { limitFor } from './limits.ts'

type Counted = Pick<Deps, 'policy' | 'clock' | 'raisedLimits'>
type Who = Pick<Context, 'networkFingerprint' | 'networks'>

const keyOf = ({ networkFingerprint }: Who) => `cuentas:${networkFingerprint}`

/**
 * Whether a further account of this address costs something: the day's first ones are free, however fast they come
 * (product.md “Proofs”, 9). Only looks; {@link countNewCuenta} decides.
 * @throws {FormLimitExceeded} beyond ten times the free ones.
 */
export async function isNewCuentaPriced(deps: Counted & Pick<Deps, 'store'>, who: Who): Promise<boolean> {
  const now = deps.clock.now()
  const made = await deps.store.single.rateLimits.readCount(keyOf(who), DAY_S, now)
  return made !== undefined && judge(deps, who, made.count + 1, made.endsAt)
}

/**
 * Counts an account in the transaction that makes it, so that only those really made count, and no two are both
 * the last free one (product.md “Proofs”, 9).
 * @throws {PriceDue} beyond the free ones, when the form paid nothing.
 * @throws {FormLimitExceeded} beyond ten times the free ones. Either undoes the transaction.
 */
export async function countNewCuenta(
  deps: Counted,
  { rateLimits }: Pick<UnitOfWork, 'rateLimits'>,
  who: Who,
  isPaid: boolean,
): Promise<void> {
  const { count, endsAt } = await rateLimits.increment(keyOf(who), DAY_S, deps.clock.now())
  if (judge(deps, who, count, endsAt) && !isPaid) throw new PriceDue()
}

/** @returns whether the account of that number has a price. */
function judge(deps: Counted, who: Who, number: number, endsAt: Date): boolean {
  const free = limitFor(deps, who, deps.policy.cuentasPerDay)
  if (number > free * NEW_CUENTAS_TIMES_FREE)
    throw new FormLimitExceeded('demasiadas_cuentas', (endsAt.getTime() - deps.clock.now().getTime()) / 1000)
  return number > free
}
