import type { Cuenta } from '../../domain/account/cuenta.ts'
import { confirmedMailboxes, includesMailbox } from '../../domain/account/proofs.ts'

interface Told {
  /** The cuenta as it was and as it is: the confirmed channels of both are told. */
  states: readonly Cuenta[]
  /** Who is told by a message of its own. */
  except: readonly (string | null)[]
  byMail: (mailbox: string) => Promise<unknown>
}

/**
 * Tells every confirmed mailbox of a cuenta, old and new, once each, in the transaction of what it tells
 * (product.md “No fui yo”, “Proofs”): the only place that knows who is to hear of a recovery by answer, a freeze
 * and a cuenta that comes back.
 */
export async function tellConfirmed({ states, except, byMail }: Told): Promise<void> {
  const mailboxes: (string | null)[] = [...except]
  for (const mailbox of states.flatMap(confirmedMailboxes)) {
    if (includesMailbox(mailboxes, mailbox)) continue
    mailboxes.push(mailbox)
    await byMail(mailbox)
  }
}
