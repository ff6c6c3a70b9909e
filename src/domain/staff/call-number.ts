/** What the telephone system knows a call by; people call it ticket (product.md “Calls”). */
import type { Parsed } from '../outcome/parsed.ts'
import { cleanText, codePointLength } from '../values/text.ts'

/** How long it may be. */
export const CALL_NUMBER_LENGTH = 40

/** As telephone systems write numbers: neither markup, nor a formula, nor a mailbox. */
const CALL_NUMBER = /^[\p{L}\p{N}#][\p{L}\p{N} #./:_-]*$/u
/** An RUT as people write one. */
const LIKE_RUT = /\d{1,2}\.?\d{3}\.?\d{3} ?- ?[\dk]/i

/** Parses what the telephone system knows a call by. @returns it; or `texto_largo`, `numero_llamada_formato`. */
export function parseCallNumber(text: string): Parsed<string> {
  const value = cleanText(text)
  if (codePointLength(value) > CALL_NUMBER_LENGTH) return { ok: false, code: 'texto_largo' }
  return CALL_NUMBER.test(value) && !LIKE_RUT.test(value)
    ? { ok: true, value }
    : { ok: false, code: 'numero_llamada_formato' }
}
