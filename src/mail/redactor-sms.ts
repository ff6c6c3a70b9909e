import { EnvioFallido, type RedactorSms } from '../application/ports.ts'
import { SEPTETOS_DE_UN_SMS, septetosDe } from './gsm7.ts'
import { textoDeSms } from './mensajes/sms.ts'

/**
 * Turns a notice into an SMS of one message (PRODUCT “Notices”).
 * @throws {EnvioFallido} permanent, when its text does not fit: half a key is worse than none.
 */
export const redactarSms: RedactorSms = (aviso, para, id) => {
  const texto = textoDeSms(aviso)
  const septetos = septetosDe(texto)
  if (septetos === undefined || septetos > SEPTETOS_DE_UN_SMS) throw new EnvioFallido('sms_no_cabe', true)
  return { id, para, texto }
}
