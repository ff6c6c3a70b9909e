import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** More than this are not listed: each is read whole. */
const TOPE = 100

/** The files of a folder; none when it is not there yet. */
export const nombresEn = (dir: string): Promise<string[]> => readdir(dir).catch(() => [])

/** The files of a folder that have such a name, newest first. */
export async function ultimosEn(dir: string, nombres: RegExp): Promise<{ nombre: string; en: Date }[]> {
  const propios = (await nombresEn(dir)).filter((nombre) => nombres.test(nombre))
  const archivos = await Promise.all(
    propios.map(async (nombre) => ({ nombre, en: (await stat(join(dir, nombre))).mtime })),
  )
  return archivos.sort((a, b) => b.en.getTime() - a.en.getTime()).slice(0, TOPE)
}
