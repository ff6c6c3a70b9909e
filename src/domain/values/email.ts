import type { Parsed } from '../outcome/parsed.ts'
import { cleanText } from './text.ts'

/** RFC 5321, 4.5.3.1: a path of 256 octets minus its angle brackets. */
const MAX_LENGTH = 254
const MAX_LOCAL_LENGTH = 64

/**
 * RFC 5322 dot-atom, minus what old servers take for routes, files or options: `% ! | / ` and a leading `-`.
 */
const LOCAL = /^(?!-)[\w+'&=~#$?^*{}-]+(?:\.[\w+'&=~#$?^*{}-]+)*$/
const LABELS = /^[\p{L}\p{M}\p{N}-]+(?:\.[\p{L}\p{M}\p{N}-]+)+$/u
/** Dotted host names whose last label is not a number, which excludes IP addresses. */
const DOMAIN = /^(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+(?:[a-z]{2,63}|xn--[a-z\d-]{1,58}[a-z\d])$/

/**
 * Parses one e-mail address. Lists, display names, quoted parts, comments, line breaks and IP addresses are
 * refused: mail software could see more recipients in them than the person meant.
 * @returns the trimmed address with its domain in lower case (Punycode if not ASCII) and its local part as
 *   typed; or `email_formato`.
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

/** The domain in lower-case ASCII (Punycode), or '' if it is not a domain. */
function toAsciiDomain(domain: string): string {
  return LABELS.test(domain) ? (URL.parse(`http://${domain}`)?.hostname ?? '') : ''
}

/** Case-insensitive key to compare addresses by (product.md “Fields”: at most 3 accounts per address). */
export function toEmailKey(email: string): string {
  return email.normalize('NFC').toLowerCase()
}
