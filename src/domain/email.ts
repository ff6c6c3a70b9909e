import type { Lectura } from './lectura.ts'
import { limpiar } from './texto.ts'

/** RFC 5321, 4.5.3.1, less the angle brackets of the path. */
const LARGO_MAXIMO = 254
const LARGO_LOCAL = 64

/** The dot-atom of RFC 5322 without what old servers take for routes, files or options: `% ! | / ` and a leading hyphen. */
const LOCAL = /^(?!-)[\w+'&=~#$?^*{}-]+(?:\.[\w+'&=~#$?^*{}-]+)*$/
const ETIQUETAS = /^[\p{L}\p{M}\p{N}-]+(?:\.[\p{L}\p{M}\p{N}-]+)+$/u
/** Host names with a dot whose last label is no number: IP addresses are not domains. */
const DOMINIO = /^(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+(?:[a-z]{2,63}|xn--[a-z\d-]{1,58}[a-z\d])$/

/**
 * Reads one e-mail address. Lists, names beside the address, quoted parts, comments, line breaks and IP
 * addresses are refused: a mail program would see more recipients in them than the person meant.
 * @returns the address, trimmed, its domain in lower case (in Punycode where it has other letters) and its
 *   local part as typed; or `email_formato`.
 */
export function leerEmail(texto: string): Lectura<string> {
  const rechazo = { ok: false, codigo: 'email_formato' } as const
  if (/[\r\n]/.test(texto)) return rechazo
  const [local = '', dominio = '', ...resto] = limpiar(texto).split('@')
  if (resto.length > 0 || local.length > LARGO_LOCAL || !LOCAL.test(local)) return rechazo
  const enAscii = dominioEnAscii(dominio)
  if (!DOMINIO.test(enAscii)) return rechazo
  const email = `${local}@${enAscii}`
  return email.length > LARGO_MAXIMO ? rechazo : { ok: true, valor: email }
}

/** The domain as the network knows it, or nothing when it is none. */
function dominioEnAscii(dominio: string): string {
  return ETIQUETAS.test(dominio) ? (URL.parse(`http://${dominio}`)?.hostname ?? '') : ''
}

/** What two addresses are compared by, without case (PRODUCT “Fields”: at most 3 accounts per address). */
export function claveEmail(email: string): string {
  return email.normalize('NFC').toLowerCase()
}
