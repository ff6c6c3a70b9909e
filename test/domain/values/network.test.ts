import { describe, expect, it } from 'vitest'
import { isInNetwork, parseNetwork } from '../../../src/domain/values/network.ts'

describe('a network whose limits may be raised', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    [' 203.0.113.7/32 ', '203.0.113.7'],
    ['203.0.113.77/24', '203.0.113.0/24'],
    ['203.0.113.77/29', '203.0.113.72/29'],
    ['2001:DB8:7:0::1', '2001:db8:7::/64'],
    ['2001:db8:7:8:9::/80', '2001:db8:7:8::/64'],
    ['2001:db8:7:12ff::/56', '2001:db8:7:1200::/56'],
    ['2001:db8:7::/48', '2001:db8:7::/48'],
  ])('%j is %s', (typed, text) => {
    expect(parseNetwork(typed)?.text).toBe(text)
    expect(parseNetwork(text)?.text).toBe(text)
  })

  it.each([
    ...['', 'sala', '203.0.113', '203.0.113.256', '203.0.113.7/', '203.0.113.7/33', '203.0.113.7/24/24'],
    ...[
      '2001:db8::/129',
      '2001:db8:::',
      '[2001:db8::1]',
      '2001:db8::1%eth0',
      '203.0.113.7:80',
      '::ffff:1.2.3.4.5',
      '::ffff:203.0.113.7',
      '::ffff:cb00:7107',
      '::ffff:203.0.113.0/120',
      '::1',
      '203.0.113.010',
    ],
  ])('%j is none', (typed) => {
    expect(parseNetwork(typed)).toBeUndefined()
  })

  it.each(['0.0.0.0/0', '203.0.112.0/23', '::/0', '2001:db8::/47'])('%s is too wide', (typed) => {
    expect(parseNetwork(typed)).toBeUndefined()
  })

  it.each([
    ['203.0.113.64/27', '203.0.113.64', '203.0.113.95', '203.0.113.96'],
    ['203.0.113.0/24', '203.0.113.0', '203.0.113.255', '203.0.112.255'],
    ['203.0.113.7', '203.0.113.7', '203.0.113.7', '203.0.113.8'],
    ['2001:db8:7::/48', '2001:db8:7:0', '2001:db8:7:ffff', '2001:db8:8:0'],
    ['2001:db8:7:1200::/56', '2001:db8:7:1200', '2001:db8:7:12ff', '2001:db8:7:1300'],
    ['2001:db8:7:8::/64', '2001:db8:7:8', '2001:db8:7:8', '203.0.113.7'],
  ])('%s goes from %s to %s, without %s', (text, first, last, outside) => {
    const network = parseNetwork(text)
    expect(network && [first, last, outside].map((one) => isInNetwork(one, network))).toEqual([
      true,
      true,
      false,
    ])
  })
})
