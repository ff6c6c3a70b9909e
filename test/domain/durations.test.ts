import { expect, test } from 'vitest'
import { addDays, addHours, addMinutes } from '../../src/domain/values/durations.ts'

test('times are counted as they pass, also on the night when the clocks change', () => {
  const since = new Date('2026-09-06T03:30:00Z')
  expect(addMinutes(since, 60)).toEqual(new Date('2026-09-06T04:30:00Z'))
  expect(addHours(since, 72)).toEqual(new Date('2026-09-09T03:30:00Z'))
  expect(addDays(since, 10)).toEqual(new Date('2026-09-16T03:30:00Z'))
})
