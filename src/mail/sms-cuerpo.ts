import { EnvioFallido, type Sms } from '../application/ports.ts'
import { leerCelular } from '../domain/telefono.ts'

/**
 * A message as gateways and folder get it: JSON with `id`, `to` in E.164 and `text`.
 * @throws {EnvioFallido} permanent, when `para` is not one Chilean mobile.
 */
export function cuerpoDeSms({ id, para, texto }: Sms): string {
  const leido = leerCelular(para)
  if (!leido.ok || leido.valor !== para) throw new EnvioFallido('celular_invalido', true)
  return JSON.stringify({ id, to: `+56${para}`, text: texto })
}
