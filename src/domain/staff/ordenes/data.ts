import { ORDEN_DATA, type OrdenData, type OrdenDatum, type OrdenRule } from './rule.ts'

/** What is missing of what a kind asks for, or given although it does not take it; undefined when all is well. */
export function wrongDatum(
  { asks, asksOneOf }: Pick<OrdenRule, 'asks' | 'asksOneOf'>,
  data: OrdenData,
): OrdenDatum | undefined {
  const given = ORDEN_DATA.filter((one) => data[one] !== null)
  const missing = asks.find((one) => !given.includes(one))
  if (missing) return missing
  const [first] = asksOneOf
  if (first && !asksOneOf.some((one) => given.includes(one))) return first
  return given.find((one) => !asks.includes(one) && !asksOneOf.includes(one))
}
