import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDias, diasUntil, parseDia, startOfDia } from '../../../src/domain/values/dia.ts'
import { todayInChile } from '../../../src/domain/values/fecha.ts'
import { holds } from '../properties.ts'

const days = fc.integer({ min: 0, max: 365 * 12 }).map((count) => addDias('2020-01-01', count))

describe('days of Chile', () => {
  it.each([
    ['2026-07-01', '2026-07-01T04:00:00.000Z'],
    ['2026-01-15', '2026-01-15T03:00:00.000Z'],
    // Clocks go back at the end of Saturday, which lasts 25 hours, and forward in September: Sunday has 23.
    ['2026-04-05', '2026-04-05T04:00:00.000Z'],
    ['2026-09-06', '2026-09-06T04:00:00.000Z'],
  ])('%s begins at %s', (day, moment) => {
    expect(startOfDia(day).toISOString()).toBe(moment)
  })

  it('each begins where the one before ends', () => {
    holds(
      fc.property(days, (day) => {
        const start = startOfDia(day)
        expect(todayInChile(start)).toBe(day)
        expect(todayInChile(new Date(start.getTime() - 1))).toBe(addDias(day, -1))
        const hours = (startOfDia(addDias(day, 1)).getTime() - start.getTime()) / 3_600_000
        expect([23, 24, 25]).toContain(hours)
      }),
    )
  })

  it('are counted back over months and years', () => {
    expect(diasUntil('2026-01-01', 3)).toEqual(['2025-12-30', '2025-12-31', '2026-01-01'])
  })

  it('are read as a date input or a person writes them', () => {
    expect(['2026-11-29', ' 29-11-2026', '29/11/2026'].map(parseDia)).toEqual(Array(3).fill('2026-11-29'))
    for (const text of ['', '29-11', '2026-02-30', '1999-01-01', 'hoy', '2026-13-01', "2026-11-29' or 1=1"])
      expect(parseDia(text), text).toBeUndefined()
  })
})
