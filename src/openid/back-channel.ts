/** Requests of ours to other systems, which must not reach what only we can (docs/decisions/0075). */
import { type LookupAddress, type LookupOptions, lookup as systemLookup } from 'node:dns'
import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import type { LookupFunction } from 'node:net'
import { isPublicAddress } from '../domain/sistemas/public-address.ts'

/** Resolves a name to all its addresses, as node:dns does. */
export type Resolve = (
  name: string,
  options: LookupOptions & { all: true },
  done: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void

interface PostOptions {
  /** Until the head of the answer. */
  timeoutMs: number
  /** Whether the settings name its host: then its address may be any. */
  isNamed: boolean
  resolve?: Resolve
}

/**
 * Sends a form, on a connection of its own. Redirects are not followed, certificates are checked, and the body of the
 * answer is not read.
 * @param url whose host, if it is an address, was looked at before: only names are resolved here.
 * @returns the status.
 * @throws {Error} with a `code`; ‘direccion_privada’ where one of the addresses is not of the public internet.
 */
export function postForm(
  url: URL,
  fields: Record<string, string>,
  { timeoutMs, isNamed, resolve = systemLookup }: PostOptions,
): Promise<number> {
  const body = new URLSearchParams(fields).toString()
  const request = url.protocol === 'https:' ? httpsRequest : httpRequest
  return new Promise((done, fail) => {
    const sent = request(url, {
      method: 'POST',
      // None is kept: it would outlive the check of its address.
      agent: false,
      rejectUnauthorized: true,
      signal: AbortSignal.timeout(timeoutMs),
      ...(!isNamed && { lookup: publicOnly(resolve) }),
      headers: {
        'Content-Type': 'application/x-www-form-urlencoded',
        'Content-Length': Buffer.byteLength(body),
      },
    })
    sent.on('error', fail)
    sent.on('response', (response) => {
      done(response.statusCode ?? 0)
      response.on('error', () => {})
      response.destroy()
    })
    sent.end(body)
  })
}

/** At the moment of connecting, so that a name cannot lead elsewhere after it was looked at. */
const publicOnly =
  (resolve: Resolve): LookupFunction =>
  (name, options, done) =>
    resolve(name, { ...options, all: true }, (error, addresses) => {
      const [first] = addresses ?? []
      if (error || !first) return done(error ?? failure('ENOTFOUND'), '')
      if (!addresses.every(({ address }) => isPublicAddress(address)))
        return done(failure('direccion_privada'), '')
      if (options.all) return done(null, addresses)
      done(null, first.address, first.family)
    })

const failure = (code: string): NodeJS.ErrnoException => Object.assign(new Error(code), { code })
