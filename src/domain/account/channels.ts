/** The mailboxes and mobiles of an account: which are confirmed, and by what (product.md “Proofs”, 1). */
import { addDays } from '../values/durations.ts'
import { toEmailKey } from '../values/email.ts'
import type { Cuenta } from './cuenta.ts'
import type { Proof } from './progress.ts'
import { changedAt, rankThatSet, withProvenance } from './provenance.ts'
import { isAtLeast, type Rank } from './ranks.ts'

/**
 * Whose mailbox codes are sent to: the registered one; for an organisation, its legal representative's once it is
 * confirmed, or where there is no other (product.md “Proofs”, 7).
 */
export const codigoFactor = ({
  perfil,
  email,
  emailRepresentante,
  emailRepresentanteConfirmedAt,
}: Pick<Cuenta, 'perfil' | 'email' | 'emailRepresentante' | 'emailRepresentanteConfirmedAt'>):
  | 'email'
  | 'representante' =>
  perfil === 'juridica' && emailRepresentante && (emailRepresentanteConfirmedAt || !email)
    ? 'representante'
    : 'email'

/** What tells whose mailbox the link of Recuperar goes to, and whether it is confirmed. */
export type EnlaceMailboxes = Pick<
  Cuenta,
  'perfil' | 'email' | 'emailConfirmedAt' | 'emailRepresentanteConfirmedAt'
>

/**
 * Whose mailbox the link of Recuperar is mailed to: the registered one; for an organisation without it, its legal
 * representative's confirmed one (product.md “Recuperar”).
 */
export const enlaceFactor = ({
  perfil,
  email,
  emailRepresentanteConfirmedAt,
}: EnlaceMailboxes): 'email' | 'representante' =>
  perfil === 'juridica' && email === null && emailRepresentanteConfirmedAt ? 'representante' : 'email'

/** That mailbox; null without. */
export const enlaceMailbox = (cuenta: EnlaceMailboxes & Pick<Cuenta, 'emailRepresentante'>): string | null =>
  enlaceFactor(cuenta) === 'representante' ? cuenta.emailRepresentante : cuenta.email

/** Whether that mailbox is confirmed. */
export const isEnlaceConfirmed = (cuenta: EnlaceMailboxes): boolean =>
  enlaceFactor(cuenta) === 'representante' || cuenta.emailConfirmedAt !== null

/** The mailbox that codes are sent to. */
export const codigoMailbox = (cuenta: Cuenta): string | null =>
  codigoFactor(cuenta) === 'representante' ? cuenta.emailRepresentante : cuenta.email

/** Whether a mailbox was a channel of the account at a moment: confirmed, and not set lately with less than a code. */
export function wasChannel(factor: 'email' | 'representante', cuenta: Cuenta, at: Date): boolean {
  const confirmedAt = factor === 'email' ? cuenta.emailConfirmedAt : cuenta.emailRepresentanteConfirmedAt
  return confirmedAt !== null && isAtLeast(rankThatSet(factor, cuenta, at) ?? 'canal', 'canal')
}

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

type Codigos = Mailboxes & Pick<Cuenta, 'perfil'>

/** Whether codes go to a confirmed mailbox. */
const isCodigoMailboxConfirmed = (cuenta: Codigos): boolean =>
  codigoFactor(cuenta) === 'representante'
    ? cuenta.emailRepresentanteConfirmedAt !== null
    : cuenta.emailConfirmedAt !== null

/**
 * Whether a code opens anything: to a mailbox that is not confirmed it serves only after the answer (product.md
 * “Proofs”, 1).
 */
export const codigoServes = (proofs: readonly Proof[], cuenta: Codigos): boolean =>
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
