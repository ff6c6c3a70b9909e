import type { RefusalCode } from './refusals.ts'
import type { Refusal } from './result.ts'

/** What comes of reading one text that a person wrote: its canonical value, or the refusal with what its text needs. */
export type Parsed<T> =
  | { ok: true; value: T }
  | { ok: false; code: RefusalCode; data?: NonNullable<Refusal['data']> }
