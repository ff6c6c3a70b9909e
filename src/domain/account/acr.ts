/** How other systems are told what a person showed (product.md “Other systems”, “Proofs”). */
import type { TramiteOperacion } from '../perfil.ts'
import { addHours, HOLD_AFTER_RECUPERAR_HOURS } from '../values/durations.ts'
import type { Cuenta } from './cuenta.ts'
import type { Proof } from './progress.ts'
import { rankOf } from './proofs.ts'
import { rankThatSet } from './provenance.ts'
import { isAtLeast } from './ranks.ts'

/**
 * Values of `acr`, from low to high. `respuesta`: the CS of an account that the secret answer alone recovered less than
 * 72 hours ago. `codigo`: straight from a tramite proven with a code or link to a confirmed mailbox or mobile, or more.
 */
export const ACR = {
  clave: 'urn:sence:cs',
  respuesta: 'urn:sence:cs:respuesta',
  codigo: 'urn:sence:cs:codigo',
} as const
export type Acr = (typeof ACR)[keyof typeof ACR]

/** What somebody showed: the CS in the form of the sign-in, or the proofs of a tramite from which they go on. */
export interface Shown {
  operacion: TramiteOperacion | 'ingresar'
  proofs: readonly Proof[]
}

/** The `acr` of who signs in to an account as it is now. */
export function acrOf({ operacion, proofs }: Shown, cuenta: Cuenta, now: Date): Acr {
  // What changed the CS may have changed what it was judged by; the account says what it was worth.
  const rank =
    operacion === 'cambiar' ? (rankThatSet('clave', cuenta, now) ?? 'ninguno') : rankOf(proofs, cuenta, now)
  if (isAtLeast(rank, 'canal')) return ACR.codigo
  const { recoveredWithRespuestaAt: from } = cuenta
  const isRecovered = from !== null && addHours(from, HOLD_AFTER_RECUPERAR_HOURS) > now
  return isRecovered ? ACR.respuesta : ACR.clave
}

/** Methods of RFC 8176 for the proofs: what was typed or pressed now, not what it is worth. */
const AMR_OF: Record<Proof, 'kba' | 'otp' | null> = {
  clave: null,
  datos: null,
  provisoria: 'kba',
  respuesta: 'kba',
  codigo: 'otp',
  enlace: 'otp',
  volver: 'otp',
  registro: 'otp',
  invitacion: 'otp',
  activacion: 'otp',
}

/** The `amr`: the CS, which everybody showed or chose, and what else was shown. */
export function amrOf({ proofs }: Shown): string[] {
  const others = proofs.map((proof) => AMR_OF[proof]).filter((method) => method !== null)
  return ['pwd', ...new Set(others)]
}

/** Whether a tramite that ended well shows the CS: it was typed or chosen there. Nothing else signs in. */
export const showsClave = ({ operacion, proofs }: Shown): boolean =>
  operacion === 'registrar' ||
  operacion === 'cambiar' ||
  (operacion === 'actualizar' && proofs.includes('clave'))
