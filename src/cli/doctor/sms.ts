import { readSmsBudget } from '../../application/notices/sms-budget.ts'
import type { Clock, Store } from '../../application/ports.ts'
import { smsTransportFor } from '../../composition.ts'
import type { Config } from '../../config/config.ts'
import { type CheckLine, fail, ok, warning } from './line.ts'

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

/** How much of the day's budget is spent; nothing without one. */
export async function checkSmsBudget(store: Store, config: Config, clock: Clock): Promise<CheckLine[]> {
  const policy = { smsPerDay: config.SMS_PER_DAY }
  const budget = await readSmsBudget({ store, policy, clock })
  if (!budget) return []
  const { spent, perDay } = budget
  const text = `hoy van ${spent} de ${perDay}`
  if (spent >= perDay) return [fail('sms del día', `${text}: ya no salen claves ni códigos`)]
  return [spent * 100 >= perDay * 80 ? warning('sms del día', text) : ok('sms del día', text)]
}
