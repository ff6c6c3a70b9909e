/** What is known of a caso: a request that the call centre solves, known by its number (product.md “Cases”). */
import type { Parsed } from '../outcome/parsed.ts'
import { PERFILES, type Perfil } from '../perfil.ts'
import { PROVISORIA_ALPHABET } from '../secrets/clave.ts'
import { parseIdentificador } from '../values/identificador.ts'
import type { Proof } from './progress.ts'

/** Without look-alikes, as it is told by phone. */
export const CASO_ALPHABET = PROVISORIA_ALPHABET
export const CASO_LENGTH = 8
/** How long one is kept from when it was opened. */
export const CASO_DAYS = 2 * 365

/** How staff closed a caso. */
export const CASO_OUTCOMES = [
  'resuelto',
  'identificador_devuelto',
  'sin_cambios',
  'sin_contacto',
  'repetido',
] as const
export type CasoOutcome = (typeof CASO_OUTCOMES)[number]

/** What a caso keeps of who opened it; encrypted at rest. */
export interface CasoFacts {
  /** As typed; there may be no cuenta of it. */
  identificador: string
  /** Where it was opened from: the /24 of an IPv4 address, the /48 of an IPv6 one; null when staff did. */
  network: string | null
  /** What that person had proven. */
  proofs: readonly Proof[]
}

/** A number in canonical form, from how people write it: in any case, with blanks or hyphens. */
export const normalizeCasoNumber = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toUpperCase()

/** Parses a number. @returns it in canonical form; or `caso_formato`. */
export function parseCasoNumber(text: string): Parsed<string> {
  const value = normalizeCasoNumber(text)
  const isNumber = value.length === CASO_LENGTH && [...value].every((sign) => CASO_ALPHABET.includes(sign))
  return isNumber ? { ok: true, value } : { ok: false, code: 'caso_formato' }
}

/** Whom a text may name that was typed without saying whether it is an RUT or a NIE. */
export const identificadoresIn = (text: string): { perfil: Perfil; identificador: string }[] =>
  PERFILES.flatMap((perfil) => {
    const parsed = parseIdentificador(perfil, text)
    return parsed.ok ? [{ perfil, identificador: parsed.value }] : []
  })

/** Parses such a text. @returns it as typed; or `rut_o_nie_formato`. */
export const parseRutOrNie = (text: string): Parsed<string> =>
  identificadoresIn(text).length > 0 ? { ok: true, value: text } : { ok: false, code: 'rut_o_nie_formato' }
