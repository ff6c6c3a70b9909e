/** What people read out, write down or copy: a clave provisoria, the number of a caso or of an orden. */

/** Capitals and digits without the look-alikes 0 O 1 I L. */
export const TOLD_ALPHABET = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'
/** How long the number of a caso or of an orden is. */
export const TOLD_NUMBER_LENGTH = 8

/**
 * Canonical form, from how people write it: in any case, with blanks, hyphens or punctuation copied along with it
 * (product.md “Tries”: “taken in any case, blanks ignored”).
 */
export const normalizeTold = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toUpperCase()

/** Whether a text in canonical form can be one of that length. */
export const isTold = (text: string, length: number): boolean =>
  text.length === length && [...text].every((sign) => TOLD_ALPHABET.includes(sign))
