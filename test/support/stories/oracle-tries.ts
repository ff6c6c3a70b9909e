/** Whose tries are spent by whom (product.md “Proofs”, 6), as far as stories can tell. */
import { DAY, WORTH } from './oracle-facts.ts'
import type { Person } from './seen.ts'

export type Secret = 'clave' | 'respuesta' | 'codigo' | 'datos'

const NEEDS: Record<Secret, number> = {
  datos: WORTH.nothing,
  clave: WORTH.clave,
  respuesta: WORTH.respuesta,
  codigo: WORTH.mailbox,
}

export class Tries {
  readonly #browsers = new Map<Person, { worth: number; at: number }>()
  readonly #misses = new Map<string, number>()
  readonly #sharedMiss = new Map<Secret, number>()

  /** Whether nothing can stop this person's right try: their browser has its own, or nobody missed lately. */
  free(who: Person, secret: Secret, now: number): boolean {
    if (this.#owns(who, secret, now)) return (this.#misses.get(`${who} ${secret}`) ?? 0) === 0
    return now > (this.#sharedMiss.get(secret) ?? Number.NEGATIVE_INFINITY) + 60 * DAY
  }

  /** Whether the account was proven in this person's browser; in its last day it may have ended. */
  knows(who: Person, now: number): 'yes' | 'perhaps' | 'no' {
    const known = this.#browsers.get(who)
    if (!known || now > known.at + 181 * DAY) return 'no'
    return now < known.at + 179 * DAY ? 'yes' : 'perhaps'
  }

  missed(who: Person, secret: Secret, now: number): void {
    const owns = this.#owns(who, secret, now)
    if (owns) this.#misses.set(`${who} ${secret}`, (this.#misses.get(`${who} ${secret}`) ?? 0) + 1)
    else this.#sharedMiss.set(secret, now)
  }

  hit(who: Person, secret: Secret, now: number): void {
    this.#misses.delete(`${who} ${secret}`)
    if (secret !== 'datos') this.proved(who, NEEDS[secret], now)
  }

  /** A recovery resets what the browser has of its own. */
  recovered(who: Person): void {
    for (const secret of Object.keys(NEEDS)) this.#misses.delete(`${who} ${secret}`)
  }

  proved(who: Person, worth: number, now: number): void {
    if (worth === WORTH.nothing) return
    const known = this.#browsers.get(who)
    const live = known && now < known.at + 180 * DAY ? known.worth : 0
    this.#browsers.set(who, { worth: Math.max(worth, live), at: now })
  }

  /** A freeze ends what browsers had. */
  forgetBrowsers(): void {
    this.#browsers.clear()
  }

  #owns(who: Person, secret: Secret, now: number): boolean {
    const known = this.#browsers.get(who)
    return known !== undefined && now < known.at + 179 * DAY && known.worth >= Math.max(1, NEEDS[secret])
  }
}
