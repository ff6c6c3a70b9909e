/**
 * The lock-out rule (product.md “Tries”). A try is taken before the secret is judged, so that parallel tries
 * cannot pass it; success gives everything back.
 */

/** What is guessed at. One counter for each and each perfil and identificador, with or without an account. */
export const SECRETS = ['clave', 'respuesta', 'codigo', 'datos'] as const
export type Secret = (typeof SECRETS)[number]

export interface TryCounter {
  /** Tries taken since the last success or closure. */
  used: number
  /** Closures since the last success: each doubles the next. */
  lockouts: number
  lockedUntil: Date | null
  /** Misses since the last success. */
  misses: number
}

export interface TryRule {
  tries: number
  lockoutMinutes: number
  lockoutMaxHours: number
  /** So many misses close until recovery; only for the clave. */
  missesUntilLockoutForGood: number | null
}

export const NEW_TRY_COUNTER: Readonly<TryCounter> = { used: 0, lockouts: 0, lockedUntil: null, misses: 0 }

/** Closed until a recovery is finished: no date that people will see. */
export const UNTIL_RECUPERAR = new Date('9999-12-31T00:00:00.000Z')

export type TakenTry =
  | { allowed: true; counter: TryCounter; remaining: number }
  | { allowed: false; counter: TryCounter; lockedUntil: Date }

/**
 * Takes one try. The last one closes at once: if it succeeds, {@link NEW_TRY_COUNTER} undoes it.
 * @returns whether the secret may be judged, the counter to keep, and how many tries remain after this one.
 */
export function takeTry(counter: TryCounter, rule: TryRule, now: Date): TakenTry {
  if (counter.lockedUntil && counter.lockedUntil > now) {
    return { allowed: false, counter, lockedUntil: counter.lockedUntil }
  }
  const used = counter.used + 1
  const misses = counter.misses + 1
  const remaining = rule.tries - used
  const isForGood = rule.missesUntilLockoutForGood !== null && misses >= rule.missesUntilLockoutForGood
  if (remaining > 0 && !isForGood) {
    return { allowed: true, counter: { ...counter, used, misses, lockedUntil: null }, remaining }
  }
  const lockedUntil = isForGood ? UNTIL_RECUPERAR : lockoutEnd(counter.lockouts, rule, now)
  return {
    allowed: true,
    counter: { used: 0, lockouts: counter.lockouts + 1, lockedUntil, misses },
    remaining: 0,
  }
}

function lockoutEnd(previousLockouts: number, rule: TryRule, now: Date): Date {
  const minutes = Math.min(
    rule.lockoutMinutes * 2 ** Math.min(previousLockouts, 30),
    rule.lockoutMaxHours * 60,
  )
  return new Date(now.getTime() + minutes * 60_000)
}
