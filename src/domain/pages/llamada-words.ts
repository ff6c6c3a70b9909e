/** What the page of a call calls what the code knows by its codes. */
import type { PendingKind } from '../account/pending-kind.ts'
import type { TryKey } from '../account/tries.ts'
import type { AuditEvent } from '../notices/audit-events.ts'
import type { CallChannel } from '../staff/call-channels.ts'
import type { LlamadaEnding, LlamadaReason } from '../staff/llamada.ts'
import { resultWords } from './audit-results.ts'
import { EVENT_WORDS } from './event-words.ts'

export const LLAMADA_REASON_WORDS: Readonly<Record<LlamadaReason, string>> = {
  clave_olvidada: 'Olvidó su clave',
  respuesta_olvidada: 'Olvidó su respuesta secreta',
  intentos_cerrados: 'Se cerró por intentos',
  no_llega_mensaje: 'No le llega un mensaje',
  cuenta_congelada: 'Cuenta congelada',
  correo_o_celular_perdido: 'Perdió o cambió su correo o celular',
  cuenta_de_otra_persona: 'Otra persona tiene su cuenta',
  datos_por_corregir: 'Corregir sus datos',
  seguimiento_de_caso: 'Pregunta por un caso',
  otra_consulta: 'Otra consulta',
  registro: 'Se registró por teléfono',
}

export const ENDING_WORDS: Readonly<Record<LlamadaEnding, string>> = {
  terminada: 'terminada',
  tomada: 'la tomó otra persona',
  vencida: 'venció sin terminar',
}

export const CHANNEL_WORDS: Readonly<Record<CallChannel, string>> = {
  email: 'correo',
  emailRepresentante: 'correo del representante',
  celular: 'celular',
}

export const SECRET_WORDS: Readonly<Partial<Record<TryKey['secret'], string>>> = {
  clave: 'Clave (CS)',
  respuesta: 'Respuesta secreta',
  codigo: 'Código',
  datos: 'Datos para validar',
}

export const PENDING_WORDS: Readonly<Record<PendingKind, string>> = {
  email: 'un correo nuevo',
  celular: 'un celular nuevo',
  representante: 'otro representante legal',
}

/** What happened, in a line. */
export function eventWords(event: AuditEvent, result: string): string {
  const came = resultWords(result)
  return came === '' ? EVENT_WORDS[event] : `${EVENT_WORDS[event]}: ${came}`
}
