import {
  isAsked,
  newChallenge,
  type PasskeyChallenge,
  type PasskeyUse,
} from '../../../domain/staff/passkey.ts'
import type { Deps, UnitOfWork } from '../../ports.ts'

/** What a page asks of the browser: the session keeps the challenge, the page shows the rest. */
export interface AskedPasskey {
  challenge: PasskeyChallenge
  /** For `navigator.credentials`, as JSON. */
  options: string
}

/** What the browser answered. */
export interface PasskeyAnswer {
  /** What its session asked for: one in each tab. */
  asked: readonly PasskeyChallenge[]
  answer: string
}

export const makeChallenge = ({ random, clock }: Pick<Deps, 'random' | 'clock'>, use: PasskeyUse) =>
  newChallenge(random.token(), use, clock.now())

/** The challenge of that session to which it answers; undefined when it asked for nothing of the kind. */
export const challengeOf = (
  { passkeys }: Pick<Deps, 'passkeys'>,
  { asked, answer }: PasskeyAnswer,
): PasskeyChallenge | undefined => {
  const claims = passkeys.readClaims(answer)
  return asked.find(({ text }) => text === claims?.challenge)
}

/**
 * Uses a challenge up, in the transaction that believes its answer: of two answers at once, on any nodes, one is taken.
 * @returns false when it was used, is over, or was for something else.
 */
export async function useChallenge(
  { fingerprints }: Pick<Deps, 'fingerprints'>,
  { submissions }: UnitOfWork,
  challenge: PasskeyChallenge | undefined,
  use: PasskeyUse,
  now: Date,
): Promise<boolean> {
  if (!isAsked(challenge, use, now)) return false
  const id = fingerprints.fingerprint('envio', `passkey:${challenge.text}`)
  return submissions.claim(
    { id, fingerprint: id, outcome: null, expiresAt: new Date(challenge.expires) },
    now,
  )
}
