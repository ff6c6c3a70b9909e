import { SendFailed, type Sms } from '../application/ports.ts'
import { parseCelular } from '../domain/values/telefono.ts'

/**
 * The JSON that gateways and the folder get: `id`, `to` in E.164 and `text`.
 * @throws {SendFailed} permanent, when `to` is not one Chilean mobile.
 */
export function smsBody({ id, to, text }: Sms): string {
  const parsed = parseCelular(to)
  if (!parsed.ok || parsed.value !== to) throw new SendFailed('celular_invalido', true)
  return JSON.stringify({ id, to: `+56${to}`, text: text })
}
