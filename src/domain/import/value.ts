/** Undoes what databases, spreadsheets and programs do to values on export. */

/** What they write for an empty value. */
const EMPTY_MARKS = new Set(
  [
    [
      'NULL',
      'null',
      '(NULL)',
      '(null)',
      '<NULL>',
      '<null>',
      '[NULL]',
      '[null]',
      '\\N',
      '(none)',
      '(vacío)',
      '(vacio)',
    ],
    [
      '#N/D',
      '#N/A',
      '#¡REF!',
      '#REF!',
      '#¡VALOR!',
      '#VALUE!',
      '#NULL!',
      '#¡NULO!',
      '#¿NOMBRE?',
      '#NAME?',
      '#¡DIV/0!',
      '#DIV/0!',
    ],
    ['N/A', 'n/a', 'N/D', 'n/d', 'S/I', 's/i', 'S/D', 's/d', 'NaN', 'nan', 'NaT', 'None', 'undefined', 'nil'],
    ['-', '--', '---', '.', '0000-00-00', '0000-00-00 00:00:00'],
  ].flat(),
)
/** Real names too, if their case is not one of the marks: kept, with a note to check them. */
const AMBIGUOUS_NAMES = /^(?:null|nan|none|nil)$/i
/** A mark that is also a name in the same case. */
const MAY_BE_NAME = new Set(['None'])

const MAX_MARK_LENGTH = 20

/** Whether a value means that there is none; 'maybe' for a name that looks like it. */
export function emptiness(text: string, isName: boolean): 'yes' | 'maybe' | 'no' {
  if (text.length > MAX_MARK_LENGTH) return 'no'
  const value = text.trim()
  if (EMPTY_MARKS.has(value) && !(isName && MAY_BE_NAME.has(value))) return 'yes'
  return isName && AMBIGUOUS_NAMES.test(value) ? 'maybe' : 'no'
}

/** Scientific notation of spreadsheets: `1,23457E+07`. */
const SCIENTIFIC = /^(\d)(?:[.,](\d+))?E(\+?)(\d{1,2})$/i

/**
 * Removes what spreadsheets add to a value: `'0123`, `="0123"`, `13101.0`, `9.87654321E8`.
 * @returns the value; undefined if the spreadsheet dropped some of its digits.
 */
export function withoutSpreadsheetMarks(text: string): string | undefined {
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
export const hasMojibake = (text: string): boolean =>
  text.includes('\ufffd') || MOJIBAKE.some((shape) => shape.test(text))
