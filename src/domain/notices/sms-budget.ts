/** How the SMS of a day are shared out when their number is limited (product.md “Limits”). */
import { type AvisoSms, bringsKey } from './avisos.ts'

/** Percentages of the budget that operators are told of, each once a day. */
export const SMS_BUDGET_WARNINGS = [80, 100] as const

/** Share of the budget that what a stranger can cause may spend; the rest is for who proved something. */
const STRANGERS_SHARE = 0.8

export interface SmsCause {
  kind: AvisoSms['kind']
  /** Asked for by who proved nothing of an account. */
  byStranger: boolean
  /** It tells a confirmed mobile what happens to its account, or is the only way to its owner. */
  always: boolean
}

/**
 * Up to how many SMS of the day, itself included, a message may still leave; null when it leaves whatever was spent.
 * Notices always do: whoever spends the budget must not silence what tells an owner of a theft.
 * @param perDay the budget, above 0.
 */
export function maxSpent({ kind, byStranger, always }: SmsCause, perDay: number): number | null {
  if (always || !bringsKey(kind)) return null
  return byStranger ? Math.floor(perDay * STRANGERS_SHARE) : perDay
}
