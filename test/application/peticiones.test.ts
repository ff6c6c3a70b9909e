import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Cipher } from '../../src/application/ports.ts'
import { attendPeticiones } from '../../src/application/worker/attend-peticiones.ts'
import { emailOf, mailsFor, registerNatural, requestEnlace } from '../support/http/journeys.ts'
import { ScriptFreeBrowser } from '../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../support/product/test-product.ts'
import { ENGINES } from '../support/storage/databases.ts'

describe.each(ENGINES)('what was asked for and the worker attends to, on %s', (engine) => {
  let p: TestProduct
  beforeAll(async () => {
    p = await createTestProduct({ engine })
  })
  afterAll(() => p.close())

  const linksFor = async (number: number) =>
    (await mailsFor(p, emailOf(number))).filter(({ text }) => text.includes('Recuperar mi CS')).length
  const attended = async () => {
    const entries = await p.deps.store.read(({ audit }) => audit.findAfter(0, 1000))
    return entries.flatMap(({ event, result }) => (event === 'peticion_atendida' ? [result] : []))
  }
  const broken: Cipher = {
    ...({} as Cipher),
    decrypt() {
      throw new Error('the key is missing')
    },
  }

  it('is done once by two workers at once', async () => {
    const numbers = [41_000_001, 41_000_002, 41_000_003]
    for (const number of numbers) {
      await registerNatural(p, number)
      await requestEnlace(new ScriptFreeBrowser(p.app), number)
    }
    await requestEnlace(new ScriptFreeBrowser(p.app), 41_000_099)
    await Promise.all([attendPeticiones(p.deps, 10), attendPeticiones(p.deps, 10)])
    for (const number of numbers) expect(await linksFor(number)).toBe(1)
    expect((await attended()).sort()).toEqual(['enviada', 'enviada', 'enviada', 'sin_cuenta'])
  })

  it('is tried again after a failure, which delays no other, and not after a day', async () => {
    await registerNatural(p, 41_000_011)
    await requestEnlace(new ScriptFreeBrowser(p.app), 41_000_011)
    const failing = attendPeticiones({ ...p.deps, cipher: broken }, 10)
    await expect(failing).rejects.toThrow('some of what was asked for could not be done')
    expect(await linksFor(41_000_011)).toBe(0)
    await registerNatural(p, 41_000_012)
    await requestEnlace(new ScriptFreeBrowser(p.app), 41_000_012)
    expect(await linksFor(41_000_012)).toBe(1)
    p.clock.advance({ minutes: 1 })
    expect(await linksFor(41_000_011)).toBe(1)

    await requestEnlace(new ScriptFreeBrowser(p.app), 41_000_012)
    p.clock.advance({ days: 1 })
    expect(await linksFor(41_000_012)).toBe(1)
  })

  it('stops at its limit and says that there may be more', async () => {
    for (let i = 0; i < 3; i++) await requestEnlace(new ScriptFreeBrowser(p.app), 41_000_098)
    expect(await attendPeticiones(p.deps, 2)).toBe(true)
    expect(await attendPeticiones(p.deps, 2)).toBe(false)
  })
})
