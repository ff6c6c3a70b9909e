import type { SendMailOptions } from 'nodemailer'
import addressparser from 'nodemailer/lib/addressparser'
import { type Mail, SendFailed } from '../application/ports.ts'
import { parseEmail } from '../domain/values/email.ts'

/** Sender of the messages. */
export interface Sender {
  name: string
  address: string
}

/**
 * Parses MAIL_FROM: `Clave SENCE <no-responder@sence.cl>`, or the address alone.
 * @throws Error when it is not exactly one address.
 */
export function parseSender(text: string): Sender {
  const [sender, ...others] = addressparser(text, { flatten: true })
  if (!sender || others.length > 0 || !parseEmail(sender.address).ok) {
    throw new Error('the sender must be one address, such as: Clave SENCE <no-responder@sence.cl>')
  }
  return sender
}

/**
 * Addresses a message for nodemailer. The envelope is set explicitly and the address goes inside an object,
 * because nodemailer reads a bare string as a list: a comma or a line break in it would add recipients.
 * @throws {SendFailed} permanent, when `to` is not one plain address.
 */
export function makeEnvelope(mail: Mail, sender: Sender): SendMailOptions {
  if (!parseEmail(mail.to).ok) throw new SendFailed('direccion_invalida', true)
  return {
    envelope: { from: sender.address, to: [mail.to] },
    from: sender,
    to: { name: '', address: mail.to },
    subject: mail.subject,
    html: mail.html,
    text: mail.text,
    messageId: `<${mail.id}@${sender.address.split('@')[1]}>`,
    headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': 'es' },
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}
