/** Dates of birth as databases and spreadsheets write them, brought to what the form reads. */
import { stripAccents } from '../values/text.ts'

/** What a file tells that a person never types. */
type Doubt = 'fecha_ambigua' | 'fecha_dos_cifras'
export type FileFecha =
  | { text: string; note?: 'fecha_mes_primero' | 'fecha_de_planilla' }
  /** It can be read in more than one way. */
  | { doubt: Doubt }

/** `ene`, `enero`, `jan`, `january`: three letters tell a month in Spanish or English. */
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
const MONTH = '(?<mes>(?:ene|jan|feb|mar|abr|apr|may|jun|jul|ago|aug|sep|set|oct|nov|dic|dec)[a-z]*)\\.?'

const HOUR =
  /^[\s,t-]+\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?\s*(?<media>[ap]\.? ?m\.?)?\s*(?:z|utc|gmt|(?:gmt)?\s*[+-]\d{2}:?\d{2})?(?:\s*\(.*\))?$/

const SHAPE_COLORS = [
  /^(?<anno>\d{4})[-/. ](?<mes>\d{1,2})[-/. ](?<dia>\d{1,2})(?!\d)/,
  /^(?<anno>(?:19|20)\d{2})(?<mes>0[1-9]|1[0-2])(?<dia>\d{2})(?!\d)/,
  /^(?<dia>\d{2})(?<mes>\d{2})(?<anno>(?:19|20)\d{2})(?!\d)/,
  new RegExp(`^(?<dia>\\d{1,2})(?:[-/. ]| de )*${MONTH}(?:[-/., ]| de | del )*(?<anno>\\d{4}|\\d{2})(?!\\d)`),
  new RegExp(`^${MONTH} +(?<dia>\\d{1,2})(?:,| )+(?<anno>\\d{4})(?!\\d)`),
  new RegExp(`^(?<anno>\\d{4})[-/. ]${MONTH}[-/. ](?<dia>\\d{1,2})(?!\\d)`),
]
const NUMERIC = /^(\d{1,2})( ?[-/. ] ?)(\d{1,2}) ?[-/. ] ?(\d{4}|\d{2})(?!\d)/
const WEEKDAY = /^(?:lun|mar|mie|jue|vie|sab|dom|mon|tue|wed|thu|fri|sat|sun)[a-z]*[,. ]+(?=[\da-z])/

const LONG_NOMBRE = 80
/** Most of a file, which is not looked at any closer. */
const AS_ASKED_FOR = /^(?:0[1-9]|[12]\d|3[01])-(?:0[1-9]|1[0-2])-\d{4}$/

/**
 * Brings a date to `dd-mm-aaaa`, without its hour. What has a single reading is read; month first or a number of a
 * spreadsheet with a note, because other dates of that file may need a look.
 */
export function fechaFromFile(typed: string): FileFecha {
  if (typed.length > LONG_NOMBRE || AS_ASKED_FOR.test(typed)) return { text: typed }
  const text = stripAccents(typed.normalize('NFKC')).toLowerCase().replace(/\s+/g, ' ').trim()
  if (/^\d{5}$/.test(text)) return fromSpreadsheet(Number(text))
  const withoutWeekday = text.replace(WEEKDAY, '')
  for (const candidate of new Set([text, withoutWeekday])) {
    for (const shape of SHAPE_COLORS) {
      const parts = shape.exec(candidate)
      if (!parts?.groups || !isRest(candidate.slice(parts[0].length))) continue
      const { dia: day = '', mes: month = '', anno: year = '' } = parts.groups
      return year.length === 2
        ? { doubt: 'fecha_dos_cifras' }
        : { text: `${day}-${monthNumber(month)}-${year}` }
    }
  }
  return numeric(withoutWeekday) ?? { text: typed }
}

const isRest = (rest: string): boolean => rest === '' || HOUR.test(rest)

const monthNumber = (month: string): string =>
  /^\d+$/.test(month) ? month : String(MONTHS.findIndex((nombres) => nombres.includes(month.slice(0, 3))) + 1)

/** Day and month in figures: in Chile the day comes first. */
function numeric(text: string): FileFecha | undefined {
  const [whole = '', first = '', sign = '', second = '', year = ''] = NUMERIC.exec(text) ?? []
  const rest = text.slice(whole.length)
  if (whole === '' || !isRest(rest)) return undefined
  if (year.length === 2) return { doubt: 'fecha_dos_cifras' }
  const [a, b] = [Number(first), Number(second)]
  if (a <= 12 && b > 12 && b <= 31) return { text: `${second}-${first}-${year}`, note: 'fecha_mes_primero' }
  // An hour with AM or PM beside slashes is what programs in English write, month first.
  const inEnglish = sign.includes('/') && /[ap]m/.test(HOUR.exec(rest)?.groups?.media ?? '')
  if (inEnglish && a <= 12 && b <= 12 && a !== b) return { doubt: 'fecha_ambigua' }
  return { text: `${first}-${second}-${year}` }
}

/** Spreadsheets count days from 30 December 1899; five figures are from 1927 on. */
function fromSpreadsheet(days: number): FileFecha {
  const date = new Date(Date.UTC(1899, 11, 30 + days)).toISOString().slice(0, 10)
  return { text: date.split('-').reverse().join('-'), note: 'fecha_de_planilla' }
}
