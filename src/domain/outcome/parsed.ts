import type { RefusalCode } from './refusals.ts'
import type { Refusal } from './result.ts'

/**
 * Result of parsing one typed text: its canonical value, or a refusal with the data that its message needs.
 */
export type Parsed<T> =
  | { ok: true; value: T }
  | { ok: false; code: RefusalCode; data?: NonNullable<Refusal['data']> }
