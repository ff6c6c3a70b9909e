/** With which proof each factor of an account was set lately, and what that is worth (product.md “Proofs”, 4). */
import { addDays } from '../values/durations.ts'
import type { Cuenta } from './cuenta.ts'
import {
  FACTORES,
  type Factor,
  highestOf,
  isAtLeast,
  lowestOf,
  type Provenances,
  type Rank,
} from './ranks.ts'

/** For how long a factor ranks no higher than the proof that set it (product.md “Proofs”). */
export const PROVENANCE_DAYS = 10
/** A notice of ten days ago asks what was set lately then. */
const FORMER_DAYS = 2 * PROVENANCE_DAYS

/** The rank of the proof that set a factor in the last days; undefined when it was set before. */
export function rankThatSet(
  factor: Factor,
  { factores }: Pick<Cuenta, 'factores'>,
  now: Date,
): Rank | undefined {
  const set = factores[factor]
  return set && addDays(new Date(set.at), PROVENANCE_DAYS) > now ? set.rank : undefined
}

type WithFactores = Pick<Cuenta, 'factores'>

/** The factors that are mailboxes, or bring one. */
const MAILBOX_FACTORES = ['email', 'representante'] as const

/** The settings of a factor that are known, newest first. */
const settingsOf = ({ factores }: WithFactores, factor: Factor) => {
  const { former = [], ...last } = factores[factor] ?? {}
  return 'rank' in last ? [last, ...former] : []
}

/**
 * The account's record of provenance after some factors were set with a rank.
 * @param removed whether they were removed, and nothing set in their place.
 */
export const withProvenance = (
  cuenta: WithFactores,
  set: readonly Factor[],
  rank: Rank,
  now: Date,
  removed = false,
): Provenances => {
  const at = now.toISOString()
  const formerOf = (factor: Factor) =>
    MAILBOX_FACTORES.some((one) => one === factor)
      ? settingsOf(cuenta, factor).filter((one) => addDays(new Date(one.at), FORMER_DAYS) > now)
      : []
  const entryOf = (factor: Factor) => {
    const former = formerOf(factor)
    return [factor, { rank, at, ...(removed && { removed }), ...(former.length > 0 && { former }) }]
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

/** Whether who came with papers, or by the register's channel, set a mailbox of the account from a moment on. */
export const wasSetByPapers = (cuenta: WithFactores, moment: Date): boolean =>
  MAILBOX_FACTORES.some((factor) =>
    settingsOf(cuenta, factor).some(
      ({ rank, at, removed }) => !removed && isAtLeast(rank, 'mesa') && new Date(at) >= moment,
    ),
  )

/**
 * When a change of an account counts as made: one that is frozen keeps the moment when it froze, by which whatever
 * was set lately is judged. Time, the register or staff must give a thief's mailbox no rank meanwhile.
 */
export const changedAt = ({ estado, updatedAt }: Pick<Cuenta, 'estado' | 'updatedAt'>, now: Date): Date =>
  estado === 'congelada' ? updatedAt : now
