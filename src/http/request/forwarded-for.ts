import { isIP } from 'node:net'

/**
 * The address of an X-Forwarded-For entry, without the port that some proxies append (Azure's
 * `203.0.113.7:52044`, `[2001:db8::7]:52044`).
 * @returns undefined when the entry is not an address.
 */
function addressIn(entry: string): string | undefined {
  const text = entry.trim().replace(/^"(.*)"$/, '$1')
  const [, address = text] =
    /^\[([^[\]]*)\](?::\d{1,5})?$/.exec(text) ?? /^([\d.]+):\d{1,5}$/.exec(text) ?? []
  return isIP(address) ? address : undefined
}

/**
 * The trustworthy end of X-Forwarded-For, as plain addresses. The nearest proxy writes last, so nobody
 * vouches for what precedes an entry that is not an address: that entry and everything before it is dropped.
 * @returns '' when nothing is left.
 */
export function readableChain(header: string): string {
  const addresses = header.split(',').map(addressIn)
  return addresses.slice(addresses.lastIndexOf(undefined) + 1).join(', ')
}
