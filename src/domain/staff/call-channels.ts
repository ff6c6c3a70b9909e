/** The channels of an account that a code of the call can be sent to (product.md “Calls”). */
import { includesMailbox, isCelularConfirmed, wasChannel } from '../account/channels.ts'
import type { Cuenta } from '../account/cuenta.ts'
import { changedAt, rankThatSet } from '../account/provenance.ts'
import { isAtLeast } from '../account/ranks.ts'

export const CALL_CHANNELS = ['email', 'emailRepresentante', 'celular'] as const
export type CallChannel = (typeof CALL_CHANNELS)[number]

/**
 * The channels at which a code proves something in a call: confirmed, and not set lately with less than a code, since
 * such a one ranks no higher than what set it (product.md “Proofs”, 4). Of a frozen account, as it was when it froze.
 * Two mailboxes that are the same are one.
 */
export function callChannels(cuenta: Cuenta, now: Date): CallChannel[] {
  const at = changedAt(cuenta, now)
  const { email, emailRepresentante } = cuenta
  const isSame = email !== null && includesMailbox([emailRepresentante], email)
  const serves: Record<CallChannel, boolean> = {
    email: email !== null && wasChannel('email', cuenta, at),
    emailRepresentante: emailRepresentante !== null && !isSame && wasChannel('representante', cuenta, at),
    celular:
      isCelularConfirmed(cuenta, now) && isAtLeast(rankThatSet('celular', cuenta, at) ?? 'canal', 'canal'),
  }
  return CALL_CHANNELS.filter((channel) => serves[channel])
}
