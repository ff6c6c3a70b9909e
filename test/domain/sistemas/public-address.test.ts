import fc from 'fast-check'
import { expect, it } from 'vitest'
import { isPublicAddress } from '../../../src/domain/sistemas/public-address.ts'
import { anyText, holds } from '../properties.ts'

it.each([
  '8.8.8.8',
  '1.1.1.1',
  '100.63.255.255',
  '100.128.0.0',
  '172.32.0.1',
  '200.1.123.4',
  '2606:4700::1111',
  '2a00::1',
])('%s is on the public internet', (ip) => {
  expect(isPublicAddress(ip)).toBe(true)
})

it.each([
  '0.0.0.0',
  '10.0.0.1',
  '10.255.255.255',
  '100.64.0.0',
  '100.127.255.255',
  '127.0.0.1',
  '127.255.0.1',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.0.0.8',
  '192.0.2.1',
  '192.168.1.1',
  '198.18.0.1',
  '198.19.255.255',
  '198.51.100.1',
  '203.0.113.1',
  '224.0.0.1',
  '239.255.255.255',
  '240.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::127.0.0.1',
  '::ffff:127.0.0.1',
  '::ffff:8.8.8.8',
  '::ffff:7f00:1',
  '0:0:0:0:0:ffff:7f00:1',
  '64:ff9b::8.8.8.8',
  '64:ff9b:1::1',
  '100::1',
  '2001::1',
  '2001:db8::1',
  '2002:7f00:1::',
  '3fff::1',
  '5f00::1',
  'fc00::1',
  'fd12::1',
  'fe80::1',
  'fe80::1%eth0',
  'fec0::1',
  'ff02::1',
  '2130706433',
  '0x7f000001',
  '0177.0.0.1',
  '127.1',
  '8.8.8',
  '8.8.8.8.8',
  '8.8.8.256',
  '8.8.8.08',
  ' 8.8.8.8',
  '8.8.8.8:80',
  '[2606:4700::1111]',
  'localhost',
  '',
])('%s is not', (ip) => {
  expect(isPublicAddress(ip)).toBe(false)
})

it('nothing that is no address is public, and no IPv4 address is so in the dress of an IPv6 one', () => {
  const seen = fc.property(anyText, (text) => !isPublicAddress(`${text}x`))
  const dressed = fc.property(
    fc.ipV4(),
    fc.constantFrom('::ffff:', '::', '64:ff9b::', '::ffff:0:'),
    (ip, dress) => !isPublicAddress(dress + ip),
  )
  holds(seen)
  holds(dressed)
})
