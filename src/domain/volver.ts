/** Going back to the system of SENCE that sent the person (PRODUCT “Other SENCE systems”). */

/** A registered system: the name that people read and the exact origins it may be reached at. */
export interface Sistema {
  nombre: string
  origenes: string[]
}

const LARGO_MAXIMO = 2000
const LOCAL = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/

/**
 * Reads the list of systems, `Nombre=https://a.cl https://b.cl; Otro=https://c.cl`. An empty text has none.
 * @throws {Error} that says which part is not usable: no name, a name or origin given twice, or what is not
 *   just an origin of https (or of http on this machine).
 */
export function leerSistemas(texto: string): Sistema[] {
  const sistemas: Sistema[] = []
  const partes = texto.split(';').map((parte) => parte.trim())
  for (const parte of partes.filter(Boolean)) {
    const corte = parte.indexOf('=')
    const nombre = parte.slice(0, Math.max(corte, 0)).trim()
    const origenes = parte
      .slice(corte + 1)
      .split(/\s+/)
      .filter(Boolean)
    if (!nombre || origenes.length === 0) throw new Error(`"${parte}" must be Name=https://origin`)
    if (sistemas.some((otro) => otro.nombre === nombre))
      throw new Error(`the name "${nombre}" is given twice`)
    for (const [lugar, origen] of origenes.entries()) {
      if (!esOrigen(origen))
        throw new Error(`"${origen}" must be only an origin, such as https://host or https://host:8443`)
      const repetido =
        origenes.indexOf(origen) !== lugar || sistemas.some((otro) => otro.origenes.includes(origen))
      if (repetido) throw new Error(`the origin "${origen}" is given twice`)
    }
    sistemas.push({ nombre, origenes })
  }
  return sistemas
}

function esOrigen(texto: string): boolean {
  const url = URL.parse(texto)
  if (!url || url.origin !== texto || url.hostname.includes('*')) return false
  return url.protocol === 'https:' || esHttpLocal(url)
}

function esHttpLocal(url: URL): boolean {
  return url.protocol === 'http:' && LOCAL.test(url.hostname)
}

/**
 * Judges the address in `?volver=`: https (http on this machine where allowed), without credentials, of an
 * exact origin of a registered system, at most 2,000 characters, without control characters or backslashes,
 * which browsers read in ways of their own.
 * @returns the system's name and the address as the standard parser writes it, or null: it is then ignored.
 */
export function juzgarVolver(
  url: unknown,
  sistemas: readonly Sistema[],
  permitirHttpLocal: boolean,
): { sistema: string; url: string } | null {
  if (typeof url !== 'string' || url.length > LARGO_MAXIMO || /[\p{Cc}\\]/u.test(url)) return null
  const leida = URL.parse(url)
  if (!leida || leida.username || leida.password || leida.href.length > LARGO_MAXIMO) return null
  if (leida.protocol !== 'https:' && !(permitirHttpLocal && esHttpLocal(leida))) return null
  const sistema = sistemas.find(({ origenes }) => origenes.includes(leida.origin))
  return sistema ? { sistema: sistema.nombre, url: leida.href } : null
}
