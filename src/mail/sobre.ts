import type { SendMailOptions } from 'nodemailer'
import addressparser from 'nodemailer/lib/addressparser'
import { type Correo, EnvioFallido } from '../application/ports.ts'
import { leerEmail } from '../domain/email.ts'

/** Who the messages come from. */
export interface Remitente {
  name: string
  address: string
}

/**
 * Reads MAIL_FROM: `Clave SENCE <no-responder@sence.cl>`, or the address alone.
 * @throws when it is not exactly one address.
 */
export function leerRemitente(texto: string): Remitente {
  const [remitente, ...otros] = addressparser(texto, { flatten: true })
  if (!remitente || otros.length > 0 || !leerEmail(remitente.address).ok) {
    throw new Error('the sender must be one address, such as: Clave SENCE <no-responder@sence.cl>')
  }
  return remitente
}

/**
 * Addresses a message for nodemailer. The envelope is given apart and the address inside an object, because
 * nodemailer reads a bare string as a list: a comma or a line break in it would add recipients.
 * @throws {EnvioFallido} permanent, when `para` is not one plain address.
 */
export function ensobrar(correo: Correo, remitente: Remitente): SendMailOptions {
  if (!leerEmail(correo.para).ok) throw new EnvioFallido('direccion_invalida', true)
  return {
    envelope: { from: remitente.address, to: [correo.para] },
    from: remitente,
    to: { name: '', address: correo.para },
    subject: correo.asunto,
    html: correo.html,
    text: correo.texto,
    messageId: `<${correo.id}@${remitente.address.split('@')[1]}>`,
    headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': 'es' },
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}
