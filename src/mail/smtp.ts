import { createTransport, type NodemailerError } from 'nodemailer'
import { type MailTransport, SendFailed } from '../application/ports.ts'
import { makeEnvelope, parseSender } from './envelope.ts'

/** Milliseconds. No server, however slow, holds a message longer than `total`, which is shorter than a lease. */
export interface SmtpTimeouts {
  connection: number
  greeting: number
  inactivity: number
  total: number
}

const TIMEOUTS: SmtpTimeouts = { connection: 10_000, greeting: 10_000, inactivity: 20_000, total: 60_000 }

/** Stages in which the server judges this message and not us or the connection. */
const MESSAGE_STAGES = new Set(['RCPT TO', 'DATA'])
/** 5.7.x is about permission, such as a relay that does not know us: our fault, mended by the operator. */
const LACKS_PERMISSION = /^5\d\d[ -]5\.7\./

/**
 * Sends through an SMTP server over connections that stay open.
 * @param url `smtp://` (STARTTLS, demanded unless the server is this machine) or `smtps://`; what its query
 *   says (`?requireTLS=false`, `?tls.rejectUnauthorized=false`) goes before the rest.
 * @param sender see {@link parseSender}.
 */
export function smtpTransport(url: string, sender: string, timeouts: SmtpTimeouts = TIMEOUTS): MailTransport {
  const from = parseSender(sender)
  const transporter = createTransport({
    pool: true,
    url,
    requireTLS: !/^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(new URL(url).hostname),
    connectionTimeout: timeouts.connection,
    greetingTimeout: timeouts.greeting,
    socketTimeout: timeouts.inactivity,
    // The outbox has its own tries; one more here serves only a connection that the server had closed.
    maxRequeues: 1,
  })
  return {
    async send(mail) {
      const envelope = makeEnvelope(mail, from)
      try {
        await transporter.sendMail({ ...envelope, signal: AbortSignal.timeout(timeouts.total) })
      } catch (error) {
        throw failure(error as NodemailerError)
      }
    },
    check: () => transporter.verify().catch(() => false),
    close: async () => transporter.close(),
  }
}

/** Keeps the codes only: the server's words repeat the address. */
function failure({ permanent, command, response, responseCode, code }: NodemailerError): SendFailed {
  const isForGood =
    permanent === true && MESSAGE_STAGES.has(command ?? '') && !LACKS_PERMISSION.test(response ?? '')
  return new SendFailed(responseCode ? `smtp_${responseCode}` : (code ?? 'desconocido'), isForGood)
}
