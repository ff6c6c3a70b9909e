import { maxSpent, SMS_BUDGET_WARNINGS, type SmsCause } from '../../domain/notices/sms-budget.ts'
import { DAY_S } from '../../domain/values/durations.ts'
import { todayInChile } from '../../domain/values/fecha.ts'
import type { Deps, Policy, UnitOfWork } from '../ports.ts'

/** Longer than any day of Chile, so that each day has one counter. */
const KEPT_S = 2 * DAY_S

const keyOf = (now: Date): string => `sms-presupuesto:${todayInChile(now)}`

/**
 * Spends one SMS of the day's budget, over all nodes, in the transaction that queues it.
 * @returns false when it may not leave today; then nothing is spent.
 */
export function spendSms(
  { policy: { smsPerDay } }: Pick<Deps, 'policy'>,
  { rateLimits }: Pick<UnitOfWork, 'rateLimits'>,
  cause: SmsCause,
  now: Date,
): Promise<boolean> {
  if (smsPerDay === 0) return Promise.resolve(true)
  return rateLimits.incrementUpTo(keyOf(now), KEPT_S, now, maxSpent(cause, smsPerDay))
}

type BudgetDeps = Pick<Deps, 'store' | 'clock'> & { policy: Pick<Policy, 'smsPerDay'> }

/** How many SMS of today were spent, for metrics and `doctor`; undefined without a budget. */
export async function readSmsBudget({
  store,
  policy: { smsPerDay },
  clock,
}: BudgetDeps): Promise<{ spent: number; perDay: number } | undefined> {
  if (smsPerDay === 0) return undefined
  const now = clock.now()
  const today = await store.single.rateLimits.readCount(keyOf(now), KEPT_S, now)
  return { spent: today?.count ?? 0, perDay: smsPerDay }
}

/**
 * What operators are to be told of today's budget.
 * @returns the highest percentage that was reached and that nobody, on any node, was told of today.
 */
export async function smsBudgetWarning(
  deps: BudgetDeps,
): Promise<{ percent: number; spent: number; perDay: number } | undefined> {
  const budget = await readSmsBudget(deps)
  if (!budget) return undefined
  const now = deps.clock.now()
  let warning: { percent: number; spent: number; perDay: number } | undefined
  for (const percent of SMS_BUDGET_WARNINGS) {
    if (budget.spent * 100 < budget.perDay * percent) continue
    const key = `${keyOf(now)}:${percent}`
    const { count } = await deps.store.single.rateLimits.increment(key, KEPT_S, now)
    if (count === 1) warning = { percent, ...budget }
  }
  return warning
}
