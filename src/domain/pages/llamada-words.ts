/** What the page of a call calls what the code knows by its codes. */
import type { PendingKind } from '../account/pending-kind.ts'
import type { TryKey } from '../account/tries.ts'
import type { AuditEvent } from '../notices/audit-events.ts'
import type { AvisoKind, AvisoSms } from '../notices/avisos.ts'
import type { CallChannel } from '../staff/call-channels.ts'
import type { LlamadaEnding, LlamadaReason } from '../staff/llamada.ts'
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

/** Results that are no “bien”, as the timeline says them. */
const RESULT_WORDS: Readonly<Record<string, string>> = {
  no_coincide: 'no coincide',
  cerrado: 'estaba cerrado',
  cerrada: 'se cerró por una hora',
  vencido: 'estaba vencido',
  agotado: 'sin más intentos',
  ocupada: 'la tenía otra persona',
}

/** What happened, in a line. */
export function eventWords(event: AuditEvent, result: string): string {
  const words = EVENT_WORDS[event]
  return result === 'bien' ? words : `${words}: ${RESULT_WORDS[result] ?? result.replaceAll('_', ' ')}`
}

const NOTICE_WORDS: Readonly<Partial<Record<AvisoKind | AvisoSms['kind'], string>>> = {
  cuenta_creada: 'Confirmar el correo de su registro',
  clave_provisoria_generada: 'Que se pidió una clave provisoria',
  clave_provisoria: 'Clave provisoria',
  enlace_recuperar: 'Enlace para recuperar',
  clave_cambiada: 'Que cambió la clave',
  codigo: 'Código',
  codigo_llamada: 'Código de la llamada',
  comprobacion_fallida: 'Que alguien llamó y no supo los datos',
  datos_actualizados: 'Que cambiaron sus datos',
  confirmar_email: 'Confirmar un correo nuevo',
  cuenta_congelada: 'Que se congeló la cuenta',
  cuenta_descongelada: 'Que se descongeló la cuenta',
  caso_abierto: 'Que se abrió un caso',
  confirmar_representante: 'Confirmar que representa a la organización',
  email_cambiado: 'Que cambió el correo',
  celular_cambiado: 'Que cambió el celular',
  representante_cambiado: 'Que cambió el representante',
  cambio_por_telefono: 'Que se pidió un cambio por teléfono',
  orden_concedida: 'Que se concedió lo que otra persona pidió',
  orden_detenida: 'Que se detuvo lo concedido',
  documento_pedido: 'Enlace para enviar un documento',
  llamada_atendida: 'Que atendimos una llamada',
}

export const noticeWords = (kind: AvisoKind | AvisoSms['kind']): string =>
  NOTICE_WORDS[kind] ?? (kind.charAt(0).toUpperCase() + kind.slice(1)).replaceAll('_', ' ')
