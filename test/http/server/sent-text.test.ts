import { expect, it } from 'vitest'
import { sentText } from '../../../src/http/request/sent-text.ts'

it.each([
  [{ a: 'una' }, 'una'],
  [{ a: ['una', 'otra'] }, ''],
  [{ a: 'u\0na' }, ''],
  [{}, ''],
  [null, ''],
])('of %j a parameter is %j', (sent, text) => {
  expect(sentText(sent, 'a')).toBe(text)
})
