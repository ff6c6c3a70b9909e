import { access, constants, mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { EnvioFallido, type TransporteCorreo } from '../application/ports.ts'
import { ensobrar, leerRemitente } from './sobre.ts'

/**
 * Leaves each message as `<id>.eml` in a folder, which is made when missing. A message that is already there
 * is not written again.
 * @param remitente see {@link leerRemitente}.
 */
export function transporteCarpeta(dir: string, remitente: string): TransporteCorreo {
  const de = leerRemitente(remitente)
  return {
    async enviar(correo) {
      const destino = join(dir, `${correo.id}.eml`)
      // Loaded with the first message, so that the start does not wait for it.
      const { createTransport } = await import('nodemailer')
      const imprenta = createTransport({ streamTransport: true, buffer: true })
      const { message } = await imprenta.sendMail(ensobrar(correo, de))
      try {
        await mkdir(dir, { recursive: true, mode: 0o700 })
        if (await existe(destino)) return
        await escribirEntero(destino, message)
      } catch (error) {
        throw new EnvioFallido((error as NodeJS.ErrnoException).code ?? 'desconocido', false)
      }
    },
    comprobar: () =>
      mkdir(dir, { recursive: true, mode: 0o700 })
        .then(() => access(dir, constants.W_OK))
        .then(
          () => true,
          () => false,
        ),
    cerrar: async () => {},
  }
}

const existe = (ruta: string): Promise<boolean> =>
  access(ruta).then(
    () => true,
    () => false,
  )

/** Nobody ever sees half a message: it is written beside, flushed to the disk, and then given its name. */
async function escribirEntero(ruta: string, contenido: Parameters<typeof writeFile>[1]): Promise<void> {
  const borrador = `${ruta}.${process.pid}.tmp`
  await writeFile(borrador, contenido, { mode: 0o600, flush: true })
  await rename(borrador, ruta)
}
