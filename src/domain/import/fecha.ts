/** Converts dates of birth from databases and spreadsheets to the format of the form. */
import { stripAccents } from '../values/text.ts'

type Doubt = 'fecha_ambigua' | 'fecha_dos_cifras'
export type FileFecha =
  | { text: string; note?: 'fecha_mes_primero' | 'fecha_de_planilla' }
  /** The date is ambiguous. */
  | { doubt: Doubt }

/** `ene`, `enero`, `jan`, `january`: three letters identify a month in Spanish or English. */
const MONTHS = [
  'ene jan',
  'feb',
  'mar',
  'abr apr',
  'may',
  'jun',
  'jul',
  'ago aug',
  'sep set',
  'oct',
  'nov',
  'dic dec',
]
const MONTH = '(?<month>(?:ene|jan|feb|mar|abr|apr|may|jun|jul|ago|aug|sep|set|oct|nov|dic|dec)[a-z]*)\\.?'

/** `00:00:00.000`, `12:00 a. m.`, with any zone: the date counts as written. A date may have a zone alone. */
const TIME =
  /^(?:[\s,t-]+\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?\s*(?<meridiem>[ap]\.? ?m\.?)?\s*(?:[a-z]{1,5}\.?)?\s*(?:[+-]\d{2}(?::?\d{2}){0,2})?(?:\s*[([].*[)\]])?|\s*(?:z|utc|gmt|[+-]\d{2}:\d{2}))$/
/** `000000` right after a date without separators. */
const COMPACT_TIME = '(?:t?(?:[01]\\d|2[0-4])[0-5]\\d[0-5]\\d(?:[.,]\\d+)?)?(?!\\d)'
/** `1º`, `1°`, `1ro`, `1st`; º is an o by then. */
const DAY = '(?<day>\\d{1,2})\\.?(?:o|°|r?er|e?ro|st|nd|rd|th)?'

const SHAPES = [
  /^(?<year>\d{4})[-/. ](?<month>\d{1,2})[-/. ](?<day>\d{1,2})(?!\d)/,
  new RegExp(`^(?<year>(?:19|20)\\d{2})(?<month>0[1-9]|1[0-2])(?<day>\\d{2})${COMPACT_TIME}`),
  new RegExp(`^(?<day>\\d{2})(?<month>\\d{2})(?<year>(?:19|20)\\d{2})${COMPACT_TIME}`),
  new RegExp(`^${DAY}(?:[-/. ]| de | of )*${MONTH}(?:[-/., ]| de | del )*(?<year>\\d{4}|\\d{2})(?!\\d)`),
  new RegExp(`^${MONTH} +${DAY}(?:,| )+(?<year>\\d{4})(?!\\d)`),
  new RegExp(
    `^${MONTH} +${DAY} \\d{2}:\\d{2}:\\d{2}(?: (?:[a-z]{1,5})?(?:[+-]\\d{2}:?\\d{2})?)? (?<year>\\d{4})$`,
  ),
  new RegExp(`^(?<year>\\d{4})[-/. ]${MONTH}[-/. ](?<day>\\d{1,2})(?!\\d)`),
]
const NUMERIC = /^(\d{1,2})( ?[-/. ] ?)(\d{1,2}) ?[-/. ] ?(\d{4}|\d{2})(?!\d)/
const WEEKDAY = /^(?:lun|mar|mie|jue|vie|sab|dom|mon|tue|wed|thu|fri|sat|sun)[a-z]*[,. ]+(?=[\da-z])/

const MAX_LENGTH = 80
/** The usual case, returned as it is. */
const EXPECTED_SHAPE = /^(?:0[1-9]|[12]\d|3[01])-(?:0[1-9]|1[0-2])-\d{4}$/

/**
 * Converts a date to `dd-mm-yyyy`, dropping its time, if it has a single reading. Month-first dates and
 * spreadsheet serial numbers get a note, since other dates of the same file may need a check.
 * @returns the text unchanged if its format is unknown.
 */
export function fechaFromFile(typed: string): FileFecha {
  if (typed.length > MAX_LENGTH || EXPECTED_SHAPE.test(typed)) return { text: typed }
  const text = stripAccents(typed.normalize('NFKC')).toLowerCase().replace(/\s+/g, ' ').trim()
  if (/^\d{5}(?:[.,]\d+)?$/.test(text)) return fromSpreadsheet(Number.parseInt(text, 10))
  const withoutWeekday = text.replace(WEEKDAY, '').replace(/^primero\b/, '1')
  for (const candidate of new Set([text, withoutWeekday])) {
    for (const shape of SHAPES) {
      const match = shape.exec(candidate)
      if (!match?.groups || !isTimeOrEmpty(candidate.slice(match[0].length))) continue
      const { day = '', month = '', year = '' } = match.groups
      return year.length === 2
        ? { doubt: 'fecha_dos_cifras' }
        : { text: `${day}-${monthNumber(month)}-${year}` }
    }
  }
  return fromNumeric(withoutWeekday) ?? { text: typed }
}

const isTimeOrEmpty = (rest: string): boolean => rest === '' || TIME.test(rest)

const monthNumber = (month: string): string =>
  /^\d+$/.test(month) ? month : String(MONTHS.findIndex((names) => names.includes(month.slice(0, 3))) + 1)

/** All-numeric dates: in Chile the day comes first. */
function fromNumeric(text: string): FileFecha | undefined {
  const [match = '', first = '', separator = '', second = '', year = ''] = NUMERIC.exec(text) ?? []
  const rest = text.slice(match.length)
  if (match === '' || !isTimeOrEmpty(rest)) return undefined
  if (year.length === 2) return { doubt: 'fecha_dos_cifras' }
  const [a, b] = [Number(first), Number(second)]
  if (a <= 12 && b > 12 && b <= 31) return { text: `${second}-${first}-${year}`, note: 'fecha_mes_primero' }
  // Slashes with AM or PM come from software in English, which puts the month first.
  const isEnglish = separator.includes('/') && /[ap]m/.test(TIME.exec(rest)?.groups?.meridiem ?? '')
  if (isEnglish && a <= 12 && b <= 12 && a !== b) return { doubt: 'fecha_ambigua' }
  return { text: `${first}-${second}-${year}` }
}

/** Spreadsheet serial numbers count days from 30 December 1899; five digits start in 1927. */
function fromSpreadsheet(days: number): FileFecha {
  const date = new Date(Date.UTC(1899, 11, 30 + days)).toISOString().slice(0, 10)
  return { text: date.split('-').reverse().join('-'), note: 'fecha_de_planilla' }
}
