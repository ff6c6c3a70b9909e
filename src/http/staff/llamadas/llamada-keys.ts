import type { Accion } from '../../../domain/staff/acciones.ts'

/**
 * Single keys of the page of a call (public/js/console-shortcuts.js). Each is always that of one thing, so that hands
 * learn it; `l`, `o`, `p` and `s` are those of the head, and numbers send the codes of the call, as the page has them.
 */
export const LLAMADA_KEYS = {
  /** To the first question of the script. */
  comprobar: 'c',
  /** To where the code of the call is typed. */
  codigo: 'k',
  terminar: 't',
  /** Back to the page of the call. */
  llamada: 'v',
} as const

/** Those of what is done. Freezing and giving back are never both possible. */
export const ACCION_KEYS: Readonly<Record<Exclude<Accion, 'registrar'>, string>> = {
  enviar_enlace: 'e',
  enviar_provisoria: 'w',
  reabrir: 'r',
  congelar: 'g',
  descongelar: 'g',
  cambiar_correo: 'm',
  cambiar_celular: 'n',
  reenviar_aviso: 'a',
  abrir_caso: 'b',
  cerrar_caso: 'x',
  pedir_documento: 'd',
  pedir_liberar: 'u',
  pedir_invitar: 'i',
  pedir_descongelar: 'f',
  pedir_verificar: 'y',
  pedir_cambiar_contactos: 'h',
  pedir_representante: 'j',
  pedir_reunir: 'z',
}
