/** What a proof is worth (product.md “Proofs”). */
import { addDays } from '../values/durations.ts'
import { toEmailKey } from '../values/email.ts'
import { type Cuenta, codigoFactor, codigoMailbox, enlaceFactor, isEnlaceConfirmed } from './cuenta.ts'
import type { Proof } from './progress.ts'
import { RANK_OF_PROOF } from './rank-of-proof.ts'
import { FACTORES, type Factor, isAtLeast, lowestOf, type Provenances, type Rank } from './ranks.ts'

/** For how long a factor ranks no higher than the proof that set it (product.md “Proofs”). */
export const PROVENANCE_DAYS = 10

/** The highest of some ranks; `ninguno` without any. */
const highestOf = (ranks: readonly Rank[]): Rank =>
  ranks.reduce((highest, rank) => (isAtLeast(rank, highest) ? rank : highest), 'ninguno')

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

/** The rank of the proof that set a factor in the last days; undefined when it was set before. */
function rankThatSet(factor: Factor, { factores }: Pick<Cuenta, 'factores'>, now: Date): Rank | undefined {
  const set = factores[factor]
  return set && addDays(new Date(set.at), PROVENANCE_DAYS) > now ? set.rank : undefined
}

/** From when a code given now proves more: its mailbox was set lately with less. Undefined where that is not so. */
export function codigoProvesFrom(cuenta: Ranked, now: Date): Date | undefined {
  const set = cuenta.factores[codigoFactor(cuenta)]
  const from = set && addDays(new Date(set.at), PROVENANCE_DAYS)
  return set && from && from > now && !isAtLeast(set.rank, 'canal') ? from : undefined
}

/** Whether a mailbox was a channel of the account at a moment: confirmed, and not set lately with less than a code. */
export function wasChannel(factor: 'email' | 'representante', cuenta: Cuenta, at: Date): boolean {
  const confirmedAt = factor === 'email' ? cuenta.emailConfirmedAt : cuenta.emailRepresentanteConfirmedAt
  return confirmedAt !== null && isAtLeast(rankThatSet(factor, cuenta, at) ?? 'canal', 'canal')
}

/**
 * When a change of an account counts as made: one that is frozen keeps the moment when it froze, by which whatever
 * was set lately is judged. Time, the register or staff must give a thief's mailbox no rank meanwhile.
 */
export const changedAt = ({ estado, updatedAt }: Pick<Cuenta, 'estado' | 'updatedAt'>, now: Date): Date =>
  estado === 'congelada' ? updatedAt : now

/** The mailboxes of an account that is frozen, or about to be, which give it back: those that were its channels. */
export const channelsWhenFrozen = (cuenta: Cuenta, now: Date): string[] => {
  const at = changedAt(cuenta, now)
  return [
    ...(cuenta.email && wasChannel('email', cuenta, at) ? [cuenta.email] : []),
    ...(cuenta.emailRepresentante && wasChannel('representante', cuenta, at)
      ? [cuenta.emailRepresentante]
      : []),
  ]
}

/** What a solicitud has proven: the highest of its proofs (product.md “Proofs”). */
export const rankOf = (proofs: readonly Proof[], cuenta: Ranked, now: Date): Rank =>
  highestOf(proofs.map((proof) => rankOfProof(proof, cuenta, now)))

type WithFactores = Pick<Cuenta, 'factores'>
/** The factors that are mailboxes, or bring one. */
const MAILBOX_FACTORES = ['email', 'representante'] as const

/** The settings of a factor that are known, newest first. */
const settingsOf = ({ factores }: WithFactores, factor: Factor) => {
  const { former = [], ...last } = factores[factor] ?? {}
  return 'rank' in last ? [last, ...former] : []
}

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

/** The account's record of provenance after some factors were set with a rank. */
export const withProvenance = (
  cuenta: WithFactores,
  set: readonly Factor[],
  rank: Rank,
  now: Date,
): Provenances => {
  const at = now.toISOString()
  const formerOf = (factor: Factor) =>
    MAILBOX_FACTORES.some((one) => one === factor)
      ? settingsOf(cuenta, factor).filter((one) => addDays(new Date(one.at), PROVENANCE_DAYS) > now)
      : []
  const entryOf = (factor: Factor) => {
    const former = formerOf(factor)
    return [factor, { rank, at, ...(former.length > 0 && { former }) }]
  }
  return { ...cuenta.factores, ...Object.fromEntries(set.map(entryOf)) }
}

/** The record of provenance of an account that goes back to a moment: what was set since is not what it has. */
export const withoutProvenanceSince = (cuenta: WithFactores, from: Date): Provenances =>
  Object.fromEntries(
    FACTORES.flatMap((factor) => {
      const [last, ...former] = settingsOf(cuenta, factor).filter(({ at }) => new Date(at) < from)
      return last ? [[factor, { ...last, ...(former.length > 0 && { former }) }]] : []
    }),
  )

/** The rank that a mailbox of the account had just before a moment, if it was confirmed: set lately, that of what set it. */
export const channelRankBefore = (cuenta: WithFactores, moment: Date): Rank =>
  lowestOf(
    'canal',
    ...MAILBOX_FACTORES.flatMap((factor) => {
      const set = settingsOf(cuenta, factor).find(({ at }) => new Date(at) < moment)
      return set && addDays(new Date(set.at), PROVENANCE_DAYS) > moment ? [set.rank] : []
    }),
  )

/**
 * The rank of what first changed the mailboxes from a moment on, and so made the account leave the one that it had
 * then; undefined when that is not known. Nothing tells which of its two it was: the higher rank counts.
 */
