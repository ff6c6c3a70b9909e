import { availableParallelism } from 'node:os'
import { setImmediate } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pasoUrl } from '../../../src/domain/urls.ts'
import { ASKER, askerAt } from '../../support/data/askers.ts'
import { CLAVE, naturalRegistration, RESPUESTA, rutOf } from '../../support/data/personas.ts'
import { registerNatural, shownProvisoria, validateForCambiar } from '../../support/http/journeys.ts'
import {
  filledForm,
  inputValue,
  type LoadedPage,
  type ScriptFreeBrowser,
} from '../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'

describe('when too many hashes wait', () => {
  let p: TestProduct
  beforeAll(async () => {
    p = await createTestProduct({ env: { LIMIT_HASH_WAIT_SECONDS: '1' } })
  })
  afterAll(() => p.close())

  /** Runs `run` while the queue of hashes is full. */
  async function withFullQueue<T>(run: () => Promise<T>): Promise<T> {
    return p.deps.hasher.reserve(ASKER, 100_000, run)
  }

  it('a registration gets 503 with Retry-After and everything kept, and the form works later', async () => {
    const me = await registerNatural(p, 30_000_001)
    const { action, all } = filledForm(
      await me.open(pasoUrl('natural', 'registrar')),
      naturalRegistration(30_000_002),
    )
    const page = await withFullQueue(() => me.post(action, all))
    expect(page.status).toBe(503)
    expect(Number(page.headers['retry-after'])).toBeGreaterThan(1)
    expect(page.errors[0]).toMatch(/^El sistema está ocupado y no cambiamos nada\. Espere \d+ segundos/)
    expect(inputValue(page, 'email')).toBe('persona30000002@correo.test')
    expect((await me.post(action, all)).title).toBe('Su cuenta fue creada')
  })

  it('no try is spent', async () => {
    const me = await registerNatural(p, 30_000_003)
    const credential = filledForm(await me.open(pasoUrl('natural', 'cambiar')), {
      rut: rutOf(30_000_003),
      claveActual: 'no es esta',
    })
    const pregunta = await me.submit(pasoUrl('natural', 'recuperar'), { rut: rutOf(30_000_003) })
    const respuesta = filledForm(pregunta, { respuestaSecreta: 'no es esta' })
    await withFullQueue(async () => {
      for (let round = 0; round < 6; round++) {
        for (const { action, all } of [credential, respuesta])
          expect((await me.post(action, all)).status).toBe(503)
      }
    })
    const remaining = ['Los datos no coinciden. Revíselos. Le quedan 4 intentos']
    expect((await me.post(credential.action, credential.all)).errors).toEqual(remaining)
    expect((await me.post(respuesta.action, respuesta.all)).errors).toEqual(remaining)
  })

  it('right CSs and answers get the same, and work later', async () => {
    const me = await registerNatural(p, 30_000_004)
    const pregunta = await me.submit(pasoUrl('natural', 'recuperar'), { rut: rutOf(30_000_004) })
    const { action, all } = filledForm(pregunta, { respuestaSecreta: RESPUESTA })
    expect((await withFullQueue(() => me.post(action, all))).status).toBe(503)
    expect(shownProvisoria(await me.post(action, all))).not.toBe('')
    expect((await withFullQueue(() => validateForCambiar(me, 30_000_004, CLAVE))).status).toBe(503)
    expect((await validateForCambiar(me, 30_000_004, CLAVE)).url).toBe(pasoUrl('natural', 'cambiar', 'nueva'))
  })

  it('who waits is displaced by another network before anything is read, and the form works later', async () => {
    const people = [await registerNatural(p, 30_000_005), await registerNatural(p, 30_000_006)]
    const forms = await Promise.all(
      people.map(async (me, i) =>
        filledForm(await me.open(pasoUrl('natural', 'cambiar')), {
          rut: rutOf(30_000_005 + i),
          claveActual: CLAVE,
        }),
      ),
    )
    const held = Promise.withResolvers<void>()
    const reserve = (address: string, hashes: number) =>
      p.deps.hasher.reserve(askerAt(address), hashes, () => held.promise)
    const status = p.composition.hasherStatus
    const busy = Array.from({ length: 2 * availableParallelism() }, () => reserve('203.0.113.1', 1))
    const posted: Promise<LoadedPage>[] = []
    for (const [i, { action, all }] of forms.entries()) {
      posted.push((people[i] as ScriptFreeBrowser).post(action, all))
      while (status().waiting <= i) await setImmediate()
    }
    busy.push(reserve('198.51.100.1', 100_000), reserve('192.0.2.1', 1))
    expect((await posted[1])?.status).toBe(503)
    held.resolve()
    await Promise.all(busy)
    expect((await posted[0])?.url).toBe(pasoUrl('natural', 'cambiar', 'nueva'))
    const [, form] = forms
    const again = await people[1]?.post(form?.action ?? '', form?.all ?? {})
    expect(again?.url).toBe(pasoUrl('natural', 'cambiar', 'nueva'))
  })
})
