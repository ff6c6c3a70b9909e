import type { TransporteCorreo } from '../application/ports.ts'
import { dejarUnaVez, seEscribeEn } from './archivo.ts'
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
      // Loaded with the first message, so that the start does not wait for it.
      const { createTransport } = await import('nodemailer')
      const imprenta = createTransport({ streamTransport: true, buffer: true })
      const { message } = await imprenta.sendMail(ensobrar(correo, de))
      await dejarUnaVez(dir, `${correo.id}.eml`, message)
    },
    comprobar: () => seEscribeEn(dir),
    cerrar: async () => {},
  }
}
