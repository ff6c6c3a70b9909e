import { expect, it } from 'vitest'
import { keptReadings, misreadings, right } from '../../bench/captcha/readings.ts'
import { READERS } from '../../bench/captcha/shown.ts'

it.each(READERS)('reader %d, who did not make the images, read at least 95 of 100 correctly', (reader) => {
  const own = keptReadings().filter((one) => one.reader === reader)
  expect(own).toHaveLength(100)
  expect(right(own)).toBeGreaterThanOrEqual(95)
})

it('counts confused letters, and readings of a different length', () => {
  const readings = [
    { answer: 'HTML', reading: 'HTML' },
    { answer: 'KTMS', reading: 'XTNS' },
    { answer: 'KFLF', reading: 'XFLF' },
    { answer: 'TWZW', reading: 'TWZ' },
    { answer: 'SCMC', reading: '' },
  ]
  expect(right(readings)).toBe(1)
  expect(misreadings(readings)).toEqual([
    { drawn: 'K', read: 'X', times: 2 },
    { drawn: 'M', read: 'N', times: 1 },
    { drawn: 'TWZW', read: 'TWZ', times: 1 },
    { drawn: 'SCMC', read: 'nothing', times: 1 },
  ])
})
