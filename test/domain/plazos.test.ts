import { expect, test } from 'vitest'
import { enDias, enHoras, enMinutos } from '../../src/domain/plazos.ts'

test('times are counted as they pass, also on the night when the clocks change', () => {
  const since = new Date('2026-09-06T03:30:00Z')
  expect(enMinutos(since, 60)).toEqual(new Date('2026-09-06T04:30:00Z'))
  expect(enHoras(since, 72)).toEqual(new Date('2026-09-09T03:30:00Z'))
  expect(enDias(since, 10)).toEqual(new Date('2026-09-16T03:30:00Z'))
})
