/** Going back to the system of SENCE that sent the person (product.md “Other systems”). */

/** A registered system: the name that people read and the exact origins it may be reached at. */
export interface Sistema {
  name: string
  origins: string[]
}

const MAX_LENGTH = 2000
const LOCAL = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/

/**
 * Reads the list of systems, `Nombre=https://a.cl https://b.cl; Otro=https://c.cl`. An empty text has none.
 * @throws {Error} that says which part is not usable: no name, a name or origin given twice, or what is not
 *   just an origin of https (or of http on this machine).
 */
export function parseSistemas(text: string): Sistema[] {
  const sistemas: Sistema[] = []
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

function isOrigin(text: string): boolean {
  const url = URL.parse(text)
  if (!url || url.origin !== text || url.hostname.includes('*')) return false
  return url.protocol === 'https:' || isLocalHttp(url)
}

function isLocalHttp(url: URL): boolean {
  return url.protocol === 'http:' && LOCAL.test(url.hostname)
}

/**
 * Judges the address in `?volver=`: https (http on this machine where allowed), without credentials, of an
 * exact origin of a registered system, at most 2,000 characters, without control characters or backslashes,
 * which browsers read in ways of their own.
 * @returns the system's name and the address as the standard parser writes it, or null: it is then ignored.
 */
export function judgeVolver(
  url: unknown,
  sistemas: readonly Sistema[],
  allowLocalHttp: boolean,
): { sistema: string; url: string } | null {
  if (typeof url !== 'string' || url.length > MAX_LENGTH || /[\p{Cc}\\]/u.test(url)) return null
  const parsed = URL.parse(url)
  if (!parsed || parsed.username || parsed.password || parsed.href.length > MAX_LENGTH) return null
  if (parsed.protocol !== 'https:' && !(allowLocalHttp && isLocalHttp(parsed))) return null
  const sistema = sistemas.find(({ origins }) => origins.includes(parsed.origin))
  return sistema ? { sistema: sistema.name, url: parsed.href } : null
}
