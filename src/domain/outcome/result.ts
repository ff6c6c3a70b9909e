import type { RefusalCode } from './refusals.ts'

/**
 * An expected refusal: its code, the field it belongs to (none if it concerns the whole form) and the data
 * for its text. Exceptions are for bugs and faults only.
 */
export interface Refusal {
  readonly code: RefusalCode
  readonly field?: string
  readonly data?: Readonly<Record<string, string | number>>
}

export interface Refused {
  readonly ok: false
  readonly refusals: readonly Refusal[]
}

export type Result<T> = { readonly ok: true; readonly value: T } | Refused

export const ok = <T>(value: T): Result<T> => ({ ok: true, value })

export const refuse = (code: RefusalCode, field?: string, data?: Refusal['data']): Refused => ({
  ok: false,
  refusals: [{ code, ...(field && { field }), ...(data && { data }) }],
})
