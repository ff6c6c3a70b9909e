/** What a proof is worth (product.md “Proofs”). */
import { addDays } from '../values/durations.ts'
import { codigoFactor, enlaceFactor, isEnlaceConfirmed } from './channels.ts'
import type { Cuenta } from './cuenta.ts'
import type { Proof } from './progress.ts'
import { PROVENANCE_DAYS, rankThatSet } from './provenance.ts'
import { RANK_OF_PROOF } from './rank-of-proof.ts'
import { type Factor, highestOf, isAtLeast, lowestOf, type Rank } from './ranks.ts'

type Ranked = Pick<
  Cuenta,
  | 'perfil'
  | 'email'
  | 'emailConfirmedAt'
  | 'emailRepresentante'
  | 'emailRepresentanteConfirmedAt'
  | 'factores'
  | 'wayBack'
>

/** The factor that a proof rests on. */
function factorOf(proof: Proof, cuenta: Ranked): Factor | undefined {
  switch (proof) {
    case 'datos':
    case 'registro':
    case 'invitacion':
    case 'activacion':
      return undefined
    case 'clave':
      return 'clave'
    case 'provisoria':
    case 'respuesta':
      return 'respuesta'
    case 'codigo':
      return codigoFactor(cuenta)
    case 'enlace':
      return enlaceFactor(cuenta)
    case 'volver':
      return cuenta.wayBack === 'emailRepresentante' ? 'representante' : 'email'
  }
}

/**
 * The rank of one proof now: whatever was changed lately ranks no higher than the proof that set it. A link
 * to a mailbox not confirmed until then proves nothing by itself.
 */
export function rankOfProof(proof: Proof, cuenta: Ranked, now: Date): Rank {
  if (proof === 'enlace' && !isEnlaceConfirmed(cuenta)) return 'ninguno'
  const own = RANK_OF_PROOF[proof]
  const factor = factorOf(proof, cuenta)
  return factor ? lowestOf(own, rankThatSet(factor, cuenta, now) ?? own) : own
}

/** From when a code given now proves more: its mailbox was set lately with less. Undefined where that is not so. */
export function codigoProvesFrom(cuenta: Ranked, now: Date): Date | undefined {
  const set = cuenta.factores[codigoFactor(cuenta)]
  const from = set && addDays(new Date(set.at), PROVENANCE_DAYS)
  return set && from && from > now && !isAtLeast(set.rank, 'canal') ? from : undefined
}

/** What a solicitud has proven: the highest of its proofs (product.md “Proofs”). */
export const rankOf = (proofs: readonly Proof[], cuenta: Ranked, now: Date): Rank =>
  highestOf(proofs.map((proof) => rankOfProof(proof, cuenta, now)))

/**
 * What was proven, as far as it opens the representative of an organisation: a code counts only where it went to
 * their confirmed mailbox (product.md “Proofs”, 7).
 */
export const rankForRepresentante = (proofs: readonly Proof[], cuenta: Ranked, now: Date): Rank =>
  rankOf(
    codigoFactor(cuenta) === 'email' ? proofs.filter((proof) => proof !== 'codigo') : proofs,
    cuenta,
    now,
  )

/** Whether nothing but the CS was proven, which completes missing data and changes nothing (product.md “Missing data”). */
export const onlyClave = (proofs: readonly Proof[]): boolean =>
  proofs.length > 0 && proofs.every((proof) => proof === 'clave')

/** Audit events that prove something of an account, whatever their result says. */
export const PROVING_EVENTS = ['clave_cambiada', 'enlace_usado', 'email_confirmado'] as const

/** Audit events of proofs that hold when their result says so. */
export const TRIED_PROOF_EVENTS = ['clave_presentada', 'respuesta_presentada', 'codigo_presentado'] as const
