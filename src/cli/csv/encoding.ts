/** Which letters the bytes of a file that is not UTF-8 are: found out by evidence, or not at all. */
export const ENCODINGS = ['windows-1252', 'macroman', 'cp850'] as const
export type Encoding = (typeof ENCODINGS)[number]

const highBytes = Buffer.from(Array.from({ length: 128 }, (_, i) => 128 + i))
/** What bytes 128 to 255 are in each. */
const TABLES: Readonly<Record<Encoding, string>> = {
  'windows-1252': new TextDecoder('windows-1252').decode(highBytes),
  macroman: new TextDecoder('macintosh').decode(highBytes),
  cp850:
    'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0',
}

/** The text of a line in one of them. */
export const decodeAs = (bytes: Buffer, encoding: Encoding): string =>
  bytes.toString('latin1').replace(/[\x80-\xff]/g, (c) => TABLES[encoding][c.charCodeAt(0) - 128] ?? c)

/** From here on no name or address in Chile is written so. */
const IMPOSSIBLE = 10
const SPANISH = /[áéíóúüñÁÉÍÓÚÜÑ]/
/** Letters of the languages next to it. */
const NEIGHBOURING = /[àâãäçèêëìîïòôõöùûÀÂÃÄÇÈÊËÌÎÏÒÔÕÖÙÛ]/

const isLetter = (c: string): boolean => /\p{L}/u.test(c)
const isUpper = (c: string): boolean => c !== c.toLowerCase()
const isLower = (c: string): boolean => c !== c.toUpperCase()

/** How improbable a letter is among those beside it: 0 for what Spanish has, up to {@link IMPOSSIBLE}. */
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
    // Old systems made capitals of plain letters only: PEñA, JOSé.
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

/** Judges what a text would say. */
function evidenceOf(text: string): Evidence {
  const evidence = { letters: 0, impossible: 0, penalty: 0 }
  for (const { 0: c, index } of text.matchAll(/[^\0-\x7f]/g)) {
    const preceding = text.slice(Math.max(0, index - 2), index)
    const judge = isLetter(c) && !/[ºª]/.test(c) ? letterPenalty : signPenalty
    const penalty = judge(preceding, c, text[index + 1] ?? '')
    evidence.letters += 1
    evidence.impossible += penalty === IMPOSSIBLE ? 1 : 0
    evidence.penalty += penalty
  }
  return evidence
}

const countImpossible = (bytes: Buffer, encoding: Encoding): number =>
  evidenceOf(decodeAs(bytes, encoding)).impossible

/** Whether a line makes sense in the encoding of its file, or in no other one either: then it has odd signs only. */
export const isReadable = (bytes: Buffer, own: Encoding): boolean =>
  countImpossible(bytes, own) === 0 ||
  ENCODINGS.every((other) => other === own || countImpossible(bytes, other) > 0)

/** One reading wins over another by its letters alone when it is so much more probable. */
const WINNING_MARGIN = 10
/** Of the signs of a file, one in so many may be odd. */
const ODD_ONE_IN = 50

/**
 * The encoding of a file, by some of its lines that are not UTF-8: the only one in which they can be read, or by far
 * the most probable one.
 * @returns undefined when there is none, or more than one.
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
