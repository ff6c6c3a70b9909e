import { expect, it } from 'vitest'
import { addDays, addHours, addMinutes } from '../../../src/domain/values/durations.ts'

it('adds elapsed time, even across a daylight saving change', () => {
  const since = new Date('2026-09-06T03:30:00Z')
  expect(addMinutes(since, 60)).toEqual(new Date('2026-09-06T04:30:00Z'))
  expect(addHours(since, 72)).toEqual(new Date('2026-09-09T03:30:00Z'))
  expect(addDays(since, 10)).toEqual(new Date('2026-09-16T03:30:00Z'))
})
