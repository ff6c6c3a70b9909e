/** Return links to the SENCE system that sent the person here (product.md “Other systems”). */
import { isLoopback, parseOrigin } from '../sistemas/addresses.ts'

/** What return links need of a system: its display name and the exact origins that they may have. */
export interface ReturnSystem {
  name: string
  origins: readonly string[]
}

const MAX_LENGTH = 2000

/**
 * Parses the list of systems, `Nombre=https://a.cl https://b.cl; Otro=https://c.cl`. Empty text means none.
 * @throws {Error} naming the invalid part: no name, a repeated name or origin, or anything but an https
 *   origin (or http on localhost).
 */
export function parseReturnSystems(text: string): ReturnSystem[] {
  const sistemas: ReturnSystem[] = []
  const parts = text.split(';').map((part) => part.trim())
  for (const part of parts.filter(Boolean)) {
    const equalsIndex = part.indexOf('=')
    const name = part.slice(0, Math.max(equalsIndex, 0)).trim()
    const origins = part
      .slice(equalsIndex + 1)
      .split(/\s+/)
      .filter(Boolean)
    if (!name || origins.length === 0) throw new Error(`"${part}" must be Name=https://origin`)
    if (sistemas.some((other) => other.name === name)) throw new Error(`the name "${name}" is given twice`)
    for (const [position, origin] of origins.entries()) {
      if (!isOrigin(origin))
        throw new Error(`"${origin}" must be only an origin, such as https://host or https://host:8443`)
      const isRepeated =
        origins.indexOf(origin) !== position || sistemas.some((other) => other.origins.includes(origin))
      if (isRepeated) throw new Error(`the origin "${origin}" is given twice`)
    }
    sistemas.push({ name, origins })
  }
  return sistemas
}

const isOrigin = (text: string): boolean => parseOrigin(text, { allowsLocalHttp: true }).ok

function isLocalHttp(url: URL): boolean {
  return url.protocol === 'http:' && isLoopback(url.hostname)
}

/**
 * Parses the URL in `?volver=`: https (or http on localhost, if allowed), without credentials, at most 2,000
 * characters, without control characters or backslashes, which browsers interpret in different ways.
 * @returns the URL; or null, and it is ignored.
 */
export function parseVolver(url: unknown, allowLocalHttp: boolean): URL | null {
  if (typeof url !== 'string' || url.length > MAX_LENGTH || /[\p{Cc}\\]/u.test(url)) return null
  const parsed = URL.parse(url)
  if (!parsed || parsed.username || parsed.password || parsed.href.length > MAX_LENGTH) return null
  if (parsed.protocol !== 'https:' && !(allowLocalHttp && isLocalHttp(parsed))) return null
  return parsed
}

/**
 * Finds whose a URL is: a registered system, one of whose exact origins is its.
 * @returns the system's name and the URL as serialized by the WHATWG parser; or null, and it is ignored.
 */
export function judgeVolver(
  url: URL,
  sistemas: readonly ReturnSystem[],
): { sistema: string; url: string } | null {
  const sistema = sistemas.find(({ origins }) => origins.includes(url.origin))
  return sistema ? { sistema: sistema.name, url: url.href } : null
}
