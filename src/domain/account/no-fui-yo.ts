/** What the button “No fui yo” does (product.md “No fui yo”). */
import type { TramiteOperacion } from '../perfil.ts'
import { includesMailbox } from './channels.ts'
import type { Cuenta } from './cuenta.ts'
import { channelRankBefore, rankThatLeft, wasSetByPapers } from './provenance.ts'
import { isAtLeast, type Rank } from './ranks.ts'

/** What a mailbox was told of, and contests. */
export interface Contested {
  kind: TramiteOperacion
  /** Rank of the proof that it was done with. */
  rank: Rank
  /** Whether the mailbox was a confirmed one of the account before it. */
  confirmed: boolean
  mailbox: string
  /** Whether it was the account's after it too. */
  kept: boolean
  /** When it was done. */
  createdAt: Date
}

export type NoFuiYoEffect =
  /** The registration is undone: account and personal data end. */
  | { effect: 'deshace' }
  /** Nothing changes: the account left that mailbox by somebody who outranks it. */
  | { effect: 'mesa' }
  /** `restores`: whether data, question and profile go back to before the event. `correo`: by a link to that mailbox. */
  | { effect: 'congela'; restores: boolean; wayBack: 'correo' | 'mesa' }

type Contesting = Pick<Cuenta, 'email' | 'emailRepresentante' | 'factores' | 'wayBack'>

/**
 * What the button does.
 * - A registration of which nothing was proven since is undone; otherwise the call centre decides.
 * - From a mailbox that the account left by staff or register, or before papers set another, nothing is done, not even that; left by a code to it, the
 *   account freezes as it is. Both lead to the call centre.
 * - Anything else is put back. The way back is by mail, if the mailbox was confirmed before the event and
 *   outranks the proof that it was done with; set lately, it ranks as what set it. What the call centre is to
 *   decide no later press decides.
 * @param provenSince whether anything was proven since the account was made.
 */
export function effectOfNoFuiYo(
  contested: Contested,
  cuenta: Contesting,
  provenSince: boolean,
): NoFuiYoEffect {
  const { kind, rank, confirmed, createdAt } = contested
  const left = howLeft(cuenta, contested)
  if (left && isAtLeast(left, 'mesa')) return { effect: 'mesa' }
  if (kind === 'registrar' && !provenSince) return { effect: 'deshace' }
  const leftByCode = left !== undefined && isAtLeast(left, 'canal')
  if (kind === 'registrar' || leftByCode) return { effect: 'congela', restores: false, wayBack: 'mesa' }
  const outranks = confirmed && !isAtLeast(rank, channelRankBefore(cuenta, createdAt))
  return {
    effect: 'congela',
    restores: true,
    wayBack: outranks && cuenta.wayBack !== 'mesa' ? 'correo' : 'mesa',
  }
}

/**
 * The rank with which an account left the mailbox that it had at a moment, undefined while it has it. As long as
 * nothing tells, a code did it. Where who came with papers set another since, nobody outranks them, whatever was done to
 * the account before them.
 */
function howLeft(cuenta: Contesting, { mailbox, kept, createdAt }: Contested): Rank | undefined {
  if (includesMailbox([cuenta.email, cuenta.emailRepresentante], mailbox)) return undefined
  // What the deed itself set is then that mailbox, not what the account left it for.
  const moment = kept ? new Date(createdAt.getTime() + 1) : createdAt
  return wasSetByPapers(cuenta, moment) ? 'mesa' : (rankThatLeft(cuenta, moment) ?? 'canal')
}
