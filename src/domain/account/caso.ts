/** What is known of a caso: a request that the call centre solves, known by its number (product.md “Cases”). */
import type { Parsed } from '../outcome/parsed.ts'
import { PERFILES, type Perfil } from '../perfil.ts'
import { parseIdentificador } from '../values/identificador.ts'
import { isTold, normalizeTold, TOLD_NUMBER_LENGTH } from '../values/told.ts'
import type { Proof } from './progress.ts'

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

/** The reason that looks for no account, but says that there is one. */
export const SAYS_REGISTERED = 'ya_registrado'

/** Whether there was an account when a caso was opened. */
export const isOfCuenta = (caso: { cuentaId: string | null; reason: string }): boolean =>
  caso.cuentaId !== null || caso.reason === SAYS_REGISTERED

/** Parses a number. @returns it in canonical form; or `caso_formato`. */
export function parseCasoNumber(text: string): Parsed<string> {
  const value = normalizeTold(text)
  return isTold(value, TOLD_NUMBER_LENGTH) ? { ok: true, value } : { ok: false, code: 'caso_formato' }
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
