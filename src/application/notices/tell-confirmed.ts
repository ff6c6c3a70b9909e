import { confirmedCelulares, confirmedMailboxes, includesMailbox } from '../../domain/account/channels.ts'
import type { Cuenta } from '../../domain/account/cuenta.ts'
import type { AvisoSms } from '../../domain/notices/avisos.ts'
import type { UnitOfWork } from '../ports.ts'
import { enqueueSms, type OutboxDeps } from './avisos.ts'

interface Told {
  /** The cuenta as it was and as it is: the confirmed channels of both are told. */
  states: readonly [Cuenta, ...Cuenta[]]
  /** Mailboxes and mobiles that a message of their own tells. */
  except: readonly (string | null)[]
  byMail: (mailbox: string) => Promise<unknown>
  sms: AvisoSms
  now: Date
}

/**
 * Tells every confirmed mailbox and mobile of a cuenta, old and new, once each, in the transaction of what it
 * tells (product.md “No fui yo”, “Proofs”): the only place that knows who is to hear of a recovery by answer, a
 * freeze and a cuenta that comes back. No limit silences it.
 */
export async function tellConfirmed(
  deps: OutboxDeps,
  uow: UnitOfWork,
  { states, except, byMail, sms, now }: Told,
): Promise<void> {
  const mailboxes: (string | null)[] = [...except]
  for (const mailbox of states.flatMap(confirmedMailboxes)) {
    if (includesMailbox(mailboxes, mailbox)) continue
    mailboxes.push(mailbox)
    await byMail(mailbox)
  }
  const celulares = new Set(states.flatMap((state) => confirmedCelulares(state, now)))
  for (const to of celulares) {
    if (except.includes(to)) continue
    await enqueueSms(deps, uow, { cuentaId: states[0].id, to, aviso: sms, now, always: true })
  }
}
