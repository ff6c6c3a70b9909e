/** Calendar days in Chile, `yyyy-mm-dd`; two of them a year last 23 or 25 hours. */
import { todayInChile } from './fecha.ts'

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000

/**
 * Reads a day as `yyyy-mm-dd` (what a date input sends) or dd-mm-yyyy.
 * @returns undefined when it is neither, or there is no such day.
 */
export function parseDia(text: string): string | undefined {
  const typed = text.trim().replaceAll('/', '-')
  const day = /^\d{2}-\d{2}-\d{4}$/.test(typed) ? typed.split('-').reverse().join('-') : typed
  if (!/^20\d{2}-\d{2}-\d{2}$/.test(day)) return undefined
  const noon = new Date(`${day}T12:00:00.000Z`)
  return !Number.isNaN(noon.getTime()) && noon.toISOString().startsWith(day) ? day : undefined
}

/** The moment when a day begins there: at 00:00, or at 01:00 where clocks go forward at midnight. */
export function startOfDia(day: string): Date {
  const midnight = Date.parse(`${day}T00:00:00.000Z`)
  // Chile is two to five hours behind; the first full hour that is of the day.
  for (let hours = 2; hours < 6; hours++) {
    const moment = new Date(midnight + hours * HOUR_MS)
    if (todayInChile(moment) === day) return moment
  }
  throw new Error(`no day begins at ${day}`)
}

/** A day some days later, or earlier. */
export const addDias = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T12:00:00.000Z`) + days * DAY_MS).toISOString().slice(0, 10)

/** The last days up to one, that one included, oldest first. */
export const diasUntil = (last: string, count: number): string[] =>
  Array.from({ length: count }, (_, at) => addDias(last, at - count + 1))
