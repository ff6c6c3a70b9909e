/** Mailboxes that mail does not reach (product.md “Notices”). */

/** Why a mail server refused a mailbox for good, as it says. */
export type BounceReason = 'direccion' | 'dominio' | 'cerrado' | 'lleno'

/**
 * What the enhanced codes of RFC 3463 say about a mailbox. Those about the sender (5.1.7, 5.1.8), about either one
 * (5.1.0), the message, the network or a policy (5.3 to 5.7) say nothing about it.
 */
const REASON_OF_CODE: Readonly<Record<string, BounceReason>> = {
  '5.1.1': 'direccion',
  '5.1.3': 'direccion',
  '5.1.6': 'direccion',
  '5.1.2': 'dominio',
  '5.1.10': 'dominio',
  '5.2.1': 'cerrado',
  '5.2.2': 'lleno',
}

/**
 * Reads what a server said about the mailbox when it refused it, or the message to it, for good.
 * @param response such as `550 5.1.1 no such user`.
 * @returns undefined when it said nothing of the mailbox. Without an enhanced code nobody knows what a 550 is about: a
 *   relay that does not know us says the same of every mailbox.
 */
export function bounceReason(response: string): BounceReason | undefined {
  const code = /^5\d\d[ -](5\.\d{1,3}\.\d{1,3})\b/.exec(response)?.[1]
  return code === undefined ? undefined : REASON_OF_CODE[code]
}
