/** From which networks the console answers. */
import { BlockList, isIP } from 'node:net'

/**
 * Reads CONSOLE_NETWORKS: addresses and networks (`203.0.113.0/24`), with commas between.
 * @returns whether an address is in one of them; every one is, where none is named.
 * @throws Error when one cannot be read.
 */
export function parseNetworks(text: string): (address: string) => boolean {
  const list = new BlockList()
  for (const part of text.split(',').map((one) => one.trim())) {
    if (part !== '') add(list, part)
  }
  if (list.rules.length === 0) return () => true
  return (address) => {
    const ip = address.replace(/%.*$/, '')
    return isIP(ip) !== 0 && list.check(ip, familyOf(ip))
  }
}

const familyOf = (ip: string): 'ipv4' | 'ipv6' => (isIP(ip) === 6 ? 'ipv6' : 'ipv4')

function add(list: BlockList, part: string): void {
  const [, address = '', length] = /^([\da-f.:]+)(?:\/(\d{1,3}))?$/i.exec(part) ?? []
  const widest = isIP(address) === 6 ? 128 : 32
  const bits = length === undefined ? widest : Number(length)
  if (isIP(address) === 0 || bits > widest)
    throw new Error(`must be addresses and networks such as 203.0.113.0/24, with commas between: ${part}`)
  list.addSubnet(address, bits, familyOf(address))
}