export function rankThatLeft(cuenta: WithFactores, moment: Date): Rank | undefined {
  const firsts = MAILBOX_FACTORES.flatMap(
    (factor) => settingsOf(cuenta, factor).findLast(({ at }) => new Date(at) >= moment) ?? [],
  )
  return firsts.length > 0 ? highestOf(firsts.map(({ rank }) => rank)) : undefined
}

/** Whether nothing but the CS was proven, which completes missing data and changes nothing (product.md “Missing data”). */
export const onlyClave = (proofs: readonly Proof[]): boolean =>
  proofs.length > 0 && proofs.every((proof) => proof === 'clave')

type Mailboxes = Pick<
  Cuenta,
  'email' | 'emailConfirmedAt' | 'emailRepresentante' | 'emailRepresentanteConfirmedAt'
>

/** The mailboxes of an account whose link or code was used, or that the old system had. */
export const confirmedMailboxes = (cuenta: Mailboxes): string[] => [
  ...(cuenta.email && cuenta.emailConfirmedAt ? [cuenta.email] : []),
  ...(cuenta.emailRepresentante && cuenta.emailRepresentanteConfirmedAt ? [cuenta.emailRepresentante] : []),
]

/** The confirmed mailbox that a recovery's code goes to: the one that codes go to, or the other one; null without. */
export function recoveryMailbox(cuenta: Cuenta): string | null {
  const confirmed = confirmedMailboxes(cuenta)
  const usual = codigoMailbox(cuenta)
  return usual !== null && includesMailbox(confirmed, usual) ? usual : (confirmed[0] ?? null)
}

/** For how long a mobile stays confirmed without use (product.md “Proofs”, 1). */
export const CELULAR_CONFIRMED_DAYS = 365

type WithCelular = Pick<Cuenta, 'celular' | 'celularConfirmedAt'>

/** Whether a code sent to the mobile was used, or a key, in the last twelve months. */
export const isCelularConfirmed = ({ celular, celularConfirmedAt }: WithCelular, now: Date): boolean =>
  celular !== null && celularConfirmedAt !== null && addDays(celularConfirmedAt, CELULAR_CONFIRMED_DAYS) > now

/** The mobiles of an account that are confirmed now. */
export const confirmedCelulares = (cuenta: WithCelular, now: Date): string[] =>
  cuenta.celular !== null && isCelularConfirmed(cuenta, now) ? [cuenta.celular] : []

/**
 * Whether a temporary key sent by message went to the confirmed mobile alone, so that using it is using the mobile:
 * where it went by mail too, nobody knows from where it was typed.
 */
export const keyUsesCelular = (proofs: readonly Proof[], cuenta: Cuenta, now: Date): boolean =>
  proofs.includes('provisoria') && cuenta.email === null && isCelularConfirmed(cuenta, now)

/**
 * The account once a code confirmed its registered mobile.
 * @param rank of what was proven in the solicitud where the code was asked for; undefined in that of the
 *   registration, which sets no provenance.
 */
export const withCelularConfirmed = (cuenta: Cuenta, rank: Rank | undefined, now: Date): Cuenta => ({
  ...cuenta,
  celularConfirmedAt: now,
  factores: rank === undefined ? cuenta.factores : withProvenance(cuenta, ['celular'], rank, now),
})

/** Whether codes go to a confirmed mailbox. */
const isCodigoMailboxConfirmed = (cuenta: Ranked): boolean =>
  codigoFactor(cuenta) === 'representante'
    ? cuenta.emailRepresentanteConfirmedAt !== null
    : cuenta.emailConfirmedAt !== null

/**
 * Whether a code opens anything: to a mailbox that is not confirmed it serves only after the answer (product.md
 * “Proofs”, 1).
 */
export const codigoServes = (proofs: readonly Proof[], cuenta: Ranked): boolean =>
  proofs.includes('respuesta') || isCodigoMailboxConfirmed(cuenta)

/** The account once a code confirmed the mailbox that it went to, which it does together with the answer, never alone. */
export function withCodigoConfirmed(cuenta: Cuenta, proofs: readonly Proof[], now: Date): Cuenta {
  if (!proofs.includes('codigo') || !proofs.includes('respuesta')) return cuenta
  return withMailboxConfirmed(cuenta, codigoFactor(cuenta), now)
}

/** The account once one of its mailboxes was confirmed, which is both where the representative's is the same. */
export function withMailboxConfirmed(cuenta: Cuenta, which: 'email' | 'representante', now: Date): Cuenta {
  const { email, emailRepresentante } = cuenta
  const isBoth = email !== null && includesMailbox([emailRepresentante], email)
  return {
    ...cuenta,
    ...((isBoth || which === 'email') && { emailConfirmedAt: cuenta.emailConfirmedAt ?? now }),
    ...((isBoth || which === 'representante') && {
      emailRepresentanteConfirmedAt: cuenta.emailRepresentanteConfirmedAt ?? now,
    }),
  }
}

/** The representative's mailbox, if it waits to be confirmed by a link of its own. */
export const representanteToConfirm = ({
  email,
  emailRepresentante,
  emailRepresentanteConfirmedAt,
}: Mailboxes): string | null =>
  emailRepresentante === null || emailRepresentanteConfirmedAt || includesMailbox([email], emailRepresentante)
    ? null
    : emailRepresentante

/** Whether a mailbox is among some, without case. */
export const includesMailbox = (mailboxes: readonly (string | null)[], mailbox: string): boolean =>
  mailboxes.some((one) => one !== null && toEmailKey(one) === toEmailKey(mailbox))

/** Audit events that prove something of an account, whatever their result says. */
export const PROVING_EVENTS = ['clave_cambiada', 'enlace_usado', 'email_confirmado'] as const
/** Audit events of proofs that hold when their result says so. */
export const TRIED_PROOF_EVENTS = ['clave_presentada', 'respuesta_presentada', 'codigo_presentado'] as const
