/** What programs leave in the place of a value, or make of it on the way into a file. */

/** What databases, spreadsheets and programs write where there is nothing. */
const NOTHING_DONE = new Set(
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
/** A name may be one of these in other letters: who bears it keeps it, and somebody looks. */
const NOMBRES_LIKE_NOTHING = /^(?:null|nan|none|nil)$/i
/** And these as they stand, although programs write them so too. */
const MAY_BE_NOMBRE = new Set(['None'])

const NOTHING_MAX_LENGTH = 20

/** What a text stands for: nothing at all, perhaps nothing, or itself. */
export function whatItSays(text: string, isName: boolean): 'nada' | 'quizas_nada' | 'algo' {
  if (text.length > NOTHING_MAX_LENGTH) return 'algo'
  const said = text.trim()
  if (NOTHING_DONE.has(said) && !(isName && MAY_BE_NOMBRE.has(said))) return 'nada'
  return isName && NOMBRES_LIKE_NOTHING.test(said) ? 'quizas_nada' : 'algo'
}

/** A number as spreadsheets shorten it: `1,23457E+07`. */
const SCIENTIFIC = /^(\d)(?:[.,](\d+))?E(\+?)(\d{1,2})$/i

/**
 * Takes off what spreadsheets put around a value: `'0123`, `="0123"`, `13101.0`, `9.87654321E8`.
 * @returns the value, or nothing when the spreadsheet dropped part of its digits.
 */
export function withoutSpreadsheetMarks(text: string): string | undefined {
  const value = text
    .trim()
    .replace(/^="(.*)"$/s, '$1')
    .replace(/^'(?=[\d=+@-])/, '')
  const [whole, formatFigure = '', rest = '', mas, power] = SCIENTIFIC.exec(value) ?? []
  if (whole && (mas || rest)) return rest.length === Number(power) ? formatFigure + rest : undefined
  return value.replace(/^(\d+)[.,]0{1,2}$/, '$1')
}

/** UTF-8 that was taken for Windows-1252 once: `JosÃ©`, `NÂ°`. */
const MOJIBAKE = /[ÃÂ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]/

/** Whether the letters of a text were spoilt before it came into the file. */
export const hasDamagedLetters = (text: string): boolean => MOJIBAKE.test(text) || text.includes('\ufffd')
