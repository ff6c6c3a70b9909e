/** Secrets that nobody's random generator made. */
import { isRepetition } from '../domain/secrets/predictable-clave.ts'

/** A key of 32 random bytes has about 30 different ones; a text of 32 random hexadecimal digits, 14. */
const MIN_DIFFERENT = { bytes: 16, longText: 8, shortText: 5 }
const LONG_TEXT = 32

/** Of examples and of what people write until they think of something: of six letters or more, so that chance never makes one. */
const PLACEHOLDER =
  /change[-_ ]?me|cambi[ae][-_ ]?(me|lo|esto|este)|secret|ejemplo|example|passw?ord|contrase|clave[-_ ]?sence|produ[ck]|qwerty|asdfgh|default/i

/**
 * Why a secret is no random one (product.md “At rest”): bytes are a key, a text is what goes in as it is.
 * Never refuses what `openssl rand` makes, in hexadecimal or base64, but by a chance below one in a million.
 * @returns undefined when it may be random.
 */
export function weaknessOf(secret: string | Uint8Array): string | undefined {
  const isText = typeof secret === 'string'
  const codes = isText ? [...secret].map((letter) => letter.codePointAt(0) ?? 0) : [...secret]
  const different = new Set(codes).size
  if (different === 1) return 'is one value repeated'
  if (isRepetition(codes)) return 'repeats a pattern'
  if (isCounting(codes)) return 'counts up or down'
  if (different < leastDifferent(codes.length, isText)) return 'has too few different values'
  if (isText ? PLACEHOLDER.test(secret) : codes.every((code) => code >= 0x20 && code < 0x7f)) {
    return isText ? 'is an example or a word' : 'is text, not random bytes'
  }
  return undefined
}

function leastDifferent(length: number, isText: boolean): number {
  if (!isText) return MIN_DIFFERENT.bytes
  return length < LONG_TEXT ? MIN_DIFFERENT.shortText : MIN_DIFFERENT.longText
}

/** Whether most of its values are the neighbours of the ones before them: `0123456789abcdef…`. */
function isCounting(codes: readonly number[]): boolean {
  const neighbours = codes.filter((code, at) => at > 0 && Math.abs(code - (codes[at - 1] ?? 0)) <= 1)
  return neighbours.length > codes.length / 2
}
