import { SendFailed, type SmsRenderer } from '../application/ports.ts'
import { countSeptets, MAX_SMS_SEPTETS } from './gsm7.ts'
import { smsText } from './messages/sms.ts'

/**
 * Renders an aviso as a single SMS (product.md “Notices”).
 * @throws {SendFailed} permanent, when the text has a character outside GSM-7 or does not fit in one SMS:
 *   half a clave is worse than none.
 */
export const renderSms: SmsRenderer = (aviso, to, id) => {
  const text = smsText(aviso)
  const septets = countSeptets(text)
  if (septets === undefined || septets > MAX_SMS_SEPTETS) throw new SendFailed('sms_no_cabe', true)
  return { id, to, text }
}
