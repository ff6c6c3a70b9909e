import type { MailTransport } from '../application/ports.ts'
import { makeEnvelope, parseSender } from './envelope.ts'
import { isWritable, leaveOnce } from './write-file.ts'

/**
 * Leaves each message as `<id>.eml` in a folder, which is made when missing. A message that is already there
 * is not written again.
 * @param sender see {@link parseSender}.
 */
export function folderTransport(dir: string, sender: string): MailTransport {
  const from = parseSender(sender)
  return {
    async send(mail) {
      // Loaded with the first message, so that the start does not wait for it.
      const { createTransport } = await import('nodemailer')
      const transporter = createTransport({ streamTransport: true, buffer: true })
      const { message } = await transporter.sendMail(makeEnvelope(mail, from))
      await leaveOnce(dir, `${mail.id}.eml`, message)
    },
    check: () => isWritable(dir),
    close: async () => {},
  }
}
