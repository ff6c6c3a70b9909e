/** Tries and proven browsers of one account, as the domain counts them. */
import {
  counterOwner,
  levelProven,
  type ProvenBrowser,
  RESET_BY,
} from '../../../../src/domain/account/browsers.ts'
import type { Cuenta } from '../../../../src/domain/account/cuenta.ts'
import type { Proof } from '../../../../src/domain/account/progress.ts'
import {
  isShared,
  NEW_TRY_COUNTER,
  ruleFor,
  type Secret,
  type TryCounter,
  takeBack,
  takeTry,
} from '../../../../src/domain/account/tries.ts'
import { addDays } from '../../../../src/domain/values/durations.ts'
import type { Person } from '../seen.ts'

const LIMITS = {
  triesUntilLockout: 5,
  lockoutMinutes: 15,
  lockoutMaxHours: 24,
  missesUntilPermanentLockout: 100,
}

export class DomainTries {
  readonly #browsers = new Map<Person, ProvenBrowser>()
  readonly #counters = new Map<string, TryCounter>()

  /** Whether a try was left and right. */
  judge(who: Person, secret: Secret, right: boolean, now: Date): boolean {
    const known = this.#known(who, now)
    const browser = counterOwner(secret, known)
    const key = `${secret} ${browser}`
    const rule = ruleFor(secret, isShared(browser), LIMITS)
    const taken = takeTry(this.#counters.get(key) ?? NEW_TRY_COUNTER, rule, now)
    this.#counters.set(key, taken.counter)
    if (!taken.allowed || !right) return false
    if (isShared(browser)) this.#counters.set(key, takeBack(taken.counter, rule))
    if (known) for (const one of RESET_BY[secret]) this.#counters.delete(`${one} ${who}`)
    return true
  }

  /** Whether the account was proven in this person's browser. */
  knows(who: Person, now: Date): boolean {
    return this.#known(who, now) !== undefined
  }

  /** The account was proven in this person's browser. */
  remember(who: Person, proofs: readonly Proof[], cuenta: Cuenta, now: Date): void {
    const rank = Math.max(levelProven(proofs, cuenta), this.#known(who, now)?.rank ?? 0)
    if (rank > 0) this.#browsers.set(who, { browser: who, cuentaId: '1', rank, expiresAt: addDays(now, 180) })
  }

  /** A recovery resets what the browser has of its own. */
  recovered(who: Person): void {
    for (const key of this.#counters.keys()) if (key.endsWith(` ${who}`)) this.#counters.delete(key)
  }

  /** A freeze ends the browsers of an account, as does whoever comes back to it. */
  forgetBrowsers(): void {
    this.#browsers.clear()
  }

  #known(who: Person, now: Date): ProvenBrowser | undefined {
    const browser = this.#browsers.get(who)
    return browser && browser.expiresAt > now ? browser : undefined
  }
}
