import type { Parsed } from '../outcome/parsed.ts'
import { cleanText, normalizeHyphens, toAsciiDigits } from './text.ts'

/** product.md “Fields”: 15 or older today in Chile. */
const MIN_AGE = 15
/** Anything older is a mistyped year. */
const MAX_AGE = 120

/** dd-mm-yyyy, yyyy-mm-dd or ddmmyyyy. */
const SHAPES = [
  /^(?<day>\d{1,2}) ?[-/. ] ?(?<month>\d{1,2}) ?[-/. ] ?(?<year>\d{4})$/,
  /^(?<year>\d{4}) ?[-/. ] ?(?<month>\d{1,2}) ?[-/. ] ?(?<day>\d{1,2})$/,
  /^(?<day>\d\d)(?<month>\d\d)(?<year>\d{4})$/,
]
/** The same with a year of fewer than four digits. */
const WITH_SHORT_YEAR = /^(?:\d{1,2} ?[-/. ] ?\d{1,2} ?[-/. ] ?\d{1,3}|\d{6})$/

/**
 * Parses a date of birth (product.md “Fields”): dd-mm-yyyy or yyyy-mm-dd separated by `-`, `/`, `.` or
 * spaces, or ddmmyyyy.
 * @param today today's date in Chile, `yyyy-mm-dd` (see {@link todayInChile}).
 * @returns `yyyy-mm-dd`; or `fecha_formato`, `fecha_anno` (year without four digits), `fecha_imposible`,
 *   `fecha_futura`, `fecha_menor_de_15` or `fecha_demasiado_antigua` (older than 120).
 */
export function parseFechaNacimiento(text: string, today: string): Parsed<string> {
  const typed = normalizeHyphens(cleanText(toAsciiDigits(text))).replace(/ ?[.,]$/, '')
  if (WITH_SHORT_YEAR.test(typed)) return { ok: false, code: 'fecha_anno' }
  const { day, month, year } = SHAPES.map((shape) => shape.exec(typed)?.groups).find(Boolean) ?? {}
  if (day === undefined || month === undefined || year === undefined)
    return { ok: false, code: 'fecha_formato' }
  if (Number(day) < 1 || Number(day) > daysInMonth(Number(month), Number(year))) {
    return { ok: false, code: 'fecha_imposible' }
  }
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  if (date > today) return { ok: false, code: 'fecha_futura' }
  const age = ageOn(date, today)
  if (age < MIN_AGE) return { ok: false, code: 'fecha_menor_de_15' }
  if (age > MAX_AGE) return { ok: false, code: 'fecha_demasiado_antigua' }
  return { ok: true, value: date }
}

/** 0 if there is no such month. */
function daysInMonth(month: number, year: number): number {
  const isLeapYear = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  return [31, isLeapYear ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0
}

/** Completed years. Someone born on 29 February turns a year older on 1 March of common years. */
function ageOn(birthDate: string, today: string): number {
  const years = Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4))
  return today.slice(5) < birthDate.slice(5) ? years - 1 : years
}

const CHILE_CLOCK = new Intl.DateTimeFormat('es-CL-u-ca-gregory-nu-latn', {
  timeZone: 'America/Santiago',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

function partsInChile(moment: Date): Record<'year' | 'month' | 'day' | 'hour' | 'minute', string> {
  const parts = { year: '', month: '', day: '', hour: '', minute: '' }
  return Object.assign(
    parts,
    Object.fromEntries(CHILE_CLOCK.formatToParts(moment).map((p) => [p.type, p.value])),
  )
}

/** The calendar date in Chile (America/Santiago), `yyyy-mm-dd`. */
export function todayInChile(now: Date): string {
  const { year, month, day } = partsInChile(now)
  return `${year}-${month}-${day}`
}

/** From `1992-12-01` to `01-12-1992`, for display. */
export function formatDate(date: string): string {
  return date.split('-').reverse().join('-')
}

/** Date and time in Chile, `dd-mm-yyyy HH:MM`. */
export function formatMoment(moment: Date): string {
  return `${formatDate(todayInChile(moment))} ${formatTime(moment)}`
}

/** Time of day in Chile, `HH:MM`, 00:00 to 23:59. */
export function formatTime(moment: Date): string {
  const { hour, minute } = partsInChile(moment)
  return `${hour}:${minute}`
}
