/**
 * The lockout rule (product.md “Tries”). A try is counted before the secret is checked, so that parallel
 * requests cannot exceed the limit; success resets the counter.
 */

/**
 * Secrets that can be guessed. Each has a counter per perfil and identificador, with or without an account.
 */
export const SECRETS = ['clave', 'respuesta', 'codigo', 'datos'] as const
export type Secret = (typeof SECRETS)[number]

export interface TryCounter {
  /** Tries since the last success or lockout. */
  used: number
  /** Lockouts since the last success; each doubles the next one. */
  lockouts: number
  lockedUntil: Date | null
  /** Failed tries since the last success. */
  misses: number
}

export interface TryRule {
  triesUntilLockout: number
  lockoutMinutes: number
  lockoutMaxHours: number
  /** Failed tries that lock the secret until a recovery; null for secrets other than the clave. */
  missesUntilPermanentLockout: number | null
}

export const NEW_TRY_COUNTER: Readonly<TryCounter> = { used: 0, lockouts: 0, lockedUntil: null, misses: 0 }

/** Locked until a recovery is finished; never displayed as a date. */
export const UNTIL_RECUPERAR = new Date('9999-12-31T00:00:00.000Z')

export type TakenTry =
  | { allowed: true; counter: TryCounter; remaining: number }
  | { allowed: false; counter: TryCounter; lockedUntil: Date }

/**
 * Counts one try. The last one locks at once; if it succeeds, storing {@link NEW_TRY_COUNTER} undoes that.
 * @returns whether the secret may be checked, the counter to store, and the tries left after this one.
 */
export function takeTry(counter: TryCounter, rule: TryRule, now: Date): TakenTry {
  if (counter.lockedUntil && counter.lockedUntil > now) {
    return { allowed: false, counter, lockedUntil: counter.lockedUntil }
  }
  const used = counter.used + 1
  const misses = counter.misses + 1
  const remaining = rule.triesUntilLockout - used
  const isPermanent = rule.missesUntilPermanentLockout !== null && misses >= rule.missesUntilPermanentLockout
  if (remaining > 0 && !isPermanent) {
    return { allowed: true, counter: { ...counter, used, misses, lockedUntil: null }, remaining }
  }
  const lockedUntil = isPermanent ? UNTIL_RECUPERAR : lockoutEnd(counter.lockouts, rule, now)
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
