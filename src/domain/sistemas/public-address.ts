/** Which network addresses are somebody's on the public internet (IANA's special-purpose registries). */
import { addressBits } from '../values/network.ts'

const SPECIAL_IPV4 = [
  '0.0.0.0/8', // this host
  '10.0.0.0/8', // private
  '100.64.0.0/10', // carrier-grade NAT
  '127.0.0.0/8', // loopback
  '169.254.0.0/16', // link-local, with the metadata of cloud machines
  '172.16.0.0/12', // private
  '192.0.0.0/24', // protocol assignments
  '192.0.2.0/24', // documentation
  '192.88.99.0/24', // former 6to4 relays
  '192.168.0.0/16', // private
  '198.18.0.0/15', // benchmarks
  '198.51.100.0/24', // documentation
  '203.0.113.0/24', // documentation
  '224.0.0.0/4', // multicast
  '240.0.0.0/4', // reserved, broadcast
]
/** All that is given out to anybody. What is beside it: loopback, mapped, translated, unique local, link-local, multicast. */
const PUBLIC_IPV6 = '2000::/3'
const SPECIAL_IPV6 = [
  '2001::/23', // protocol assignments: Teredo, benchmarks, ORCHID
  '2001:db8::/32', // documentation
  '2002::/16', // 6to4: an IPv4 address inside
  '3fff::/20', // documentation
]

const prefixBits = (network: string): string => {
  const [address = '', length] = network.split('/')
  return (addressBits(address) ?? '').slice(0, Number(length))
}
const NOT_PUBLIC_IPV4 = SPECIAL_IPV4.map(prefixBits)
const PUBLIC_IPV6_BITS = prefixBits(PUBLIC_IPV6)
const NOT_PUBLIC_IPV6 = SPECIAL_IPV6.map(prefixBits)

/**
 * Whether a connection to an address reaches the public internet and nothing of ours: for the address that a name
 * resolved to, when the connection is made.
 * @param ip as a resolver writes it. Anything that is no address in its usual spelling is not public: `0177.0.0.1`,
 *   `2130706433`, `fe80::1%eth0`.
 */
export function isPublicAddress(ip: string): boolean {
  const bits = addressBits(ip)
  if (bits === undefined) return false
  if (!ip.includes(':')) return !NOT_PUBLIC_IPV4.some((special) => bits.startsWith(special))
  return bits.startsWith(PUBLIC_IPV6_BITS) && !NOT_PUBLIC_IPV6.some((special) => bits.startsWith(special))
}
