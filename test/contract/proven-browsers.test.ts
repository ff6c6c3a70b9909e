import { expect, it } from 'vitest'
import { BROWSERS_PER_CUENTA } from '../../src/domain/account/browsers.ts'
import { NEW_TRY_COUNTER, UNTIL_RECUPERAR } from '../../src/domain/account/tries.ts'
import { addMinutes, describeOnEachEngine, NOW, withCuenta } from '../support/storage/contract.ts'

describeOnEachEngine('proven browsers', (store) => {
  it('are found by browser and cuenta together, until they expire', async () => {
    const [one, other] = [await withCuenta(store()), await withCuenta(store())]
    const browser = { browser: 'suyo', cuentaId: one.id, rank: 1, expiresAt: addMinutes(10) }
    await store().transaction(({ provenBrowsers }) => provenBrowsers.put(browser))
    const { findLive } = store().single.provenBrowsers
    expect(await findLive('suyo', one.id, NOW)).toEqual(browser)
    expect(await findLive('suyo', other.id, NOW)).toBeUndefined()
    expect(await findLive('suyo', '', NOW)).toBeUndefined()
    expect(await findLive('ajeno', one.id, NOW)).toBeUndefined()
    expect(await findLive('suyo', one.id, addMinutes(10))).toBeUndefined()
    const renewed = { ...browser, rank: 3, expiresAt: addMinutes(20) }
    await store().transaction(({ provenBrowsers }) => provenBrowsers.put(renewed))
    expect(await findLive('suyo', one.id, addMinutes(10))).toEqual(renewed)
  })

  it('only the newest twenty of a cuenta count, those with a higher rank first', async () => {
    const { id: cuentaId } = await withCuenta(store())
    await store().transaction(async ({ provenBrowsers }) => {
      await provenBrowsers.put({ browser: 'con respuesta', cuentaId, rank: 2, expiresAt: addMinutes(1) })
      await provenBrowsers.put({ browser: 'con clave', cuentaId, rank: 1, expiresAt: addMinutes(2) })
      for (let n = 0; n < BROWSERS_PER_CUENTA; n++) {
        await provenBrowsers.put({ browser: `n${n}`, cuentaId, rank: 1, expiresAt: addMinutes(10 + n) })
      }
    })
    const isLive = async (browser: string) =>
      (await store().single.provenBrowsers.findLive(browser, cuentaId, NOW)) !== undefined
    expect(await isLive('con respuesta')).toBe(true)
    expect(await isLive('con clave')).toBe(false)
    expect([await isLive('n0'), await isLive('n1'), await isLive('n19')]).toEqual([false, true, true])
  })

  it('go by cuenta, by browser, and when they expire', async () => {
    const [one, other] = [await withCuenta(store()), await withCuenta(store())]
    await store().transaction(async ({ provenBrowsers, expired }) => {
      const put = (browser: string, cuentaId: string) =>
        provenBrowsers.put({ browser, cuentaId, rank: 1, expiresAt: addMinutes(500) })
      const left = async () =>
        (await Promise.all([one, other].map(({ id }) => provenBrowsers.findByCuenta(id)))).map((all) =>
          all.map(({ browser }) => browser).toSorted(),
        )
      for (const browser of ['a', 'b']) for (const { id } of [one, other]) await put(browser, id)
      await provenBrowsers.deleteByCuenta(one.id)
      expect(await left()).toEqual([[], ['a', 'b']])
      await put('b', one.id)
      await provenBrowsers.deleteByBrowser('b')
      expect(await left()).toEqual([[], ['a']])
      await expired.delete('provenBrowsers', addMinutes(500), 1_000)
      expect(await left()).toEqual([[], []])
    })
  })

  it('leave their locked counters behind only until the sweep', async () => {
    const { id: cuentaId } = await withCuenta(store())
    const locked = { ...NEW_TRY_COUNTER, misses: 100, lockedUntil: UNTIL_RECUPERAR, triedAt: NOW }
    await store().transaction(async ({ provenBrowsers, tryCounters }) => {
      await provenBrowsers.put({ browser: 'queda', cuentaId, rank: 1, expiresAt: addMinutes(1_000) })
      for (const browser of ['queda', 'vencido', ''])
        await tryCounters.create({ secret: 'clave', subject: 'barrido', browser }, locked)
      await tryCounters.stampUsed(addMinutes(10), 100)
      await tryCounters.deleteOpen(addMinutes(20), addMinutes(10), 100)
      const left = (await tryCounters.findBySubject('barrido')).map(({ browser }) => browser)
      expect(left).toEqual(['', 'queda'])
    })
  })
})
