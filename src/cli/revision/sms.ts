import type { Reloj } from '../../application/ports.ts'
import { transporteSmsDe } from '../../composition.ts'
import type { Config } from '../../config.ts'
import { type Linea, mal, ok } from './linea.ts'

/** Whether SMS can leave now; nothing is sent. */
export async function revisarSms(config: Config, reloj: Reloj): Promise<Linea> {
  const sms = transporteSmsDe(config, reloj)
  const donde = config.SMS_WEBHOOK_URL
    ? `el servicio ${new URL(config.SMS_WEBHOOK_URL).host}`
    : `la carpeta ${config.SMS_DIR}`
  try {
    return (await sms.comprobar()) ? ok('sms', `salen por ${donde}`) : mal('sms', `${donde} no recibe SMS`)
  } finally {
    await sms.cerrar()
  }
}
