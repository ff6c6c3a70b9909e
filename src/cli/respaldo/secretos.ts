import { link, readFile, rm, writeFile } from 'node:fs/promises'
import { NOMBRES_DE_SECRETOS, type SecretosLocales } from '../../config.ts'
import { OrdenFallida } from '../orden.ts'

/** Which secrets of a backup the environment does not have, or has with another value. */
export const secretosPorPoner = (
  secretos: SecretosLocales,
  entorno: Readonly<Record<string, string | undefined>>,
): string[] => NOMBRES_DE_SECRETOS.filter((nombre) => entorno[nombre] !== secretos[nombre])

/**
 * Writes secrets where only this user can read them, never over others: they may be the only ones of a database.
 * @returns what takes them away again, if they were not there before.
 * @throws {OrdenFallida} when the file holds something else or cannot be written.
 */
export async function escribirSecretos(
  destino: string,
  secretos: SecretosLocales,
): Promise<() => Promise<void>> {
  const texto = `${JSON.stringify(secretos, NOMBRES_DE_SECRETOS, 2)}\n`
  const borrador = `${destino}.${process.pid}.tmp`
  try {
    await writeFile(borrador, texto, { mode: 0o600, flag: 'wx', flush: true })
    await link(borrador, destino)
    return () => rm(destino)
  } catch (error) {
    const anterior = await readFile(destino, 'utf8').catch(() => undefined)
    if (anterior === texto) return async () => {}
    throw new OrdenFallida(
      anterior === undefined
        ? `No se puede escribir ${destino}.`
        : `${destino} ya tiene otros secretos: muévalo a otra parte o use --secretos <destino>.`,
      error,
    )
  } finally {
    await rm(borrador, { force: true })
  }
}
