import { isIP } from 'node:net'

/**
 * The address in an entry of X-Forwarded-For, without the port that some proxies write behind it (Azure's
 * `203.0.113.7:52044`, `[2001:db8::7]:52044`).
 * @returns undefined when it is no address.
 */
function addressIn(entry: string): string | undefined {
  const text = entry.trim().replace(/^"(.*)"$/, '$1')
  const [, address = text] =
    /^\[([^[\]]*)\](?::\d{1,5})?$/.exec(text) ?? /^([\d.]+):\d{1,5}$/.exec(text) ?? []
  return isIP(address) ? address : undefined
}

/**
 * X-Forwarded-For with addresses alone. The proxy nearest to us writes last: what stands before an entry that is no
 * address is known from nobody, so the chain ends at that entry, and the nearest address that can be read counts.
 * @returns '' when there is none.
 */
export function readableChain(header: string): string {
  const addresses = header.split(',').map(addressIn)
  return addresses.slice(addresses.lastIndexOf(undefined) + 1).join(', ')
}
