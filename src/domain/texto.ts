/**
 * Makes a one-line text comparable: NFC, without characters that nobody sees (zero-width, bidi controls, soft
 * hyphens, fillers), each stretch of white space of any kind as one blank, trimmed.
 */
export function limpiar(texto: string): string {
  return texto
    .replace(/\p{Default_Ignorable_Code_Point}+/gu, '')
    .normalize('NFC')
    .replace(/\p{White_Space}+/gu, ' ')
    .trim()
}

/**
 * Whether a text holds what cannot be kept or shown: control characters (C0, C1; line breaks and tabs are
 * some of them), halves of a pair, or U+FFFD, which is what invalid UTF-8 becomes.
 */
export function tieneCaracteresInvalidos(texto: string): boolean {
  return /[\p{Cc}\p{Cs}\uFFFD]/u.test(texto)
}

/** The text without accents, dieresis or tilde (ñ becomes n), in NFC. */
export function sinAcentos(texto: string): string {
  return texto
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
}

/** Length in code points: an emoji outside the basic plane counts as one. */
export function largoEnPuntos(texto: string): number {
  return [...texto].length
}
