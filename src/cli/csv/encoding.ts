/** Detects the 8-bit encoding of a file that is not UTF-8, from evidence or not at all. */
export const ENCODINGS = ['windows-1252', 'macroman', 'cp850'] as const
export type Encoding = (typeof ENCODINGS)[number]

const highBytes = Buffer.from(Array.from({ length: 128 }, (_, i) => 128 + i))
/** Characters of bytes 128 to 255. */
const TABLES: Readonly<Record<Encoding, string>> = {
  'windows-1252': new TextDecoder('windows-1252').decode(highBytes),
  macroman: new TextDecoder('macintosh').decode(highBytes),
  cp850:
    'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0',
}

/** Decodes a line in a given encoding. */
export const decodeAs = (bytes: Buffer, encoding: Encoding): string =>
  bytes.toString('latin1').replace(/[\x80-\xff]/g, (c) => TABLES[encoding][c.charCodeAt(0) - 128] ?? c)

/** Penalty at which a spelling does not occur in Chilean names or addresses. */
const IMPOSSIBLE = 10
const SPANISH = /[áéíóúüñÁÉÍÓÚÜÑ]/
/** Letters of neighbouring languages. */
const NEIGHBOURING = /[àâãäçèêëìîïòôõöùûÀÂÃÄÇÈÊËÌÎÏÒÔÕÖÙÛ]/

const isLetter = (c: string): boolean => /\p{L}/u.test(c)
const isUpper = (c: string): boolean => c !== c.toLowerCase()
const isLower = (c: string): boolean => c !== c.toUpperCase()

/** How unlikely a letter is beside its neighbours: from 0 for plain Spanish up to {@link IMPOSSIBLE}. */
function letterPenalty(preceding: string, letter: string, next: string): number {
  const isSpanish = SPANISH.test(letter)
  if (!isSpanish && !NEIGHBOURING.test(letter)) return IMPOSSIBLE
  const previousChar = preceding.at(-1) ?? ''
  if (!isLetter(previousChar) && !isLetter(next)) return /[óáéíú]/i.test(letter) ? 3 : IMPOSSIBLE
  if (isUpper(letter)) {
    if (isLower(previousChar)) return IMPOSSIBLE
  } else {
    const afterUppers = isUpper(previousChar) && (isUpper(next) || isUpper(preceding.at(-2) ?? ''))
    const beforeUpper = !isLetter(previousChar) && isUpper(next)
    // Old systems upper-cased only unaccented letters: PEñA, JOSé.
    if (afterUppers || beforeUpper) return isSpanish ? 2 : IMPOSSIBLE
  }
  return isSpanish ? 0 : 4
}

function signPenalty(preceding: string, sign: string, next: string): number {
  const previousChar = preceding.at(-1) ?? ''
  const [afterLetter, beforeLetter] = [isLetter(previousChar), isLetter(next)]
  const changesCase = isLower(previousChar) && isUpper(next)
  if (/[ºª°]/.test(sign)) return !beforeLetter && /[\p{L}\p{N}. ]/u.test(previousChar) ? 1 : IMPOSSIBLE
  if (/[’´‘]/.test(sign)) {
    const afterSingle = afterLetter && !isLetter(preceding.at(-2) ?? '')
    if (afterLetter && beforeLetter) return afterSingle || changesCase ? 1 : IMPOSSIBLE
    return 2
  }
  if (/[“«¿¡]/.test(sign)) return !afterLetter && next.trim() !== '' ? 1 : IMPOSSIBLE
  if (/[”»…]/.test(sign)) return !beforeLetter && previousChar.trim() !== '' ? 1 : IMPOSSIBLE
  if (/[–—]/.test(sign)) return (!afterLetter && !beforeLetter) || changesCase ? 2 : IMPOSSIBLE
  if (/[®™]/.test(sign)) return afterLetter && !beforeLetter ? 3 : IMPOSSIBLE
  if (sign === '·') return /l/i.test(previousChar) && /l/i.test(next) ? 1 : IMPOSSIBLE
  if (sign === '\u00a0') return isLower(previousChar) && isLower(next) ? 4 : 1
  if (sign === '€') return afterLetter ? IMPOSSIBLE : 4
  return afterLetter || beforeLetter || /[\p{C}\u2500-\u259f]/u.test(sign) ? IMPOSSIBLE : 5
}

interface Evidence {
  letters: number
  impossible: number
  penalty: number
}

/** Scores how plausible a text is. */
function evidenceOf(text: string): Evidence {
  const evidence = { letters: 0, impossible: 0, penalty: 0 }
  for (const { 0: c, index } of text.matchAll(/[^\0-\x7f]/g)) {
    const preceding = text.slice(Math.max(0, index - 2), index)
    const penaltyOf = isLetter(c) && !/[ºª]/.test(c) ? letterPenalty : signPenalty
    const penalty = penaltyOf(preceding, c, text[index + 1] ?? '')
    evidence.letters += 1
    evidence.impossible += penalty === IMPOSSIBLE ? 1 : 0
    evidence.penalty += penalty
  }
  return evidence
}

const countImpossible = (bytes: Buffer, encoding: Encoding): number =>
  evidenceOf(decodeAs(bytes, encoding)).impossible

/** Whether a line is plausible in the file's encoding, or in no other one either (it just has odd signs). */
export const isReadable = (bytes: Buffer, own: Encoding): boolean =>
  countImpossible(bytes, own) === 0 ||
  ENCODINGS.every((other) => other === own || countImpossible(bytes, other) > 0)

/** Penalty difference at which one reading beats another by its letters alone. */
const WINNING_MARGIN = 10
/** Tolerates one odd sign in this many. */
const ODD_ONE_IN = 50

/**
 * Chooses a file's encoding from a sample of its lines that are not UTF-8: the only plausible one, or by far
 * the likeliest.
 * @returns undefined when none or several qualify.
 */
export function detectEncoding(lines: readonly Buffer[]): Encoding | undefined {
  const all = Buffer.concat(lines.flatMap((line) => [line, Buffer.from('\n')]))
  const distinct = new Set(all.filter((byte) => byte > 127)).size
  const [best, other] = ENCODINGS.map((which) => ({ which, ...evidenceOf(decodeAs(all, which)) }))
    .filter(({ letters, impossible }) => impossible * ODD_ONE_IN <= letters)
    .sort((a, b) => a.penalty - b.penalty)
  const isAlone = !other || (distinct > 1 && other.penalty - (best?.penalty ?? 0) >= WINNING_MARGIN)
  return isAlone ? best?.which : undefined
}
