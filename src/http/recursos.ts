import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Gives the files of a folder an address that changes with their content, so that browsers keep them for ever.
 * @returns the prefix to serve them under, and the address of each.
 */
export function recursosDe(carpeta: string): { prefijo: string; recurso: (ruta: string) => string } {
  const hash = createHash('sha256')
  for (const ruta of readdirSync(carpeta, { recursive: true, encoding: 'utf8', withFileTypes: true }).sort(
    (a, b) => (join(a.parentPath, a.name) < join(b.parentPath, b.name) ? -1 : 1),
  )) {
    if (ruta.isFile()) hash.update(ruta.name).update(readFileSync(join(ruta.parentPath, ruta.name)))
  }
  const prefijo = `/recursos/${hash.digest('hex').slice(0, 12)}`
  return { prefijo, recurso: (ruta) => `${prefijo}/${ruta}` }
}
