import { isIPv4, isIPv6 } from 'node:net'

/**
 * The network that rate limits count: the IPv4 address, or the first 64 bits of the IPv6 one (a
 * subscriber's).
 */
export const networkOf = (ip: string): string => networksOf(ip)[0]

/**
 * The networks that queues are fair among, narrow to wide: what rate limits count, and then what one
 * subscriber may have been given whole: the /24 of an IPv4 address, the /56 and /48 of an IPv6 one.
 */
export function networksOf(ip: string): readonly [string, ...string[]] {
  const address = ip.replace(/%.*$/, '')
  if (!isIPv6(address)) return ipv4Networks(address)
  // As the host of a URL it has a single spelling: lower-case hexadecimal.
  const [before = '', after] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::')
  const head = before === '' ? [] : before.split(':')
  const tail = after ? after.split(':') : []
  const groups = [...head, ...Array<string>(8 - head.length - tail.length).fill('0'), ...tail]
  const embedded = embeddedIpv4(groups)
  if (embedded) return ipv4Networks(embedded)
  const wide = groups.slice(0, 3).join(':')
  const subnet = Number.parseInt(groups[3] ?? '', 16)
  return [groups.slice(0, 4).join(':'), `${wide}:${(subnet & 0xff00).toString(16)}/56`, `${wide}/48`]
}

const ipv4Networks = (address: string): readonly [string, ...string[]] =>
  isIPv4(address) ? [address, address.replace(/\d+$/, '0/24')] : [address]

/** The IPv4 address mapped in an IPv6 one (`::ffff:192.0.2.1`); their first 64 bits are all the same. */
function embeddedIpv4(groups: readonly string[]): string | undefined {
  if (groups.slice(0, 6).join(':') !== '0:0:0:0:0:ffff') return undefined
  return groups
    .slice(6)
    .map((group) => Number.parseInt(group, 16))
    .flatMap((number) => [number >> 8, number & 255])
    .join('.')
}
