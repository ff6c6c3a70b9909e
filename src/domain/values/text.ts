/**
 * Makes a one-line text comparable: NFC, without characters that nobody sees (zero-width, bidi controls, soft
 * hyphens, fillers), each stretch of white space of any kind as one blank, trimmed.
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
 * A text that was pasted or dictated, without what is blank or invisible at its edges; a tab in it is a blank. Takes the
 * square of a long run of blanks: bound the text first.
 */
export const trimEdges = (text: string): string => text.replace(EDGES, '').replaceAll('\t', ' ')

/** Dashes of every kind, the minus sign and the hyphen bullet, as hyphens. */
export const normaliseHyphens = (text: string): string => text.replace(/[\p{Pd}\u2212\u2043\u02d7]/gu, '-')

const isDigit = (point: number) => /^\p{Nd}$/u.test(String.fromCodePoint(point))

/** Decimal digits of any script (full-width, Arabic-Indic…) as 0 to 9; Unicode puts each ten together, in order. */
export const toAsciiDigits = (text: string): string =>
  text.normalize('NFKC').replace(/\p{Nd}/gu, (formatFigure) => {
    const point = formatFigure.codePointAt(0) ?? 0
    let value = 0
    while (isDigit(point - value - 1)) value += 1
    return String(value)
  })

/**
 * Whether a text holds what cannot be kept or shown: control characters (C0, C1; line breaks and tabs are
 * some of them), halves of a pair, or U+FFFD, which is what invalid UTF-8 becomes.
 */
export function hasInvalidCharacters(text: string): boolean {
  return /[\p{Cc}\p{Cs}\uFFFD]/u.test(text)
}

/** The text without accents, dieresis or tilde (ñ becomes n), in NFC. */
export function stripAccents(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
}

/** Length in code points: an emoji outside the basic plane counts as one. */
export function codePointLength(text: string): number {
  return [...text].length
}
