/** Undoes what databases, spreadsheets and programs do to values on export. */

import { stripAccents } from '../values/text.ts'

/** What they write for an empty value, in lower case without accents. */
const EMPTY_MARKS = new Set(
  [
    ['', 'null', '\\n', '\\\\n', 'none', 'nan', 'nat', 'nil', 'na', 'undefined', 'dbnull', 'system.dbnull'],
    ['nulo', 'vacio', 'en blanco', 'blank', 'empty'],
    ['n/a', 'n.a.', 'n.a', 'n/d', 'n.d.', 'n/i', 'n/r', 's/i', 's.i.', 's/d', 's.d.'],
    ['#n/d', '#n/a', '#n/a n/a', '#¡ref!', '#ref!', '#¡valor!', '#valor!', '#value!', '#null!', '#¡nulo!'],
    ['#nulo!', '#¿nombre?', '#nombre?', '#name?', '#¡div/0!', '#div/0!', '#¡num!', '#num!'],
    ['0000-00-00', '0000-00-00 00:00:00'],
  ].flat(),
)
/** What people write for it. */
const EMPTY_PHRASE =
  /^(?:sin (?:datos?|informacion|registros?|valor|especificar)|no (?:tiene|aplica|registra|existe|disponible|(?:especific|ingres|inform)ad[oa]))\.?$/
const ONLY_SIGNS = /^[-–—._?¿]+$/
const QUOTES_AND_BRACKETS = /^=?['"`´(<[{]+|['"`´)>\]}]+$/g
/** Real names too, unless written as programs do: kept, with a note to check them. */
const AMBIGUOUS_NAMES = new Set(['null', 'nan', 'none', 'nil', 'na', 'nulo'])
const AS_PROGRAMS_WRITE = new Set(['NULL', 'null', 'NaN', 'nan', 'nil'])

const MAX_MARK_LENGTH = 25

/** Whether a value means that there is none; 'maybe' for a name that looks like it. */
function emptiness(text: string, isName: boolean): 'yes' | 'maybe' | 'no' {
  const trimmed = text.trim()
  if (trimmed.length > MAX_MARK_LENGTH) return 'no'
  const bare = trimmed.replace(QUOTES_AND_BRACKETS, '').trim()
  const comparable = stripAccents(bare)
    .toLowerCase()
    .replace(/[\s_]+/g, ' ')
  if (!EMPTY_MARKS.has(comparable) && !EMPTY_PHRASE.test(comparable) && !ONLY_SIGNS.test(bare)) return 'no'
  return isName && AMBIGUOUS_NAMES.has(comparable) && !AS_PROGRAMS_WRITE.has(bare) ? 'maybe' : 'yes'
}

/** Scientific notation of spreadsheets: `1,23457E+07`. */
const SCIENTIFIC = /^(\d)(?:[.,](\d+))?E(\+?)(\d{1,2})$/i

/**
 * Removes what spreadsheets add to a value: `'0123`, `="0123"`, `13101.0`, `9.87654321E8`.
 * @returns the value; undefined if the spreadsheet dropped some of its digits.
 */
function withoutSpreadsheetMarks(text: string): string | undefined {
  const value = text
    .trim()
    .replace(/^="(.*)"$/s, '$1')
    .replace(/^'(?=[\d=+@-])/, '')
  const [match, firstDigit = '', decimals = '', plus, exponent] = SCIENTIFIC.exec(value) ?? []
  if (match && (plus || decimals)) {
    return decimals.length === Number(exponent) ? firstDigit + decimals : undefined
  }
  return value.replace(/^(\d+)[.,]0{1,2}$/, '$1')
}

const MOJIBAKE = [
  // UTF-8 misread as Windows-1252 (`JosÃ©`, `NÂ°`), as MacRoman (`Jos√©`, `N¬∞`), as CP850 (`Jos├®`).
  /[ÃÂ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]/,
  /[√¬](?=[^ -~])/,
  /[\u2500-\u259f]/,
  // CP850 or MacRoman misread as Windows-1252 (`Pe¤a`, `Jos‚`, `JosŽ`, `Pe–a`). A dash between capitals may be meant.
  /\p{L}[¤‚¢£‡ƒ„]|[¤¢£‡ƒ„]\p{L}|\p{L}¡\p{L}|\p{Ll}Ž|\p{Ll}[–—]\p{Ll}/u,
]

/** Whether the text was damaged by an encoding error before it came into the file. */
const hasMojibake = (text: string): boolean =>
  text.includes('\ufffd') || MOJIBAKE.some((shape) => shape.test(text))

/** Why a value cannot be used. */
export type ValueFault = 'sin_valor' | 'numero_cortado' | 'letras_danadas'

/**
 * Cleans a value.
 * @param kind a `nombre` may look like a mark of an empty value (`doubtful`); a `literal` may look like what
 *   spreadsheets add.
 * @returns the value on one line; or why there is none.
 */
export function cleanValue(
  typed: string,
  kind?: 'nombre' | 'literal',
): { value: string; doubtful: boolean } | { fault: ValueFault } {
  const empty = emptiness(typed, kind === 'nombre')
  if (empty === 'yes') return { fault: 'sin_valor' }
  const text = typed.replace(/\s+/g, ' ').trim()
  const value = kind === 'literal' ? text : withoutSpreadsheetMarks(text)
  if (value === undefined) return { fault: 'numero_cortado' }
  return hasMojibake(value) ? { fault: 'letras_danadas' } : { value, doubtful: empty === 'maybe' }
}
