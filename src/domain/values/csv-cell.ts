/** Cells of a CSV that a spreadsheet opens: whatever they hold, it is text and never a formula. */

/** What a spreadsheet may take for the beginning of a formula, in the widths of East Asian typing too. */
const FORMULA = /^(?:[\t\r\n]|\s*[=+\-@＝＋－＠])/u
const NUL = '\0'

/** A value as a quoted cell. Before what could be a formula goes an apostrophe, and NUL, which cuts cells short, goes out. */
export function csvCell(value: string): string {
  const text = value.replaceAll(NUL, '')
  const isSafe = !value.startsWith(NUL) && !FORMULA.test(text)
  return `"${isSafe ? '' : "'"}${text.replaceAll('"', '""')}"`
}

/** A record. Spreadsheets set to Spanish split at `;`. */
export const csvRecord = (values: readonly string[]): string => `${values.map(csvCell).join(';')}\r\n`

/** With it spreadsheets read accents. */
export const CSV_START = '\uFEFF'
