import { access, constants, mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { EnvioFallido } from '../application/ports.ts'

/** Only of its owner: messages hold keys and links. */
const hacerCarpeta = (dir: string) => mkdir(dir, { recursive: true, mode: 0o700 })

const siSale = (promesa: Promise<unknown>): Promise<boolean> =>
  promesa.then(
    () => true,
    () => false,
  )

/** Whether files can be left in a folder, which is made when missing. */
export const seEscribeEn = (dir: string): Promise<boolean> =>
  siSale(hacerCarpeta(dir).then(() => access(dir, constants.W_OK)))

/**
 * Leaves a message as a file in a folder, which is made when missing. One that is already there is not written again.
 * @throws {EnvioFallido} for now, with the code of the system.
 */
export async function dejarUnaVez(
  dir: string,
  nombre: string,
  contenido: Parameters<typeof writeFile>[1],
): Promise<void> {
  const destino = join(dir, nombre)
  try {
    await hacerCarpeta(dir)
    if (await siSale(access(destino))) return
    await escribirEntero(destino, contenido)
  } catch (error) {
    throw new EnvioFallido((error as NodeJS.ErrnoException).code ?? 'desconocido', false)
  }
}

/** Nobody ever sees half a message: it is written beside, flushed to the disk, and then given its name. */
async function escribirEntero(ruta: string, contenido: Parameters<typeof writeFile>[1]): Promise<void> {
  const borrador = `${ruta}.${process.pid}.tmp`
  await writeFile(borrador, contenido, { mode: 0o600, flush: true })
  await rename(borrador, ruta)
}
