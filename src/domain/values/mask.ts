/** Masks contact data, identificadores and names shown to someone who may not be their owner. */
import type { Perfil } from '../perfil.ts'
import { IDENTIFICADOR_FIELD } from './identificador.ts'

const HIDDEN = '****'

/**
 * From `maria@example.cl` to `m****a@example.cl`: enough for the owner to recognize the mailbox. Local parts
 * of up to three letters show only the first. Always four asterisks, so that the length stays hidden.
 */
export function maskEmail(email: string): string {
  const atIndex = email.lastIndexOf('@')
  const local = email.slice(0, atIndex)
  const last = local.length > 3 ? local.slice(-1) : ''
  return `${local.slice(0, 1)}${HIDDEN}${last}${email.slice(atIndex)}`
}

/**
 * From `987654321` to `+56 9 •••• ••21`.
 * @param blank between its parts: one that does not break keeps it on one line of a page.
 */
export const maskCelular = (celular: string, blank = ' '): string =>
  ['+56', '9', '••••', `••${celular.slice(-2)}`].join(blank)

/**
 * From `AB123456` to `AB****56`; numbers shorter than six show only the first character. Always four
 * asterisks.
 */
export function maskNie(nie: string): string {
  return nie.length < 6 ? `${nie.slice(0, 1)}${HIDDEN}` : `${nie.slice(0, 2)}${HIDDEN}${nie.slice(-2)}`
}

/**
 * From `12345678-5` to `12.•••.•••-5`: enough for the owner to tell two RUTs apart, while some 90,000 others
 * look the same.
 */
export function maskRut(rut: string): string {
  const [number = '', digit = ''] = rut.split('-')
  const millions = number.slice(0, -6)
  return `${millions}${millions && '.'}•••.•••-${digit}`
}

/** An identificador of a profile, as {@link maskRut} or {@link maskNie}. */
export const maskIdentificador = (perfil: Perfil, identificador: string): string =>
  IDENTIFICADOR_FIELD[perfil] === 'rut' ? maskRut(identificador) : maskNie(identificador)

/** From `María José Soto` to `M**** J**** S****`: who knows the name can tell that it is there, and nobody else reads it. */
export const maskName = (name: string): string =>
  name
    .split(' ')
    .map((word) => `${[...word].slice(0, 1).join('')}${HIDDEN}`)
    .join(' ')
