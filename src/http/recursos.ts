import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'

/** The sheets of every page go as one: one request, and less than each compressed on its own. The order is that of the cascade. */
const HOJA = 'css/sitio.css'
const PARTES_DE_HOJA = ['letras', 'estilo', 'marco', 'bloques', 'paginas', 'formularios'].map(
  (nombre) => `css/${nombre}.css`,
)

export interface Recursos {
  /** What to serve them under. */
  prefijo: string
  /** The address of one. */
  recurso: (ruta: string) => string
  /** Those that are text, by their path in the folder, and the sheet of all pages. */
  textos: ReadonlyMap<string, Buffer>
}

/** Gives the files of a folder an address that changes with their content, so that browsers keep them for ever. */
export function recursosDe(carpeta: string): Recursos {
  const hash = createHash('sha256')
  const textos = new Map<string, Buffer>()
  const rutas = readdirSync(carpeta, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entrada) => entrada.isFile())
    .map((entrada) => join(entrada.parentPath, entrada.name))
  for (const ruta of rutas.sort()) {
    const contenido = readFileSync(ruta)
    hash.update(relative(carpeta, ruta)).update(contenido)
    if (/\.(css|js|svg)$/.test(ruta)) textos.set(relative(carpeta, ruta), contenido)
  }
  textos.set(HOJA, Buffer.concat(PARTES_DE_HOJA.flatMap((parte) => textos.get(parte) ?? [])))
  const prefijo = `/recursos/${hash.digest('hex').slice(0, 12)}`
  return { prefijo, recurso: (ruta) => `${prefijo}/${ruta}`, textos }
}
