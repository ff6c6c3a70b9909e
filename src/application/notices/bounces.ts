import { includesMailbox } from '../../domain/account/channels.ts'
import type { Cuenta } from '../../domain/account/cuenta.ts'
import type { BounceReason } from '../../domain/notices/bounces.ts'
import { toEmailKey } from '../../domain/values/email.ts'
import { recordAudit } from '../audit/record.ts'
import {
  type Bounce,
  type Deps,
  type PendingChange,
  type Queries,
  SISTEMA_CONTEXT,
  type UnitOfWork,
} from '../ports.ts'

type BounceDeps = Pick<Deps, 'fingerprints' | 'clock'>

/** A message that was given to the mail server, and whose account it is about. */
interface Answered {
  to: string
  cuentaId: string
}

/** A mailbox of a cuenta that mail does not reach, with its address. */
export interface BouncedMailbox extends Pick<Bounce, 'reason' | 'since'> {
  email: string
  /** Whose it is: the registered one, the representante's, or one that a pending change waits for. */
  of: 'email' | 'representante' | 'pendiente'
}

const fingerprintOf = ({ fingerprints }: Pick<Deps, 'fingerprints'>, email: string): string =>
  fingerprints.fingerprint('mensajes', toEmailKey(email))

interface Mailbox extends Pick<BouncedMailbox, 'email' | 'of'> {
  confirmedAt: Date | null
}

/** The mailboxes that are told of to whoever proved the cuenta, each once. */
function mailboxesOf(cuenta: Cuenta, pending: readonly PendingChange[]): Mailbox[] {
  const { email, emailConfirmedAt, emailRepresentante, emailRepresentanteConfirmedAt } = cuenta
  const all: Mailbox[] = []
  const add = (one: string | null | undefined, of: Mailbox['of'], confirmedAt: Date | null) => {
    if (
      one &&
      !includesMailbox(
        all.map((known) => known.email),
        one,
      )
    )
      all.push({ email: one, of, confirmedAt })
  }
  add(email, 'email', emailConfirmedAt)
  add(emailRepresentante, 'representante', emailRepresentanteConfirmedAt)
  for (const { data } of pending) {
    add(data.email, 'pendiente', null)
    add(data.emailRepresentante, 'pendiente', null)
  }
  return all
}

/**
 * Marks a mailbox that its mail server refused for good (product.md “Notices”), if it is one of the cuenta by then;
 * marks of mailboxes that are no longer go. Nothing else hangs on it: new messages are tried as before.
 */
export async function markBounce(
  deps: BounceDeps,
  uow: UnitOfWork,
  { to, cuentaId }: Answered,
  reason: BounceReason,
): Promise<void> {
  const now = deps.clock.now()
  const cuenta = await uow.cuentas.findById(cuentaId)
  if (!cuenta) return
  const mailboxes = mailboxesOf(cuenta, await uow.pendingChanges.findByCuenta(cuentaId))
  const known = new Map(mailboxes.map((one) => [fingerprintOf(deps, one.email), one]))
  const bounces = await uow.bounces.findByCuenta(cuentaId)
  for (const { mailbox } of bounces) if (!known.has(mailbox)) await uow.bounces.delete(cuentaId, mailbox)
  const mailbox = fingerprintOf(deps, to)
  const one = known.get(mailbox)
  if (!one) return
  const former = bounces.find((bounce) => bounce.mailbox === mailbox && holds(bounce, one))
  await uow.bounces.put({ cuentaId, mailbox, reason, since: former?.since ?? now })
  await recordAudit(uow, SISTEMA_CONTEXT, now, 'correo_devuelto', {
    cuentaId,
    result: reason,
    detail: { de: one.of },
  })
}

/** Takes the mark off a mailbox that a message reached. */
export async function clearBounce(
  deps: BounceDeps,
  uow: UnitOfWork,
  { to, cuentaId }: Answered,
): Promise<void> {
  if (!(await uow.bounces.delete(cuentaId, fingerprintOf(deps, to)))) return
  await recordAudit(uow, SISTEMA_CONTEXT, deps.clock.now(), 'correo_recuperado', { cuentaId })
}

/** A mailbox that was confirmed since does get mail. */
const holds = ({ since }: Bounce, { confirmedAt }: Mailbox): boolean =>
  confirmedAt === null || confirmedAt <= since

/** The mailboxes of a cuenta, present and pending, that mail does not reach. For staff, and for whoever proved it. */
export async function findBounced(
  deps: Pick<Deps, 'fingerprints'>,
  { bounces, pendingChanges }: Pick<Queries, 'bounces' | 'pendingChanges'>,
  cuenta: Cuenta,
): Promise<BouncedMailbox[]> {
  const marks = await bounces.findByCuenta(cuenta.id)
  if (marks.length === 0) return []
  const mailboxes = mailboxesOf(cuenta, await pendingChanges.findByCuenta(cuenta.id))
  return mailboxes.flatMap((one) => {
    const mark = marks.find(({ mailbox }) => mailbox === fingerprintOf(deps, one.email))
    return mark && holds(mark, one)
      ? [{ email: one.email, of: one.of, reason: mark.reason, since: mark.since }]
      : []
  })
}
