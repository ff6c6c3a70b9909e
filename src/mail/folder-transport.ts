import type { MailTransport } from '../application/ports.ts'
import { makeEnvelope, parseSender } from './envelope.ts'
import { isWritable, writeOnce } from './write-file.ts'

/**
 * Writes each message as `<id>.eml` into a folder, creating it if missing. An existing file is not written
 * again.
 * @param sender see {@link parseSender}.
 */
export function folderTransport(dir: string, sender: string): MailTransport {
  const from = parseSender(sender)
  return {
    async send(mail) {
      // Loaded on demand, to keep startup fast.
      const { createTransport } = await import('nodemailer')
      const transporter = createTransport({ streamTransport: true, buffer: true })
      const { message } = await transporter.sendMail(makeEnvelope(mail, from))
      await writeOnce(dir, `${mail.id}.eml`, message)
    },
    check: () => isWritable(dir),
    close: async () => {},
  }
}
