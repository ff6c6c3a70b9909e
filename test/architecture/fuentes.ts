import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path/posix'
import { fileURLToPath } from 'node:url'

const RAIZ = fileURLToPath(new URL('../../', import.meta.url))

/** The texts of all files of some folders of the project, by their path from its root. */
export async function leerFuentes(
  carpetas: readonly string[],
  extension: string,
): Promise<Record<string, string>> {
  const rutas: string[] = []
  for (const carpeta of carpetas) {
    for (const archivo of await readdir(join(RAIZ, carpeta), { recursive: true })) {
      if (archivo.endsWith(extension)) rutas.push(join(carpeta, archivo))
    }
  }
  const textos = rutas.sort().map(async (ruta) => [ruta, await readFile(join(RAIZ, ruta), 'utf8')] as const)
  return Object.fromEntries(await Promise.all(textos))
}
