/** What is known of a caso: a request that the call centre solves, known by its number (product.md “Cases”). */
import { PROVISORIA_ALPHABET } from '../secrets/clave.ts'
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
