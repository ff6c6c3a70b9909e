import { describe, expect, it } from 'vitest'
import { isDiaHabil, withinDiaHabil } from '../../../src/domain/values/dia-habil.ts'
import { feriadosOf } from '../../../src/domain/values/feriados.ts'

describe('working days', () => {
  it.each([
    [2026, '01-01 04-03 04-04 05-01 05-21 06-21 06-29 07-16 08-15 09-18 09-19 10-12 10-31 11-01 12-08 12-25'],
    [
      2027,
      '01-01 03-26 03-27 05-01 05-21 06-21 06-28 07-16 08-15 09-17 09-18 09-19 10-11 10-31 11-01 12-08 12-25',
    ],
    [2028, '01-01 04-14 04-15 05-01 05-21 06-20 06-26 07-16 08-15 09-18 09-19 10-09 10-27 11-01 12-08 12-25'],
  ])('the holidays of %i', (year, days) => {
    expect(feriadosOf(year)).toEqual(days.split(' ').map((day) => `${year}-${day}`))
  })

  it.each([
    ['2 January, a Monday', '2023-01-02', true],
    ['2 January, another day', '2026-01-02', false],
    ['31 October, a Wednesday', '2029-11-02', true],
    ['29 June, a Friday', '2029-07-02', true],
    ['12 October, a Friday', '2029-10-15', true],
    ['a Monday before 18 September', '2029-09-17', true],
    ['a Friday after 19 September', '2024-09-20', true],
    ['the solstice of a leap year', '2024-06-20', true],
    ['the solstice late at night of the day before', '2025-06-20', true],
  ])('%s', (_which, day, isHoliday) => {
    expect(feriadosOf(Number(day.slice(0, 4))).includes(day)).toBe(isHoliday)
    expect(isDiaHabil(day)).toBe(!isHoliday)
  })

  it.each([
    ['in office hours: the same hour of the next one', '2026-12-10 11:30', '2026-12-11 11:30'],
    ['in office hours of a Friday', '2026-12-11 11:30', '2026-12-14 11:30'],
    ['in office hours before a holiday', '2026-12-07 17:59', '2026-12-09 17:59'],
    ['before they open', '2026-12-11 08:59', '2026-12-11 18:00'],
    ['a Friday evening', '2026-12-11 18:00', '2026-12-14 18:00'],
    ['a Saturday', '2026-12-12 10:00', '2026-12-14 18:00'],
    ['a holiday', '2026-12-08 10:00', '2026-12-09 18:00'],
    ['the evening before a long weekend', '2027-09-16 21:00', '2027-09-20 18:00'],
    ['the last hours of a year', '2027-12-31 20:00', '2028-01-03 18:00'],
  ])('a working day from %s', (_when, from, due) => {
    // Chile is three hours behind in summer.
    const at = (moment: string) => new Date(`${moment.replace(' ', 'T')}:00.000-03:00`)
    expect(withinDiaHabil(at(from))).toEqual(at(due))
  })

  it('the same clock on either side of a night when clocks change', () => {
    // 2026-04-04, a holiday, ends an hour later: three hours behind before it, four after.
    expect(withinDiaHabil(new Date('2026-04-02T15:00:00.000Z')).toISOString()).toBe(
      '2026-04-06T16:00:00.000Z',
    )
    // 2026-09-06 begins at 01:00.
    expect(withinDiaHabil(new Date('2026-09-04T16:00:00.000Z')).toISOString()).toBe(
      '2026-09-07T15:00:00.000Z',
    )
  })
})
