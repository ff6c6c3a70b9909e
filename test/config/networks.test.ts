import { expect, it } from 'vitest'
import { parseNetworks } from '../../src/config/networks.ts'

it('answers from everywhere when no network is named', () => {
  expect(parseNetworks('')('203.0.113.7')).toBe(true)
})

it.each([
  ['203.0.113.7', true],
  ['203.0.113.200', true],
  ['203.0.114.7', false],
  ['::ffff:203.0.113.7', true],
  ['2001:db8::9', true],
  ['2001:db8:1::9', false],
  ['198.51.100.4', true],
  ['198.51.100.5', false],
  ['fe80::1%eth0', false],
  ['', false],
])('from the named networks only: %s %s', (address, answers) => {
  expect(parseNetworks('203.0.113.0/24, 2001:db8::/48,198.51.100.4')(address)).toBe(answers)
})

it.each(['la oficina', '203.0.113.0/33', '203.0.113.0/24;10.0.0.0/8', '2001:db8::/129', '10.0.0/8'])(
  'refuses %s',
  (text) => {
    expect(() => parseNetworks(text)).toThrow('must be addresses and networks')
  },
)
