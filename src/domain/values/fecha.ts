import type { Parsed } from '../outcome/parsed.ts'
import { cleanText, normaliseHyphens, toAsciiDigits } from './text.ts'

/** product.md “Fields”: 15 or older today in Chile. */
const MIN_AGE = 15
/** Nobody has lived much longer; an older date is a mistyped year. */
const MAX_AGE = 120

/** Day, month, year; year, month, day; or the eight figures of ddmmaaaa. */
const FECHA_SHAPES = [
  /^(?<dia>\d{1,2}) ?[-/. ] ?(?<mes>\d{1,2}) ?[-/. ] ?(?<anno>\d{4})$/,
  /^(?<anno>\d{4}) ?[-/. ] ?(?<mes>\d{1,2}) ?[-/. ] ?(?<dia>\d{1,2})$/,
  /^(?<dia>\d\d)(?<mes>\d\d)(?<anno>\d{4})$/,
]
/** The same with a year that is not whole. */
const WITH_SHORT_YEAR = /^(?:\d{1,2} ?[-/. ] ?\d{1,2} ?[-/. ] ?\d{1,3}|\d{6})$/

/**
 * Reads a date of birth (product.md “Fields”): dd-mm-aaaa or aaaa-mm-dd with `-`, `/`, `.` or blanks between, or ddmmaaaa.
 * @param today today's date in Chile, `aaaa-mm-dd` (see {@link todayInChile}).
 * @returns `aaaa-mm-dd`, or `fecha_formato`, `fecha_anno` (not of four digits), `fecha_imposible`, `fecha_futura`,
 *   `fecha_menor_de_15` or `fecha_demasiado_antigua` (more than 120 years of age).
 */
export function parseFechaNacimiento(text: string, today: string): Parsed<string> {
  const typed = normaliseHyphens(cleanText(toAsciiDigits(text))).replace(/ ?[.,]$/, '')
  if (WITH_SHORT_YEAR.test(typed)) return { ok: false, code: 'fecha_anno' }
  const {
    dia: day,
    mes: month,
    anno: year,
  } = FECHA_SHAPES.map((shape) => shape.exec(typed)?.groups).find(Boolean) ?? {}
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

/** Days of a month of a year; 0 when there is no such month. */
function daysInMonth(month: number, year: number): number {
  const isLeapYear = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  return [31, isLeapYear ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0
}

/** Years completed. Who was born on 29 February completes one on 1 March of common years. */
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

/** The calendar date in Chile (America/Santiago) at a moment, `aaaa-mm-dd`. */
export function todayInChile(now: Date): string {
  const { year, month, day } = partsInChile(now)
  return `${year}-${month}-${day}`
}

/** From `1992-12-01` to `01-12-1992`, as people read it. */
export function formatDate(date: string): string {
  return date.split('-').reverse().join('-')
}

/** A moment in Chile's time, `dd-mm-aaaa HH:MM`. */
export function formatMoment(moment: Date): string {
  return `${formatDate(todayInChile(moment))} ${formatTime(moment)}`
}

/** The hour of a moment in Chile, `HH:MM`, 00:00 to 23:59. */
export function formatTime(moment: Date): string {
  const { hour, minute } = partsInChile(moment)
  return `${hour}:${minute}`
}
