import { createTransport, type NodemailerError } from 'nodemailer'
import { type MailTransport, SendFailed } from '../application/ports.ts'
import { bounceReason } from '../domain/notices/bounces.ts'
import { makeEnvelope, parseSender } from './envelope.ts'

/** Milliseconds. `total` bounds each message and is shorter than the outbox's lease. */
export interface SmtpTimeouts {
  connection: number
  greeting: number
  inactivity: number
  total: number
}

const TIMEOUTS: SmtpTimeouts = { connection: 10_000, greeting: 10_000, inactivity: 20_000, total: 60_000 }

/** SMTP commands at which a rejection is about this message, not about us or the connection. */
const MESSAGE_STAGES = new Set(['RCPT TO', 'DATA'])
/** 5.7.x is about permission, such as a relay that does not know us: the operator fixes it. */
const LACKS_PERMISSION = /^5\d\d[ -]5\.7\./

/**
 * Sends through an SMTP server over pooled connections.
 * @param url `smtp://` (STARTTLS, required unless the server is this machine) or `smtps://`. Its query
 *   (`?requireTLS=false`, `?tls.rejectUnauthorized=false`) overrides the other options.
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
    // The outbox does the retries; this one only covers a connection that the server had closed.
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

/** Keeps only the codes: the server's text repeats the address. */
function failure({ permanent, command, response, responseCode, code }: NodemailerError): SendFailed {
  const isPermanent =
    permanent === true && MESSAGE_STAGES.has(command ?? '') && !LACKS_PERMISSION.test(response ?? '')
  const bounce = isPermanent ? bounceReason(response ?? '') : undefined
  return new SendFailed(responseCode ? `smtp_${responseCode}` : (code ?? 'desconocido'), isPermanent, bounce)
}
