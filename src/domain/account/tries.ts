/**
 * The lockout rules (product.md “Tries”). A try is counted before the secret is checked, so that parallel
 * requests cannot exceed the limit.
 */

/**
 * Secrets that can be guessed. Each has counters per perfil and identificador, with or without an account.
 */
export const SECRETS = ['clave', 'respuesta', 'codigo', 'datos'] as const
export type Secret = (typeof SECRETS)[number]

/** What staff sign in with, each counted by itself for each address of theirs. */
export type StaffSecret = 'contrasena' | 'segundo_factor' | 'codigo_recuperacion'

/** One counter: of a secret, of an account or what would be one, and of a browser or several. */
export interface TryKey {
  /** `caso`: the number of a caso; `comprobacion`: the check of who calls. Neither is a secret of a cuenta. */
  secret: Secret | 'caso' | 'comprobacion' | StaffSecret
  /** Fingerprint of perfil and identificador. */
  subject: string
  /** Fingerprint of a browser, or one of {@link SHARED}. */
  browser: string
}

/** The browsers that share one counter. `others`: where nothing was proven; `weaker`: see `counterOwner`. */
export const SHARED = { others: '', weaker: 'demostrados' } as const
export const isShared = (browser: string): boolean => browser === SHARED.others || browser === SHARED.weaker

export interface TryCounter {
  /** Tries since the last lockout, or what reset the counter. */
  used: number
  /** Lockouts that were not forgotten; each doubles the next one. */
  lockouts: number
  lockedUntil: Date | null
  /** Failed tries since the counter was reset. */
  misses: number
  /** The last try. */
  triedAt: Date | null
}

export interface TryRule {
  triesUntilLockout: number
  lockoutMinutes: number
  lockoutMaxHours: number
  /** So many misses lock the secret for `days`; for null, until a recovery or a stronger proof. */
  longLockout: { misses: number; days: number | null } | null
  /** Whether time alone resets the counter, or success. */
  forgets: boolean
}

export const NEW_TRY_COUNTER: Readonly<TryCounter> = {
  used: 0,
  lockouts: 0,
  lockedUntil: null,
  misses: 0,
  triedAt: null,
}

/** Locked until a recovery or a stronger proof; never displayed as a date. */
export const UNTIL_RECUPERAR = new Date('9999-12-31T00:00:00.000Z')

/** Misses of an answer that lock it, in a proven browser until a stronger proof, in the others for a month. */
const RESPUESTA_MISSES = 20
const RESPUESTA_DAYS = 30

/**
 * The rule of a counter.
 * @param limits those of the configuration.
 * @param shared whether several browsers share the counter. Success must not show there, so only time resets it,
 *   and no number of misses locks the clave for ever: anybody could.
 */
export function ruleFor(
  secret: Secret,
  shared: boolean,
  limits: Pick<TryRule, 'triesUntilLockout' | 'lockoutMinutes' | 'lockoutMaxHours'> & {
    missesUntilPermanentLockout: number
  },
): TryRule {
  const { triesUntilLockout, lockoutMinutes, lockoutMaxHours, missesUntilPermanentLockout } = limits
  const long = {
    clave: shared ? null : { misses: missesUntilPermanentLockout, days: null },
    respuesta: { misses: RESPUESTA_MISSES, days: shared ? RESPUESTA_DAYS : null },
    codigo: null,
    datos: null,
  }
  return {
    triesUntilLockout,
    lockoutMinutes,
    lockoutMaxHours,
    longLockout: long[secret],
    forgets: shared,
  }
}

export type TakenTry =
  | { allowed: true; before: TryCounter; counter: TryCounter; remaining: number }
  | { allowed: false; counter: TryCounter; lockedUntil: Date }

/**
 * Counts one try. The last one locks at once; success undoes that, with {@link NEW_TRY_COUNTER} where it resets
 * the counter and {@link takeBack} where it does not.
 * @returns whether the secret may be checked, the counter to store, and the tries left after this one.
 */
export function takeTry(before: TryCounter, rule: TryRule, now: Date): TakenTry {
  if (before.lockedUntil && before.lockedUntil > now) {
    return { allowed: false, counter: before, lockedUntil: before.lockedUntil }
  }
  const { longLockout } = rule
  const start = rule.forgets ? forget(before, rule, now) : before
  const used = start.used + 1
  const misses = start.misses + 1
  const remaining = rule.triesUntilLockout - used
  const isLong = longLockout !== null && misses >= longLockout.misses
  if (remaining > 0 && !isLong) {
    const counter = { ...start, used, misses, lockedUntil: null, triedAt: now }
    return { allowed: true, before, counter, remaining }
  }
  const lockedUntil = isLong ? longEnd(longLockout.days, now) : lockoutEnd(start.lockouts, rule, now)
  const counter = { used: 0, lockouts: start.lockouts + 1, lockedUntil, misses, triedAt: now }
  return { allowed: true, before, counter, remaining: 0 }
}

/**
 * One lockout less for every 24 hours without a try, and then the tries too. The misses of an answer count until
 * so much time has passed as they would have locked it for: waiting gains nothing over being locked out.
 */
function forget(counter: TryCounter, { longLockout }: TryRule, now: Date): TryCounter {
  const days = counter.triedAt ? Math.floor((now.getTime() - counter.triedAt.getTime()) / DAY_MS) : 0
  if (days < 1) return counter
  if (longLockout?.days && days >= longLockout.days) return NEW_TRY_COUNTER
  if (days <= counter.lockouts) return { ...counter, lockouts: counter.lockouts - days }
  return longLockout ? { ...counter, lockouts: 0, used: 0 } : NEW_TRY_COUNTER
}

/**
 * Undoes one try, of a success that must leave no trace.
 * @param current as it is now: others may have tried meanwhile.
 */
export function takeBack(current: TryCounter, { triesUntilLockout }: TryRule): TryCounter {
  const misses = Math.max(0, current.misses - 1)
  if (current.used > 0 || !current.lockedUntil) {
    return { ...current, misses, used: Math.max(0, current.used - 1) }
  }
  return {
    ...current,
    misses,
    used: triesUntilLockout - 1,
    lockouts: current.lockouts - 1,
    lockedUntil: null,
  }
}

const DAY_MS = 24 * 3_600_000

const longEnd = (days: number | null, now: Date): Date =>
  days === null ? UNTIL_RECUPERAR : new Date(now.getTime() + days * DAY_MS)

function lockoutEnd(previousLockouts: number, rule: TryRule, now: Date): Date {
  const minutes = Math.min(
    rule.lockoutMinutes * 2 ** Math.min(previousLockouts, 30),
    rule.lockoutMaxHours * 60,
  )
  return new Date(now.getTime() + minutes * 60_000)
}
