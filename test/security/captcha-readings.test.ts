import { expect, test } from 'vitest'
import { keptReadings, misreadings, right } from '../../bench/captcha/readings.ts'
import { READERS } from '../../bench/captcha/shown.ts'

test.each(READERS)('reader %d, who did not make the pictures, read at least 95 of 100 right', (reader) => {
  const own = keptReadings().filter((one) => one.reader === reader)
  expect(own).toHaveLength(100)
  expect(right(own)).toBeGreaterThanOrEqual(95)
})

test('a letter that was taken for another is counted, and so is a text of another length', () => {
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
