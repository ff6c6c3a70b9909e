/** Working days in Chile and the hours of the call centre, Monday to Friday 09:00–18:00 (product.md “Two people”). */
import { addDias, startOfDia } from './dia.ts'
import { addMinutes } from './durations.ts'
import { formatTime, todayInChile } from './fecha.ts'
import { feriadosOf, weekday } from './feriados.ts'

const [OPENS, CLOSES] = ['09:00', '18:00'] as const

/** Whether people work on a day, `yyyy-mm-dd`: neither weekend nor legal holiday. */
export const isDiaHabil = (day: string): boolean =>
  weekday(day) % 6 !== 0 && !feriadosOf(Number(day.slice(0, 4))).includes(day)

function nextDiaHabil(day: string): string {
  let next = addDias(day, 1)
  while (!isDiaHabil(next)) next = addDias(next, 1)
  return next
}

/** A moment of a day by its clock. None is between midnight and 04:00, when clocks change. */
function momentOf(day: string, time: string): Date {
  const start = startOfDia(day)
  const [from, to] = [minutesOf(formatTime(start)), minutesOf(time)]
  return addMinutes(start, to - from)
}

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

/**
 * One working day after a moment: what comes while the call centre is open is due at the same hour of the next working
 * day; what comes before it opens, when it closes; what comes later, on a weekend or a holiday, when the next one closes.
 */
export function withinDiaHabil(moment: Date): Date {
  const day = todayInChile(moment)
  const time = formatTime(moment)
  if (isDiaHabil(day)) {
    if (time < OPENS) return momentOf(day, CLOSES)
    if (time < CLOSES) return momentOf(nextDiaHabil(day), time)
  }
  return momentOf(nextDiaHabil(day), CLOSES)
}
