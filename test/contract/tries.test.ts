import { expect, it } from 'vitest'
import type { TryCounters } from '../../src/application/ports.ts'
import {
  NEW_TRY_COUNTER,
  ruleFor,
  type Secret,
  type TryKey,
  takeTry,
  UNTIL_RECUPERAR,
} from '../../src/domain/account/tries.ts'
import { addMinutes, describeOnEachEngine, NOW, runAtOnce, withCuenta } from '../support/storage/contract.ts'

const RULE = ruleFor('clave', true, {
  triesUntilLockout: 5,
  lockoutMinutes: 15,
  lockoutMaxHours: 24,
  missesUntilPermanentLockout: 100,
})

const of = (secret: Secret, subject: string, browser = ''): TryKey => ({ secret, subject, browser })

describeOnEachEngine('try counters and rate limits', (store) => {
  it('reads an unused counter as new', async () => {
    await store().transaction(async ({ tryCounters }) => {
      expect(await tryCounters.read(of('clave', 'nadie'))).toEqual(NEW_TRY_COUNTER)
      expect(await tryCounters.lock(of('clave', 'nadie'))).toEqual(NEW_TRY_COUNTER)
    })
  })

  it('keeps one counter per secret and subject', async () => {
    const locked = { used: 3, lockouts: 2, lockedUntil: UNTIL_RECUPERAR, misses: 41, triedAt: NOW }
    await store().transaction(({ tryCounters }) => tryCounters.save(of('clave', 'uno'), locked))
    await store().transaction(async ({ tryCounters }) => {
      expect(await tryCounters.lock(of('clave', 'uno'))).toEqual(locked)
      expect(await tryCounters.read(of('clave', 'uno'))).toEqual(locked)
      expect(await tryCounters.read(of('respuesta', 'uno'))).toEqual(NEW_TRY_COUNTER)
      expect(await tryCounters.read(of('clave', 'dos'))).toEqual(NEW_TRY_COUNTER)
    })
  })

  it('creates a counter only where there is none', async () => {
    const { create, read } = store().single.tryCounters
    const counter = { ...NEW_TRY_COUNTER, used: 1, misses: 1 }
    expect(await create(of('clave', 'nuevo'), counter)).toBe(true)
    expect(await create(of('clave', 'nuevo'), { ...counter, used: 2 })).toBe(false)
    expect(await create(of('datos', 'nuevo'), counter)).toBe(true)
    expect(await read(of('clave', 'nuevo'))).toEqual(counter)
  })

  it('keeps those of a browser apart, and deletes some of them alone', async () => {
    const counter = { ...NEW_TRY_COUNTER, used: 1, misses: 1 }
    await store().transaction(async ({ tryCounters }) => {
      for (const browser of ['', 'uno', 'dos'])
        await tryCounters.create(of('clave', 'varios', browser), counter)
      await tryCounters.create(of('datos', 'varios', 'uno'), counter)
      await tryCounters.delete('varios', 'uno', ['clave', 'respuesta'])
      const left = (await tryCounters.findBySubject('varios')).map(({ secret, browser }) => [secret, browser])
      expect(left).toEqual([
        ['clave', ''],
        ['clave', 'dos'],
        ['datos', 'uno'],
      ])
      expect((await tryCounters.findBySubject('varios'))[0]?.counter).toEqual(counter)
    })
  })

  it('deletes every counter of a subject, and tells which were locked', async () => {
    const locked = { ...NEW_TRY_COUNTER, lockouts: 1, lockedUntil: addMinutes(15), misses: 5 }
    await store().transaction(async ({ tryCounters }) => {
      await tryCounters.create(of('clave', 'cerrado', 'uno'), locked)
      await tryCounters.create(of('datos', 'cerrado'), { ...NEW_TRY_COUNTER, used: 1 })
      expect(await tryCounters.deleteBySubject('cerrado')).toEqual(
        expect.arrayContaining([
          { ...of('clave', 'cerrado', 'uno'), lockedUntil: addMinutes(15) },
          { ...of('datos', 'cerrado'), lockedUntil: null },
        ]),
      )
      expect(await tryCounters.findBySubject('cerrado')).toEqual([])
    })
  })

  it('puts a counter back only if nobody tried meanwhile; one at zero is gone', async () => {
    const before = { ...NEW_TRY_COUNTER, used: 2, misses: 7, triedAt: addMinutes(-5) }
    const after = { ...before, used: 3, misses: 8, triedAt: NOW }
    await store().transaction(async ({ tryCounters }) => {
      await tryCounters.create(of('clave', 'repuesto'), after)
      expect(await tryCounters.restore(of('clave', 'repuesto'), before, NEW_TRY_COUNTER)).toBe(false)
      expect(await tryCounters.restore(of('clave', 'repuesto'), after, before)).toBe(true)
      expect(await tryCounters.read(of('clave', 'repuesto'))).toEqual(before)
      expect(await tryCounters.restore(of('clave', 'repuesto'), before, NEW_TRY_COUNTER)).toBe(true)
      expect(await tryCounters.findBySubject('repuesto')).toEqual([])
    })
  })

  it('moves the counters of proven browsers to another subject, instead of those it had; of others, none', async () => {
    const one = { ...NEW_TRY_COUNTER, used: 1, misses: 1 }
    const two = { ...NEW_TRY_COUNTER, used: 2, misses: 2 }
    const own = (secret: Secret, subject: string) => ({ ...of(secret, subject), browser: 'propio' })
    await store().transaction(async ({ tryCounters }) => {
      for (const key of [own, of]) {
        await tryCounters.create(key('clave', 'de'), one)
        await tryCounters.create(key('clave', 'a'), two)
        await tryCounters.create(key('datos', 'a'), two)
      }
      await tryCounters.move('de', 'a')
      expect(await tryCounters.read(own('clave', 'a'))).toEqual(one)
      expect(await tryCounters.read(own('datos', 'a'))).toEqual(NEW_TRY_COUNTER)
      expect(await tryCounters.read(own('clave', 'de'))).toEqual(NEW_TRY_COUNTER)
      expect(await tryCounters.read(of('clave', 'a'))).toEqual(two)
      expect(await tryCounters.read(of('datos', 'a'))).toEqual(two)
      expect(await tryCounters.read(of('clave', 'de'))).toEqual(one)
    })
  })

  it('deletes counters unused for long; used and locked ones stay', async () => {
    const usedCounter = { used: 3, lockouts: 1, lockedUntil: addMinutes(5), misses: 8, triedAt: NOW }
    const purge = (minute: number) =>
      store().transaction(async ({ tryCounters }) => {
        await tryCounters.stampUsed(addMinutes(minute), 100)
        return tryCounters.deleteOpen(addMinutes(minute), addMinutes(minute - 90), 100)
      })
    const read = (subject: string) =>
      store().transaction(({ tryCounters }) => tryCounters.read(of('datos', subject)))
    await store().transaction(async ({ tryCounters }) => {
      await tryCounters.stampUsed(addMinutes(0), 100)
      await tryCounters.deleteOpen(addMinutes(0), addMinutes(0), 100)
      await tryCounters.lock(of('datos', 'mirado'))
      await tryCounters.save(of('datos', 'intacto'), usedCounter)
      await tryCounters.save(of('datos', 'tocado'), usedCounter)
      await tryCounters.save(of('datos', 'cerrado'), { ...usedCounter, lockedUntil: UNTIL_RECUPERAR })
    })
    expect(await purge(10)).toBe(0)
    await store().transaction(({ tryCounters }) => tryCounters.lock(of('datos', 'tocado')))
    expect(await purge(99)).toBe(0)
    expect(await purge(100)).toBe(2)
    expect(await read('intacto')).toEqual(NEW_TRY_COUNTER)
    expect(await read('tocado')).toEqual(usedCounter)
    expect((await read('cerrado')).lockedUntil).toEqual(UNTIL_RECUPERAR)
    expect(await purge(188)).toBe(0)
    expect(await purge(189)).toBe(1)
  })

  it('stamps and deletes no more counters at a time than it is told', async () => {
    await store().transaction(async ({ tryCounters }) => {
      await tryCounters.stampUsed(addMinutes(0), 100)
      await tryCounters.deleteOpen(addMinutes(0), addMinutes(0), 100)
      for (let i = 0; i < 5; i++) await tryCounters.create(of('datos', `uno de cinco ${i}`), NEW_TRY_COUNTER)
    })
    const inBatches = (work: (counters: TryCounters) => Promise<number>) =>
      [1, 2, 3, 4].map(() => () => store().transaction(({ tryCounters }) => work(tryCounters)))
    const counts: number[] = []
    for (const batch of [
      ...inBatches((counters) => counters.stampUsed(addMinutes(1), 2)),
      ...inBatches((counters) => counters.deleteOpen(addMinutes(9), addMinutes(1), 2)),
    ]) {
      counts.push(await batch())
    }
    expect(counts).toEqual([2, 2, 1, 0, 2, 2, 1, 0])
  })

  it('loses none of fifty concurrent increments', async () => {
    await runAtOnce(50, () =>
      store().transaction(async ({ tryCounters }) => {
        const counter = await tryCounters.lock(of('codigo', 'cincuenta'))
        await tryCounters.save(of('codigo', 'cincuenta'), { ...counter, used: counter.used + 1 })
      }),
    )
    expect(
      (await store().transaction(({ tryCounters }) => tryCounters.read(of('codigo', 'cincuenta')))).used,
    ).toBe(50)
  })

  it('allows exactly five of five hundred concurrent tries', async () => {
    const first = takeTry(NEW_TRY_COUNTER, RULE, NOW).counter
    const allowed = await runAtOnce(500, async () => {
      if (await store().single.tryCounters.create(of('clave', 'quinientos'), first)) return true
      return store().transaction(async ({ tryCounters }) => {
        const taken = takeTry(await tryCounters.lock(of('clave', 'quinientos')), RULE, NOW)
        await tryCounters.save(of('clave', 'quinientos'), taken.counter)
        return taken.allowed
      })
    })
    expect(allowed.filter(Boolean)).toHaveLength(5)
  })

  it('counts all of fifty concurrent uses of a rate limit', async () => {
    const counts = await runAtOnce(50, () =>
      store().transaction(async ({ rateLimits }) => (await rateLimits.increment('cincuenta', 60, NOW)).count),
    )
    expect(counts.sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, index) => index + 1))
  })

  it('ends a window when announced and starts the next from one', async () => {
    await store().transaction(async ({ rateLimits }) => {
      const endsAt = addMinutes(1)
      expect(await rateLimits.increment('ventana', 60, NOW)).toEqual({ count: 1, endsAt })
      expect(await rateLimits.increment('ventana', 60, new Date(endsAt.getTime() - 1))).toEqual({
        count: 2,
        endsAt,
      })
      expect(await rateLimits.increment('ventana', 60, endsAt)).toEqual({ count: 1, endsAt: addMinutes(2) })
    })
  })

  it('counts keys and window lengths separately', async () => {
    await store().transaction(async ({ rateLimits }) => {
      await rateLimits.increment('buzon', 3_600, NOW)
      expect((await rateLimits.increment('buzon', 86_400, NOW)).count).toBe(1)
      expect((await rateLimits.increment('otro', 3_600, NOW)).count).toBe(1)
      expect((await rateLimits.increment('buzon', 3_600, NOW)).count).toBe(2)
    })
  })

  it('deletes only windows that ended', async () => {
    await store().transaction(async ({ rateLimits, expired }) => {
      await expired.delete('rateLimits', addMinutes(10_000), 100)
      await rateLimits.increment('corta', 60, NOW)
      await rateLimits.increment('larga', 600, NOW)
      expect(await expired.delete('rateLimits', addMinutes(5), 100)).toBe(1)
      expect((await rateLimits.increment('larga', 600, addMinutes(5))).count).toBe(2)
    })
  })

  it('keeps only the newest provisoria of a cuenta', async () => {
    const { id: cuentaId } = await withCuenta(store())
    const provisoria = {
      cuentaId,
      fingerprint: 'primera',
      expiresAt: addMinutes(60),
      tries: 4,
      othersTries: 1,
      withCodigo: false,
      browser: 'uno',
    }
    const newProvisoria = {
      cuentaId,
      fingerprint: 'segunda',
      expiresAt: addMinutes(61),
      tries: 0,
      othersTries: 0,
      withCodigo: false,
      browser: null,
    }
    await store().transaction(async ({ provisorias, expired }) => {
      expect(await provisorias.lock(cuentaId)).toBeUndefined()
      await provisorias.put(provisoria)
      expect(await provisorias.lock(cuentaId)).toEqual(provisoria)
      await provisorias.put(newProvisoria)
      expect(await provisorias.lock(cuentaId)).toEqual(newProvisoria)
      expect(await expired.delete('provisorias', addMinutes(60), 100)).toBe(0)
      expect(await expired.delete('provisorias', addMinutes(61), 100)).toBe(1)
      await provisorias.put(newProvisoria)
      await provisorias.delete(cuentaId)
      expect(await provisorias.lock(cuentaId)).toBeUndefined()
    })
  })

  it('counts all of fifty concurrent uses of a provisoria', async () => {
    const { id: cuentaId } = await withCuenta(store())
    const newProvisoria = {
      cuentaId,
      fingerprint: 'huella',
      expiresAt: addMinutes(60),
      tries: 0,
      othersTries: 0,
      withCodigo: false,
      browser: null,
    }
    await store().transaction(({ provisorias }) => provisorias.put(newProvisoria))
    await runAtOnce(50, () =>
      store().transaction(async ({ provisorias }) => {
        const live = await provisorias.lock(cuentaId)
        if (live) await provisorias.put({ ...live, tries: live.tries + 1 })
      }),
    )
    expect((await store().transaction(({ provisorias }) => provisorias.lock(cuentaId)))?.tries).toBe(50)
  })
})
