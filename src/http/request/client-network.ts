import { isIPv6 } from 'node:net'

/**
 * The network that rate limits count: the IPv4 address, or the first 64 bits of the IPv6 one (a
 * subscriber's).
 */
export function networkOf(ip: string): string {
  const address = ip.replace(/%.*$/, '')
  if (!isIPv6(address)) return address
  // As the host of a URL it has a single spelling: lower-case hexadecimal.
  const [before = '', after] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::')
  const head = before === '' ? [] : before.split(':')
  const tail = after ? after.split(':') : []
  const groups = [...head, ...Array<string>(8 - head.length - tail.length).fill('0'), ...tail]
  return embeddedIpv4(groups) ?? groups.slice(0, 4).join(':')
}

/** The IPv4 address mapped in an IPv6 one (`::ffff:192.0.2.1`); their first 64 bits are all the same. */
function embeddedIpv4(groups: readonly string[]): string | undefined {
  if (groups.slice(0, 6).join(':') !== '0:0:0:0:0:ffff') return undefined
  return groups
    .slice(6)
    .map((group) => Number.parseInt(group, 16))
    .flatMap((number) => [number >> 8, number & 255])
    .join('.')
}
