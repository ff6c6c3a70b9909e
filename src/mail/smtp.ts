import { createTransport, type NodemailerError } from 'nodemailer'
import { EnvioFallido, type TransporteCorreo } from '../application/ports.ts'
import { ensobrar, leerRemitente } from './sobre.ts'

/** Milliseconds. No server, however slow, holds a message longer than `total`, which is shorter than a lease. */
export interface PlazosSmtp {
  conexion: number
  saludo: number
  inactividad: number
  total: number
}

const PLAZOS: PlazosSmtp = { conexion: 10_000, saludo: 10_000, inactividad: 20_000, total: 60_000 }

/** Stages in which the server judges this message and not us or the connection. */
const SOBRE_EL_MENSAJE = new Set(['RCPT TO', 'DATA'])
/** 5.7.x is about permission, such as a relay that does not know us: our fault, mended by the operator. */
const FALTA_PERMISO = /^5\d\d[ -]5\.7\./

/**
 * Sends through an SMTP server over connections that stay open.
 * @param url `smtp://` (STARTTLS, demanded unless the server is this machine) or `smtps://`; what its query
 *   says (`?requireTLS=false`, `?tls.rejectUnauthorized=false`) goes before the rest.
 * @param remitente see {@link leerRemitente}.
 */
export function transporteSmtp(
  url: string,
  remitente: string,
  plazos: PlazosSmtp = PLAZOS,
): TransporteCorreo {
  const de = leerRemitente(remitente)
  const cartero = createTransport({
    pool: true,
    url,
    requireTLS: !/^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(new URL(url).hostname),
    connectionTimeout: plazos.conexion,
    greetingTimeout: plazos.saludo,
    socketTimeout: plazos.inactividad,
    // The outbox has its own tries; one more here serves only a connection that the server had closed.
    maxRequeues: 1,
  })
  return {
    async enviar(correo) {
      const sobre = ensobrar(correo, de)
      try {
        await cartero.sendMail({ ...sobre, signal: AbortSignal.timeout(plazos.total) })
      } catch (error) {
        throw fallo(error as NodemailerError)
      }
    },
    comprobar: () => cartero.verify().catch(() => false),
    cerrar: async () => cartero.close(),
  }
}

/** Keeps the codes only: the server's words repeat the address. */
function fallo({ permanent, command, response, responseCode, code }: NodemailerError): EnvioFallido {
  const definitivo =
    permanent === true && SOBRE_EL_MENSAJE.has(command ?? '') && !FALTA_PERMISO.test(response ?? '')
  return new EnvioFallido(responseCode ? `smtp_${responseCode}` : (code ?? 'desconocido'), definitivo)
}
