import { outboxSummary } from '../../application/notices/outbox-summary.ts'
import type { Store } from '../../application/ports.ts'
import { mailTransportFor } from '../../composition.ts'
import type { Config } from '../../config/config.ts'
import { formatMoment } from '../../domain/values/fecha.ts'
import { type CheckLine, fail, ok, warning } from './line.ts'

/** Avisos must leave within this time (product.md “Notices”). */
const MAX_DELAY_MINUTES = 10

/** Whether mail can be sent now. */
export async function checkMail(config: Config): Promise<CheckLine> {
  const mail = await mailTransportFor(config)
  const where = config.SMTP_URL
    ? `el servidor ${new URL(config.SMTP_URL).host}`
    : `la carpeta ${config.MAIL_DIR}`
  try {
    return (await mail.check())
      ? ok('correo', `sale por ${where}`)
      : fail('correo', `${where} no recibe correo`)
  } finally {
    await mail.close()
  }
}

/** Whether the outbox is being sent in time, and how many mailboxes of accounts mail does not reach. */
export async function checkOutbox(store: Store, now: Date): Promise<CheckLine[]> {
  const { pending, abandoned, oldestAt, bounced } = await outboxSummary({ store })
  const mailboxes = ok('buzones', `${bounced} que no reciben correo`)
  const count = `${pending} por salir, ${abandoned} abandonados`
  if (oldestAt && now.getTime() - oldestAt.getTime() > MAX_DELAY_MINUTES * 60_000) {
    return [fail('avisos', `${count}; el más antiguo espera desde el ${formatMoment(oldestAt)}`), mailboxes]
  }
  return [abandoned > 0 ? warning('avisos', count) : ok('avisos', count), mailboxes]
}
