/** Addresses of other systems: compared as text, so each has to be written as browsers and clients write it. */
import type { Parsed } from '../outcome/parsed.ts'
import { isPublicAddress } from './public-address.ts'

export const MAX_ADDRESS_LENGTH = 2000

export interface AddressRules {
  /** Whether http on this machine is one: in development. */
  allowsLocalHttp: boolean
  /** Hosts that back-channel calls may go to, whatever address they have. */
  backchannelHosts: readonly string[]
}

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/

/** Whether a host, as a URL spells it, is this machine. */
export const isLoopback = (host: string): boolean => LOOPBACK.test(host)

/** Scheme, host and port, then a path, a query, or nothing. */
const SHAPE = /^(https?):\/\/([a-z\d._-]+|\[[\da-f:.]+\])(?::([1-9]\d{0,4}))?(?:[/?].*)?$/
/** Characters of a URI (RFC 3986) but “#”, which begins a fragment, and “*”, which some servers take for any text. */
const ALLOWED = /^[\w.~:/?[\]@!$&'()+,;=%-]+$/

const refuse = (code: 'sistema_direccion' | 'sistema_backchannel' | 'sistema_origen', valor: string) =>
  ({ ok: false, code, data: { valor: valor.slice(0, 200) } }) as const

/**
 * Parses an address to which a browser is sent with an answer: https, or http on loopback in development. Without
 * wildcard, fragment, credentials, `..` (also encoded), blanks, controls or backslashes, and with its host spelled as
 * browsers do: whatever else two programs could read differently.
 * @returns the very text, or `sistema_direccion`.
 */
export function parseRedirectUri(
  text: string,
  { allowsLocalHttp }: Pick<AddressRules, 'allowsLocalHttp'>,
): Parsed<string> {
  const host = hostOf(text)
  if (host === undefined || !isSchemeFor(text, host, allowsLocalHttp))
    return refuse('sistema_direccion', text)
  return { ok: true, value: text }
}

/**
 * Parses an origin: scheme, host and port if it is not the usual one, and nothing else.
 * @returns the very text, or `sistema_origen`.
 */
export function parseOrigin(
  text: string,
  { allowsLocalHttp }: Pick<AddressRules, 'allowsLocalHttp'>,
): Parsed<string> {
  const host = hostOf(text)
  const isOrigin = host !== undefined && URL.parse(text)?.origin === text
  if (!isOrigin || !isSchemeFor(text, host, allowsLocalHttp)) return refuse('sistema_origen', text)
  return { ok: true, value: text }
}

/**
 * Parses the address that our servers tell of a sign-out: https, on a host of the public internet or one that the
 * settings name. A name may still lead elsewhere: its address is looked at when the call is made (`isPublicAddress`).
 * @returns the very text, or `sistema_backchannel`.
 */
export function parseBackchannelUri(
  text: string,
  { allowsLocalHttp, backchannelHosts }: AddressRules,
): Parsed<string> {
  const host = hostOf(text)
  const isNamed = host !== undefined && backchannelHosts.includes(host)
  if (host === undefined || !(isNamed || isPublicHost(host))) return refuse('sistema_backchannel', text)
  if (!isSchemeFor(text, host, allowsLocalHttp)) return refuse('sistema_backchannel', text)
  return { ok: true, value: text }
}

/**
 * Parses OPENID_BACKCHANNEL_ALLOWED_HOSTS: hosts with commas between, as a URL spells them.
 * @throws {Error} naming the one that cannot be read.
 */
export function parseBackchannelHosts(text: string): string[] {
  const hosts = text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)
  for (const host of hosts) {
    if (URL.parse(`https://${host}`)?.hostname !== host)
      throw new Error(`must be hosts such as cursos.interno.cl, with commas between: ${host}`)
  }
  return hosts
}

/** The host of an address that is written in its only accepted spelling; undefined for any other. */
function hostOf(text: string): string | undefined {
  if (text.length > MAX_ADDRESS_LENGTH || !ALLOWED.test(text) || isReadTwoWays(text)) return undefined
  const [, , host, port] = SHAPE.exec(text) ?? []
  const url = URL.parse(text)
  // Also drops what browsers take for a number: 0x7f.1, 2130706433.
  if (host === undefined || url?.hostname !== host || host.endsWith('.')) return undefined
  return port === undefined || Number(port) <= 65_535 ? host : undefined
}

const isSchemeFor = (text: string, host: string, allowsLocalHttp: boolean): boolean =>
  text.startsWith('https:') || (allowsLocalHttp && isLoopback(host))

/** Whether a reader that decodes it, once or more, would find `.` or `..` between separators, or what it must not have. */
function isReadTwoWays(text: string): boolean {
  let decoded = text
  for (let before = ''; before !== decoded; ) {
    before = decoded
    try {
      decoded = decodeURIComponent(before)
    } catch {
      return true
    }
    if (/[\p{Cc}\\*]/u.test(decoded)) return true
    if (decoded.split(/[/?&=;]/).some((part) => part === '.' || part === '..')) return true
  }
  return false
}

const PRIVATE_NAMES = /(?:^|\.)(?:localhost|local|internal|home\.arpa)$/

function isPublicHost(host: string): boolean {
  if (host.startsWith('[')) return isPublicAddress(host.slice(1, -1))
  if (/^[\d.]+$/.test(host)) return isPublicAddress(host)
  return host.includes('.') && !PRIVATE_NAMES.test(host)
}
