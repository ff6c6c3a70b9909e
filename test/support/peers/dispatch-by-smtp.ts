import { dispatchAvisos } from '../../../src/application/worker/dispatch-avisos.ts'
import { createRenderer } from '../../../src/mail/renderer.ts'
import { renderSms } from '../../../src/mail/sms-renderer.ts'
import { smtpTransport } from '../../../src/mail/smtp.ts'
import type { TestProduct } from '../product/test-product.ts'

const TIMEOUTS = { connection: 1000, greeting: 1000, inactivity: 1000, total: 5000 }

/** Sends the mail that waits in a product's outbox through an SMTP server, in one round. */
export async function dispatchBySmtp({ deps, config, sms }: TestProduct, url: string): Promise<void> {
  const mail = smtpTransport(url, config.MAIL_FROM, TIMEOUTS)
  const onFailure = (_name: string, error: unknown) => {
    throw error
  }
  const dispatchDeps = { ...deps, mail, sms, renderer: createRenderer(), smsRenderer: renderSms, onFailure }
  await dispatchAvisos(dispatchDeps, { channel: 'correo', who: 'smtp', limit: 100 })
  await mail.close()
}
