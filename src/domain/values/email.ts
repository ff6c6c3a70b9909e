import type { Parsed } from '../outcome/parsed.ts'
import { cleanText } from './text.ts'

/** RFC 5321, 4.5.3.1, less the angle brackets of the path. */
const MAX_LENGTH = 254
const MAX_LOCAL_LENGTH = 64

/** The dot-atom of RFC 5322 without what old servers take for routes, files or options: `% ! | / ` and a leading hyphen. */
const LOCAL = /^(?!-)[\w+'&=~#$?^*{}-]+(?:\.[\w+'&=~#$?^*{}-]+)*$/
const LABELS = /^[\p{L}\p{M}\p{N}-]+(?:\.[\p{L}\p{M}\p{N}-]+)+$/u
/** Host names with a dot whose last label is no number: IP addresses are not domains. */
const DOMAIN = /^(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+(?:[a-z]{2,63}|xn--[a-z\d-]{1,58}[a-z\d])$/

/**
 * Reads one e-mail address. Lists, names beside the address, quoted parts, comments, line breaks and IP
 * addresses are refused: a mail program would see more recipients in them than the person meant.
 * @returns the address, trimmed, its domain in lower case (in Punycode where it has other letters) and its
 *   local part as typed; or `email_formato`.
 */
export function parseEmail(text: string): Parsed<string> {
  const refusal = { ok: false, code: 'email_formato' } as const
  if (/[\r\n]/.test(text)) return refusal
  const [local = '', domain = '', ...rest] = cleanText(text).split('@')
  if (rest.length > 0 || local.length > MAX_LOCAL_LENGTH || !LOCAL.test(local)) return refusal
  const asciiDomain = toAsciiDomain(domain)
  if (!DOMAIN.test(asciiDomain)) return refusal
  const email = `${local}@${asciiDomain}`
  return email.length > MAX_LENGTH ? refusal : { ok: true, value: email }
}

/** The domain as the network knows it, or nothing when it is none. */
function toAsciiDomain(domain: string): string {
  return LABELS.test(domain) ? (URL.parse(`http://${domain}`)?.hostname ?? '') : ''
}

/** What two addresses are compared by, without case (product.md “Fields”: at most 3 accounts per address). */
export function toEmailKey(email: string): string {
  return email.normalize('NFC').toLowerCase()
}
