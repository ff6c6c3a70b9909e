/** Who comes back to an account keeps only what they proved (product.md “Proofs”). */
import type { Perfil } from '../perfil.ts'
import {
  type EnlaceMailboxes,
  enlaceFactor,
  includesMailbox,
  isEnlaceConfirmed,
  wasChannel,
} from './channels.ts'
import type { Cuenta } from './cuenta.ts'
import type { Proof, StopReason } from './progress.ts'
import { withProvenance } from './provenance.ts'
import { MAILBOXES, type Mailbox } from './ranks.ts'

/** Proofs of who knows no clave, and keeps nothing of what the account had. */
const BACK_ANEW = ['volver', 'registro', 'invitacion', 'activacion'] as const
const isBackAnew = (proof: Proof): boolean => BACK_ANEW.some((one) => one === proof)

/** Whether somebody came by a mailed link or the register's code, and so knows no clave. */
export const cameWithoutClave = (proofs: readonly Proof[]): boolean =>
  proofs.some((proof) => proof === 'enlace' || isBackAnew(proof))

type ComingBack = Pick<Cuenta, 'claveHash' | 'firstClaveAt'> & EnlaceMailboxes

/**
 * Whether these proofs bring somebody back to the account, who then chooses a new CS, question and answer: a
 * link after a freeze, the first one of whom the call centre registered, one to a mailbox not confirmed until then, one after staff unfroze the account and so
 * removed its CS, a link that two people granted, or a code to the register's channel where it has another representative. A facilitador who
 * activates the account has nothing else to lose.
 */
export function comesBack(proofs: readonly Proof[], cuenta: ComingBack): boolean {
  if (proofs.some(isBackAnew)) return true
  if (!proofs.includes('enlace')) return false
  const wasUnfrozen = cuenta.claveHash === null && cuenta.firstClaveAt !== null
  return wasUnfrozen || (!isEnlaceConfirmed(cuenta) && cuenta.perfil !== 'facilitador')
}

/** Whether the form in which somebody comes back asks for a new question: facilitadores have none. */
export const choosesPregunta = (proofs: readonly Proof[], cuenta: ComingBack): boolean =>
  cuenta.perfil !== 'facilitador' && comesBack(proofs, cuenta)

/** What coming back removes of an account, whatever a thief may know: CS, question and mobile. */
export const WITHOUT_SECRETS = {
  claveHash: null,
  preguntaSecreta: null,
  respuestaHash: null,
  celular: null,
  celularConfirmedAt: null,
  celularRepresentante: null,
  wayBack: null,
  frozenByStaffAt: null,
} as const satisfies Partial<Cuenta>

const WITHOUT_EMAIL = { email: null, emailConfirmedAt: null } as const
export const WITHOUT_REPRESENTANTE = {
  emailRepresentante: null,
  emailRepresentanteConfirmedAt: null,
} as const

/**
 * The account of whoever comes back by a link to a mailbox: it alone stays, and is confirmed by that.
 * @param mailbox the one that got the link.
 */
export function keepMailbox(cuenta: Cuenta, mailbox: Mailbox, now: Date): Cuenta {
  const kept =
    mailbox === 'email'
      ? { emailConfirmedAt: cuenta.email ? (cuenta.emailConfirmedAt ?? now) : null, ...WITHOUT_REPRESENTANTE }
      : { emailRepresentanteConfirmedAt: cuenta.emailRepresentanteConfirmedAt ?? now, ...WITHOUT_EMAIL }
  const removed = mailbox === 'email' ? 'representante' : 'email'
  const hadOther = (mailbox === 'email' ? cuenta.emailRepresentante : cuenta.email) !== null
  const factores = withProvenance(cuenta, hadOther ? [removed] : [], 'canal', now)
  return { ...cuenta, ...WITHOUT_SECRETS, ...kept, factores, estado: 'activa' }
}

/**
 * The account of whoever comes by a link that two people granted: the mailbox that they named is its only one, and is
 * confirmed by that; it ranks as the call centre.
 */
export function keepInvited(cuenta: Cuenta, mailbox: string, now: Date): Cuenta {
  const lost = cuenta.emailRepresentante === null ? [] : (['representante'] as const)
  return {
    ...cuenta,
    ...WITHOUT_SECRETS,
    ...WITHOUT_REPRESENTANTE,
    email: mailbox,
    emailConfirmedAt: now,
    factores: withProvenance(cuenta, ['email', ...lost], 'mesa', now),
    estado: 'activa',
  }
}

/**
 * The account that staff unfroze: the way in is the link by mail to a confirmed mailbox. One that was set with less
 * than a code in the ten days before the freeze is none: whoever knew the answer may have set it.
 */
export function keepConfirmed(cuenta: Cuenta, now: Date): Cuenta {
  // A frozen account is as it was when it froze.
  const frozenAt = cuenta.updatedAt
  const losesEmail = cuenta.email !== null && !wasChannel('email', cuenta, frozenAt)
  const losesOther = cuenta.emailRepresentante !== null && !wasChannel('representante', cuenta, frozenAt)
  const removed = [
    ...(losesEmail ? (['email'] as const) : []),
    ...(losesOther ? (['representante'] as const) : []),
  ]
  return {
    ...cuenta,
    ...WITHOUT_SECRETS,
    ...(losesEmail && WITHOUT_EMAIL),
    ...(losesOther && WITHOUT_REPRESENTANTE),
    factores: withProvenance(cuenta, removed, 'mesa', now, true),
    estado: 'activa',
  }
}

/** Which mailbox of an account an address is; any other counts as the registered one. */
export const whichMailbox = (
  { email, emailRepresentante }: Pick<Cuenta, 'email' | 'emailRepresentante'>,
  address: string,
): Mailbox =>
  !includesMailbox([email], address) && includesMailbox([emailRepresentante], address)
    ? 'emailRepresentante'
    : 'email'

/** Whether a link to a mailbox gives a frozen account back. */
export const givesBack = ({ wayBack }: Pick<Cuenta, 'wayBack'>, mailbox: Mailbox): boolean =>
  wayBack === 'correo' || wayBack === mailbox

/**
 * The mailboxes to which Recuperar mails a link. Of a frozen account, those that give it back and were its channels
 * when it froze, not set lately by somebody with less than a code; none where the call centre decides.
 */
export function linkMailboxes(cuenta: Cuenta): Mailbox[] {
  if (cuenta.estado === 'cerrada') return []
  const mailboxes = cuenta.perfil === 'juridica' ? MAILBOXES : (['email'] as const)
  const factors = { email: 'email', emailRepresentante: 'representante' } as const
  const used = (one: Mailbox) =>
    cuenta.estado === 'congelada'
      ? givesBack(cuenta, one) && wasChannel(factors[one], cuenta, cuenta.updatedAt)
      : enlaceFactor(cuenta) === factors[one]
  return mailboxes.filter((one) => cuenta[one] !== null && used(one))
}

/**
 * Why an account cannot go on once something was proven: its estado ('congelada_mesa' where Recuperar mails
 * no link back, so that nobody is sent to ask for one), or it was found by the NIE that it had before changing
 * to perfil natural.
 * @param perfil the profile whose form was used.
 */
export function cuentaStopReason(cuenta: Cuenta, perfil: Perfil): StopReason | undefined {
  const { estado } = cuenta
  if (estado === 'congelada') return linkMailboxes(cuenta).length > 0 ? estado : 'congelada_mesa'
  if (estado !== 'activa') return estado
  return cuenta.perfil === perfil ? undefined : 'use_su_rut'
}
