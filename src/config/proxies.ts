/** Which proxies may say where a visitor comes from. */
import { isIP } from 'node:net'

const NAMED_PROXIES = ['loopback', 'linklocal', 'uniquelocal']

/** @throws Error when TRUST_PROXY would let visitors say which address is theirs. */
export function parseProxies(value: string): void {
  const parts = value.split(',').map((part) => part.trim())
  const isUsable = (part: string) =>
    NAMED_PROXIES.includes(part) || isIP(part.replace(/\/\d{1,3}$/, '')) !== 0
  if (value !== '' && !/^\d$/.test(value) && !parts.every(isUsable)) {
    throw new Error('must be a number of hops (0 to 9) or a list of addresses, never "true"')
  }
  if (parts.some(isWholeInternet)) {
    throw new Error(
      'a network so wide trusts everybody, and visitors would choose the address that limits count',
    )
  }
}

/**
 * Wider than any network of one's own: the widest private ones are 10.0.0.0/8, which is ::ffff:10.0.0.0/104 too, and
 * fc00::/7.
 */
function isWholeInternet(part: string): boolean {
  const [address = '', length] = part.split('/')
  const ofIpv6 = /^[0:]/.test(address) ? 104 : 7
  return length !== undefined && Number(length) < (isIP(address) === 6 ? ofIpv6 : 8)
}
