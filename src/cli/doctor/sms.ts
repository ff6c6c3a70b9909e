import type { Clock } from '../../application/ports.ts'
import { smsTransportFor } from '../../composition.ts'
import type { Config } from '../../config.ts'
import { type CheckLine, fail, ok } from './line.ts'

/** Whether SMS can be sent now, without sending any. */
export async function checkSms(config: Config, clock: Clock): Promise<CheckLine> {
  const sms = smsTransportFor(config, clock)
  const where = config.SMS_WEBHOOK_URL
    ? `el servicio ${new URL(config.SMS_WEBHOOK_URL).host}`
    : `la carpeta ${config.SMS_DIR}`
  try {
    return (await sms.check()) ? ok('sms', `salen por ${where}`) : fail('sms', `${where} no recibe SMS`)
  } finally {
    await sms.close()
  }
}
