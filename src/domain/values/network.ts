/** Networks for which limits are raised (product.md “Limits”). */

export interface Network {
  /** As it is stored and shown: an address, or its first address and the length of what all have in common. */
  text: string
  /** The bits that all its addresses have in common, as 0s and 1s. */
  bits: string
  isIpv6: boolean
}

/** The widest that may be raised: an office's block, a provider's customer. */
const WIDEST = { ipv4: 24, ipv6: 48 }
/** Limits count the /64 of an IPv6 address, so that nothing narrower has one of its own. */
const IPV6_COUNTED = 64
/** Of what is no network of anybody: IPv4 addresses written as IPv6 ones (limits count those as IPv4) and the machine itself. */
const NOBODYS = '0'.repeat(IPV6_COUNTED)

/**
 * Reads an address, or a network as `203.0.113.0/24` or `2001:db8:7::/48`; bits after its length are dropped.
 * @returns undefined when it is neither, or wider than an IPv4 /24 or an IPv6 /48; for what looks like an address that
 *   limits would never count (`::ffff:203.0.113.7`, `203.0.113.010`).
 */
export function parseNetwork(text: string): Network | undefined {
  const [address = '', length, ...rest] = text.trim().split('/')
  if (rest.length > 0 || (length !== undefined && !/^\d{1,3}$/.test(length))) return undefined
  const isIpv6 = address.includes(':')
  const all = addressBits(address)
  if (!all) return undefined
  const common = length === undefined ? all.length : Number(length)
  if (common > all.length || common < (isIpv6 ? WIDEST.ipv6 : WIDEST.ipv4)) return undefined
  if (isIpv6 && all.startsWith(NOBODYS)) return undefined
  const bits = all.slice(0, isIpv6 ? Math.min(common, IPV6_COUNTED) : common)
  return { text: isIpv6 ? ipv6Text(bits) : ipv4Text(bits), bits, isIpv6 }
}

/** Whether an address lies in it. @param narrow an IPv4 address, or the first four groups of an IPv6 one. */
export function isInNetwork(narrow: string, { bits, isIpv6 }: Network): boolean {
  const all = narrow.includes(':') ? groupBits(narrow.split(':')) : ipv4Bits(narrow)
  return narrow.includes(':') === isIpv6 && all !== undefined && all.startsWith(bits)
}

/** The bits of an address, 32 or 128 of them; undefined for what is none, or is spelled as few programs would. */
export const addressBits = (address: string): string | undefined =>
  address.includes(':') ? ipv6Bits(address) : ipv4Bits(address)

function ipv4Bits(address: string): string | undefined {
  const parts = /^(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(address)?.slice(1).map(Number)
  // As written: some read a leading zero as octal.
  if (!parts?.every((part) => part < 256) || parts.join('.') !== address) return undefined
  return parts.map((part) => part.toString(2).padStart(8, '0')).join('')
}

function ipv6Bits(address: string): string | undefined {
  // As the host of a URL it has a single spelling: lower-case hexadecimal.
  const host = /^[\da-f:.]+$/i.test(address)
    ? URL.parse(`http://[${address}]`)?.hostname.slice(1, -1)
    : undefined
  if (!host) return undefined
  const [before = '', after] = host.split('::')
  const head = before === '' ? [] : before.split(':')
  const tail = after ? after.split(':') : []
  return groupBits([...head, ...Array<string>(8 - head.length - tail.length).fill('0'), ...tail])
}

const groupBits = (groups: readonly string[]): string =>
  groups.map((group) => Number.parseInt(group, 16).toString(2).padStart(16, '0')).join('')

function ipv4Text(bits: string): string {
  const parts = bits.padEnd(32, '0').match(/.{8}/g) ?? []
  const address = parts.map((part) => Number.parseInt(part, 2)).join('.')
  return bits.length === 32 ? address : `${address}/${bits.length}`
}

function ipv6Text(bits: string): string {
  const groups = bits.padEnd(IPV6_COUNTED, '0').match(/.{16}/g) ?? []
  const address = groups.map((group) => Number.parseInt(group, 2).toString(16)).join(':')
  return `${URL.parse(`http://[${address}::]`)?.hostname.slice(1, -1)}/${bits.length}`
}
