import { afterEach, describe, expect, it } from 'vitest'
import type { StaffActor } from '../../../src/application/ports.ts'
import { raiseLimits, restoreLimits } from '../../../src/application/staff/raise-limits.ts'
import { captchaUrls, pasoUrl, paths, urlOfPaso } from '../../../src/domain/urls.ts'
import { naturalRegistration, rutOf } from '../../support/data/personas.ts'
import { registerNatural } from '../../support/http/journeys.ts'
import { hasPrice } from '../../support/http/price.ts'
import { filledForm, ScriptFreeBrowser } from '../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'

const CLASSROOM = '203.0.113.7'
const FUNCIONARIA: StaffActor = {
  kind: 'funcionario',
  id: 'f1',
  rol: 'supervisor',
  powers: ['abrir_limites'],
  renewedFor: null,
}

describe('limits that staff raised for one network', () => {
  let p: TestProduct
  afterEach(() => p.close())

  const from = (ip: string) => new ScriptFreeBrowser(p.app, { 'X-Forwarded-For': ip })
  const context = { actor: FUNCIONARIA, requestId: 'una' }
  const asked = { network: '203.0.113.0/24', reason: 'sala_de_clases', times: 3 } as const

  /** How many of these are served before the first 429. */
  async function served(send: (n: number) => Promise<{ status: number }>): Promise<number> {
    for (let n = 0; n < 20; n++) if ((await send(n)).status === 429) return n
    return Number.POSITIVE_INFINITY
  }

  it.each([
    [
      'posts',
      { LIMIT_POSTS_PER_10_MINUTES: '2' },
      (ip: string) => (n: number) =>
        from(ip).submit(pasoUrl('natural', 'recuperar'), { rut: rutOf(29_000_000 + n) }),
    ],
    [
      'new sessions',
      { LIMIT_NEW_SESSIONS_PER_10_MINUTES: '2' },
      (ip: string) => () => from(ip).open(pasoUrl('natural', 'cambiar')),
    ],
    [
      'captchas',
      { LIMIT_CAPTCHAS_PER_10_MINUTES: '2' },
      (ip: string) => async () => {
        const page = await from(ip).open(pasoUrl('natural', 'registrar'))
        const token = String(filledForm(page, {}).all.captchaFicha)
        return from(ip).request(captchaUrls(token).image)
      },
    ],
    [
      'first pasos of an identificador',
      { LIMIT_FIRST_STEPS_PER_HOUR: '2' },
      (ip: string) => () =>
        from(ip).submit(urlOfPaso({ perfil: 'natural', operacion: 'recuperar' }), { rut: rutOf(29_000_001) }),
    ],
    [
      'cases followed',
      { LIMIT_CASES_PER_HOUR: '2' },
      (ip: string) => (n: number) =>
        from(ip).submit(paths.caso, {
          numeroCaso: `ABCD234${'ABCDEFGHJKMN'[n]}`,
          identificadorCaso: rutOf(29_000_000 + n),
        }),
    ],
    [
      '“ya registrado”',
      { LIMIT_ALREADY_REGISTERED_PER_DAY: '2' },
      (ip: string) => (n: number) =>
        from(ip).submit(pasoUrl('natural', 'registrar'), {
          ...naturalRegistration(29_000_500),
          email: `otra${n}@correo.test`,
        }),
    ],
  ])('%s: three times as many there, as many as ever elsewhere', async (_what, env, sender) => {
    p = await createTestProduct({ env: { TRUST_PROXY: '1', ...env } })
    await registerNatural(p, 29_000_500)
    expect((await raiseLimits(p.deps, context, asked)).result).toBe('bien')
    p.clock.advance({ minutes: 1 })
    expect(await served(sender(CLASSROOM))).toBe(6)
    expect(await served(sender('198.51.100.7'))).toBe(2)
  })

  it('new accounts that cost nothing, and how thick forms may come before they cost something', async () => {
    const env = { TRUST_PROXY: '1', LIMIT_ACCOUNTS_PER_DAY: '1', LIMIT_FREE_POSTS_PER_10_MINUTES: '4' }
    p = await createTestProduct({ env })
    await raiseLimits(p.deps, context, asked)
    const [registrar, recuperar] = [pasoUrl('natural', 'registrar'), pasoUrl('natural', 'recuperar')]
    const hasPriceAt = async (ip: string, url: string) => hasPrice(await from(ip).open(url))
    for (let n = 0; n < 3; n++) {
      expect(await hasPriceAt(CLASSROOM, registrar)).toBe(false)
      await from(CLASSROOM).submit(registrar, naturalRegistration(29_000_600 + n))
    }
    expect(await hasPriceAt(CLASSROOM, registrar)).toBe(true)
    const addresses = ['203.0.113.8', '198.51.100.7'] as const
    for (const ip of addresses)
      for (let n = 0; n < 4; n++) await from(ip).submit(recuperar, { rut: rutOf(29_000_000 + n) })
    expect(await hasPriceAt(addresses[0], recuperar)).toBe(false)
    expect(await hasPriceAt(addresses[1], recuperar)).toBe(true)
  })

  it('hold on every node within a minute, without a restart, and cost no statement for each request', async () => {
    p = await createTestProduct({ env: { TRUST_PROXY: '1', LIMIT_POSTS_PER_10_MINUTES: '2' } })
    const post = (n: number) =>
      from(CLASSROOM).submit(pasoUrl('natural', 'recuperar'), { rut: rutOf(29_000_000 + n) })
    expect(await served(post)).toBe(2)
    await raiseLimits(p.deps, context, asked)
    p.clock.advance({ minutes: 1 })
    const { raisedLimits } = p.deps.store.single
    let reads = 0
    const read = raisedLimits.findInForce
    raisedLimits.findInForce = (now) => {
      reads++
      return read(now)
    }
    // The third that was refused counted too.
    expect(await served(post)).toBe(3)
    expect(reads).toBe(1)
    await restoreLimits(p.deps, context, asked.network)
    p.clock.advance({ minutes: 1 })
    expect((await post(9)).status).toBe(429)
  })

  it('are raised by who has the power only', async () => {
    p = await createTestProduct()
    const without = { ...context, actor: { ...FUNCIONARIA, powers: [] } }
    expect(() => raiseLimits(p.deps, without, asked)).toThrow('abrir_limites')
    expect(() => restoreLimits(p.deps, without, asked.network)).toThrow('abrir_limites')
  })
})
