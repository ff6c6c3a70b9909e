import { describe, expect, it } from 'vitest'
import { counterOwner, highestLevel, levelProven } from '../../../src/domain/account/browsers.ts'
import {
  NEW_TRY_COUNTER,
  ruleFor,
  type Secret,
  SHARED,
  type TryCounter,
  type TryRule,
  takeBack,
  takeTry,
  UNTIL_RECUPERAR,
} from '../../../src/domain/account/tries.ts'

const LIMITS = {
  triesUntilLockout: 5,
  lockoutMinutes: 15,
  lockoutMaxHours: 24,
  missesUntilPermanentLockout: 100,
}
const START = new Date('2026-11-22T15:00:00.000Z')
const DAY_MS = 24 * 3_600_000
const at = (ms: number, from = START) => new Date(from.getTime() + ms)

/** Misses as soon as each lockout is over. @returns when each miss happened, and the counter. */
function missAll(rule: TryRule, most: number, from = START) {
  let counter: TryCounter = NEW_TRY_COUNTER
  let now = from
  const times: Date[] = []
  while (times.length < most && counter.lockedUntil !== UNTIL_RECUPERAR) {
    if (counter.lockedUntil && counter.lockedUntil > now) now = counter.lockedUntil
    const taken = takeTry(counter, rule, now)
    if (!taken.allowed) throw new Error('locked before its time')
    counter = taken.counter
    times.push(now)
  }
  return { times, counter, now }
}

describe('the counter of the browsers where nothing was proven', () => {
  it('locks the clave for a day at most, however many misses', () => {
    const { counter, now } = missAll(ruleFor('clave', true, LIMITS), 500)
    expect(counter.lockedUntil).toEqual(at(DAY_MS, now))
  })

  it('forgets one lockout for every 24 hours without a try, then the tries too', () => {
    const rule = ruleFor('clave', true, LIMITS)
    const { counter, now } = missAll(rule, 15)
    expect(counter.lockouts).toBe(3)
    const lockedFor = (days: number) => {
      const later = at(days * DAY_MS, now)
      let next = counter
      for (let miss = 0; miss < 5; miss++) next = takeTry(next, rule, later).counter
      return ((next.lockedUntil?.getTime() ?? 0) - later.getTime()) / 60_000
    }
    expect([1, 2, 3, 4].map(lockedFor)).toEqual([60, 30, 15, 15])
    const four = { ...NEW_TRY_COUNTER, used: 4, misses: 4, triedAt: START }
    expect(takeTry(four, rule, at(DAY_MS - 1))).toMatchObject({ remaining: 0 })
    expect(takeTry(four, rule, at(DAY_MS))).toMatchObject({ remaining: 4 })
  })

  it('locks the answer for 30 days after 20 misses, and waiting gains nothing over that', () => {
    const rule = ruleFor('respuesta', true, LIMITS)
    const { counter, now } = missAll(rule, 20)
    expect(counter.lockedUntil).toEqual(at(30 * DAY_MS, now))
    expect(missAll(rule, 1_000).times.filter((one) => one < at(365 * DAY_MS)).length).toBeLessThan(270)
  })

  it.each(['clave', 'respuesta', 'codigo', 'datos'] as const)('%s: a success leaves no trace', (secret) => {
    const rule = ruleFor(secret, true, LIMITS)
    for (let misses = 0; misses < 20; misses++) {
      const { counter, now } = missAll(rule, misses)
      const time = counter.lockedUntil ?? now
      const success = takeTry(counter, rule, time)
      const miss = takeTry(success.counter, rule, time)
      if (!success.allowed || !miss.allowed) continue
      expect(takeBack(miss.counter, rule)).toMatchObject({
        used: miss.counter.used === 0 ? 4 : success.counter.used,
      })
    }
  })

  it('a success that took the last try opens it again for who is left', () => {
    const rule = ruleFor('clave', true, LIMITS)
    const four = missAll(rule, 4).counter
    const fifth = takeTry(four, rule, START)
    expect(fifth.counter.lockedUntil).not.toBeNull()
    expect(takeBack(fifth.counter, rule)).toEqual(four)
  })
})

describe('the counter of a browser where the account was proven', () => {
  it.each([
    ['clave', 100],
    ['respuesta', 20],
  ] as const)('locks the %s for good after %i misses', (secret, misses) => {
    const { times, counter } = missAll(ruleFor(secret, false, LIMITS), 200)
    expect(times).toHaveLength(misses)
    expect(counter.lockedUntil).toBe(UNTIL_RECUPERAR)
  })

  it('forgets nothing by itself', () => {
    const rule = ruleFor('clave', false, LIMITS)
    const { counter, now } = missAll(rule, 4)
    expect(takeTry(counter, rule, at(90 * DAY_MS, now))).toMatchObject({ remaining: 0 })
  })
})

it('a browser has its own counter of what it proved and of what ranks lower; of higher secrets they share one', () => {
  const owners = (proof: Parameters<typeof highestLevel>[0][number]) =>
    (['clave', 'datos', 'respuesta', 'codigo'] as Secret[]).map((secret) =>
      counterOwner(secret, { browser: 'suyo', rank: highestLevel([proof]) }),
    )
  expect(owners('clave')).toEqual(['suyo', 'suyo', SHARED.weaker, SHARED.weaker])
  expect(owners('provisoria')).toEqual(['suyo', 'suyo', 'suyo', SHARED.weaker])
  expect(owners('respuesta')).toEqual(['suyo', 'suyo', 'suyo', SHARED.weaker])
  for (const proof of ['codigo', 'enlace', 'volver'] as const) {
    expect(owners(proof)).toEqual(['suyo', 'suyo', 'suyo', 'suyo'])
  }
  expect(counterOwner('clave', undefined)).toBe(SHARED.others)
})

it('a link to a mailbox that nobody confirmed makes no browser a proven one', () => {
  const unconfirmed = {
    perfil: 'natural' as const,
    email: 'ana@ejemplo.cl',
    emailConfirmedAt: null,
    emailRepresentanteConfirmedAt: null,
  }
  const confirmed = { ...unconfirmed, emailConfirmedAt: new Date() }
  expect(levelProven(['enlace'], unconfirmed)).toBe(0)
  expect(levelProven(['enlace'], confirmed)).toBe(highestLevel(['enlace']))
  expect(levelProven(['enlace', 'clave'], unconfirmed)).toBe(highestLevel(['clave']))
})
