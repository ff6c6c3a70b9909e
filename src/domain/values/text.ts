/**
 * Normalizes one line of text: NFC, invisible characters removed (zero-width, bidi controls, soft hyphens,
 * fillers), each run of white space collapsed to one space, trimmed.
 */
export function cleanText(text: string): string {
  return text
    .replace(/\p{Default_Ignorable_Code_Point}+/gu, '')
    .normalize('NFC')
    .replace(/\p{White_Space}+/gu, ' ')
    .trim()
}

const EDGES =
  /^[\p{White_Space}\p{Default_Ignorable_Code_Point}\u2800]+|[\p{White_Space}\p{Default_Ignorable_Code_Point}\u2800]+$/gu

/**
 * Trims white space and invisible characters from pasted or dictated text, and turns inner tabs into spaces.
 * Quadratic in a long run of blanks: bound the length first.
 */
export const trimEdges = (text: string): string => text.replace(EDGES, '').replaceAll('\t', ' ')

/** Replaces dashes of any kind, minus signs and hyphen bullets by hyphens. */
export const normalizeHyphens = (text: string): string => text.replace(/[\p{Pd}\u2212\u2043\u02d7]/gu, '-')

const isDigit = (point: number) => /^\p{Nd}$/u.test(String.fromCodePoint(point))

/**
 * Converts decimal digits of any script to 0–9. Unicode keeps the ten digits of a script together, in order.
 */
export const toAsciiDigits = (text: string): string =>
  text.normalize('NFKC').replace(/\p{Nd}/gu, (digit) => {
    const point = digit.codePointAt(0) ?? 0
    let value = 0
    while (isDigit(point - value - 1)) value += 1
    return String(value)
  })

/**
 * Whether a text has characters that cannot be stored or shown: C0 and C1 controls (including line breaks and
 * tabs), lone surrogates, or U+FFFD, which replaces invalid UTF-8.
 */
export function hasInvalidCharacters(text: string): boolean {
  return /[\p{Cc}\p{Cs}\uFFFD]/u.test(text)
}

/** Removes accents, diaeresis and tilde (ñ becomes n). Returns NFC. */
export function stripAccents(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
}

/** Length in code points: an emoji such as 😀 counts as one. */
export function codePointLength(text: string): number {
  return [...text].length
}
