import { type Challenge, createChallenge, randomInt, verifySolution } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import type { Clock, Fingerprints, Prices } from '../application/ports.ts'
import { mostTries } from '../domain/price.ts'
import { addMinutes, addSeconds, CAPTCHA_MINUTES } from '../domain/values/durations.ts'

/** PBKDF2, because browsers run it as fast as programs do: a page script's own hash would be ten times slower. */
const ALGORITHM = 'PBKDF2/SHA-256'
/** Iterations of each try: so many that starting one does not count. */
const COST = 5000
/** Longest token read: one takes some 700 characters. */
const MAX_LENGTH = 2000

/** What our own challenges carry, signed, besides what there is to work out. */
interface Terms {
  /** Fingerprint of the payer. */
  payer: string
  level: number
  /** Milliseconds since 1970. */
  from: number
  expires: number
}

/**
 * Challenges in tokens of their own, as those of the captcha: signed, and nothing stored until one is used up. The
 * counter to be found is drawn here, so the work has an upper bound, and judging a solution takes two HMACs.
 */
export function createPrices({
  fingerprints,
  clock,
}: {
  fingerprints: Fingerprints
  clock: Pick<Clock, 'now'>
}): Prices {
  const secrets = {
    hmacSignatureSecret: fingerprints.fingerprint('precio', 'firma'),
    hmacKeySignatureSecret: fingerprints.fingerprint('precio', 'solucion'),
  }
  const payerOf = (payer: string) => fingerprints.fingerprint('precio', `paga:${payer}`)

  return {
    async issue(payer, level, waitSeconds) {
      const now = clock.now()
      const terms: Terms = {
        payer: payerOf(payer),
        level,
        from: addSeconds(now, waitSeconds).getTime(),
        expires: addMinutes(now, CAPTCHA_MINUTES).getTime(),
      }
      const challenge = await createChallenge({
        ...secrets,
        algorithm: ALGORITHM,
        cost: COST,
        counter: randomInt(mostTries(level)) - 1,
        deriveKey,
        data: { ...terms },
      })
      return Buffer.from(JSON.stringify(challenge)).toString('base64url')
    },

    async read(token, payer, solution) {
      const challenge = parseToken(token)
      if (!challenge) return undefined
      const [counter = '', derivedKey = ''] = solution.slice(0, MAX_LENGTH).split('.')
      const verdict = await verifySolution({
        ...secrets,
        challenge,
        deriveKey,
        solution: { counter: Number(counter), derivedKey },
      })
      if (verdict.invalidSignature !== false) return undefined
      const { level, from, expires, payer: issuedTo } = challenge.parameters.data as unknown as Terms
      if (expires <= clock.now().getTime() || issuedTo !== payerOf(payer)) return undefined
      return { id: challenge.parameters.nonce, level, from: new Date(from), isSolved: verdict.verified }
    },
  }
}

/** Whatever it is, its signature is judged before anything in it is used. */
function parseToken(token: string): Challenge | undefined {
  if (token === '' || token.length > MAX_LENGTH) return undefined
  try {
    const challenge: Challenge = JSON.parse(Buffer.from(token, 'base64url').toString())
    return typeof challenge?.signature === 'string' && challenge.parameters ? challenge : undefined
  } catch {
    return undefined
  }
}
