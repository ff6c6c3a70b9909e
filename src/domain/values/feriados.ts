/**
 * The legal holidays of all Chile, computed: of one region only, or given once by a law of its own year, there are none
 * here. Each with the law that says it (leychile.cl).
 */
import { addDias } from './dia.ts'

/** Days that never move, as `mm-dd`. */
const FIXED = [
  ...['01-01', '05-21', '08-15', '09-18', '09-19', '11-01', '12-08', '12-25'], // Ley 2.977
  '05-01', // Código del Trabajo, artículo 35
  '07-16', // Ley 20.148
]
/** To the Monday of their week from Tuesday to Thursday, and to the next one from Friday: Ley 19.668. */
const TO_MONDAY = ['06-29', '10-12']
/** By weekday, how many days they move. */
const MONDAY_MOVES: Readonly<Record<number, number>> = { 2: -1, 3: -2, 4: -3, 5: 3 }
/** 31 October: from Tuesday to the Friday before, from Wednesday to the next one: Ley 20.299. */
const CHURCHES_MOVES: Readonly<Record<number, number>> = { 2: -4, 3: 2 }
/**
 * A day between the Fiestas Patrias and a weekend, by the weekday of 18 September: Monday 17 or Friday 20 (Ley 20.215),
 * Friday 17 (Ley 20.983).
 */
const BRIDGES: Readonly<Record<number, string>> = { 2: '09-17', 3: '09-20', 6: '09-17' }

/** The weekday of a day, `yyyy-mm-dd`: 0 is Sunday. */
export const weekday = (day: string): number => new Date(`${day}T12:00:00.000Z`).getUTCDay()

/** All of a year, in order. */
export function feriadosOf(year: number): string[] {
  const of = (monthDay: string) => `${year}-${monthDay}`
  const moved = (day: string, moves: Readonly<Record<number, number>>) =>
    addDias(day, moves[weekday(day)] ?? 0)
  const easter = easterOf(year)
  const bridge = BRIDGES[weekday(of('09-18'))]
  return [
    ...FIXED.map(of),
    ...[addDias(easter, -2), addDias(easter, -1)], // Ley 2.977
    ...TO_MONDAY.map((one) => moved(of(one), MONDAY_MOVES)),
    moved(of('10-31'), CHURCHES_MOVES),
    ...(bridge ? [of(bridge)] : []),
    ...(weekday(of('01-02')) === 1 ? [of('01-02')] : []), // Ley 20.983
    winterSolsticeOf(year), // Ley 21.357
  ].sort()
}

/** Easter Sunday (Meeus, “Astronomical Algorithms”, chapter 8). */
function easterOf(year: number): string {
  const [a, b, c] = [year % 19, Math.floor(year / 100), year % 100]
  const f = Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3)
  const h = (19 * a + b - Math.floor(b / 4) - f + 15) % 30
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const since = h + l - 7 * m + 114
  return `${year}-0${Math.floor(since / 31)}-${String((since % 31) + 1).padStart(2, '0')}`
}

/** June solstices are so far apart; that of 2000 was at 01:48 UTC. Right to some minutes (Meeus, chapter 27). */
const SOLSTICE_YEAR_MS = 365.241626 * 86_400_000
const SOLSTICE_2000 = Date.parse('2000-06-21T01:48:00.000Z')
/** Chile is four hours behind in June. */
const WINTER_MS = 4 * 3_600_000

const winterSolsticeOf = (year: number): string =>
  new Date(SOLSTICE_2000 + (year - 2000) * SOLSTICE_YEAR_MS - WINTER_MS).toISOString().slice(0, 10)
