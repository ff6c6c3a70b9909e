import { afterEach, describe, expect, it } from 'vitest'
import { countNewCuenta } from '../../../src/application/proof/new-cuentas.ts'
import { refusalText } from '../../../src/domain/outcome/refusals.ts'
import { pasoUrl } from '../../../src/domain/urls.ts'
import { networkOf } from '../../../src/http/request/client-network.ts'
import { naturalRegistration } from '../../support/data/personas.ts'
import { hasPrice, paidFields } from '../../support/http/price.ts'
import {
  inputValue,
  type LoadedPage,
  ScriptFreeBrowser,
  textOf,
} from '../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'
import { ENGINES, type EngineName } from '../../support/storage/databases.ts'

const REGISTRAR = pasoUrl('natural', 'registrar')
const DONE = 'Su cuenta fue creada'
const AGAIN = refusalText('precio')

describe('new accounts of one address in a day', () => {
  let p: TestProduct
  afterEach(() => p.close())

  /** Two are free; however thick forms come. */
  const start = async (env: Record<string, string> = {}, engine: EngineName = 'sqlite') => {
    p = await createTestProduct({
      engine,
      env: { TRUST_PROXY: '1', LIMIT_ACCOUNTS_PER_DAY: '2', LIMIT_FREE_POSTS_PER_10_MINUTES: '1', ...env },
    })
  }
  const from = (ip: string) => new ScriptFreeBrowser(p.app, { 'X-Forwarded-For': ip })
  const whoIs = (ip: string) => ({
    networkFingerprint: p.deps.fingerprints.fingerprint('direccion', networkOf(ip)),
    networks: [],
  })
  const register = async (number: number, ip = '10.0.0.1'): Promise<LoadedPage> =>
    from(ip).submit(REGISTRAR, naturalRegistration(33_000_000 + number))
  const registerPaid = async (number: number): Promise<LoadedPage> => {
    const me = from('10.0.0.1')
    const page = await me.open(REGISTRAR)
    return me.submitFrom(page, await paidFields(page, naturalRegistration(33_000_000 + number)))
  }

  it('the first ones are free, however fast they come, and only those really made count', async () => {
    await start()
    const wrong = { ...naturalRegistration(33_000_001), captcha: 'ZZZZ' }
    for (let times = 0; times < 3; times++) await from('10.0.0.1').submit(REGISTRAR, wrong)
    expect((await register(1)).title).toBe(DONE)
    expect((await register(1)).title).toBe('Ya tiene una cuenta')
    expect(hasPrice(await from('10.0.0.1').open(REGISTRAR))).toBe(false)
    expect((await register(2)).title).toBe(DONE)
    expect(hasPrice(await from('10.0.0.1').open(REGISTRAR))).toBe(true)
    expect((await register(3, '10.0.0.2')).title).toBe(DONE)
  })

  it('each further one costs a proof of work, until the day is over', async () => {
    await start()
    for (const number of [1, 2]) await register(number)
    expect((await registerPaid(3)).title).toBe(DONE)
    expect((await registerPaid(4)).title).toBe(DONE)
    expect(hasPrice(await from('10.0.0.1').open(REGISTRAR))).toBe(true)
    p.clock.advance({ days: 1 })
    expect((await register(5)).title).toBe(DONE)
  })

  it('without scripts a harder picture and two minutes', async () => {
    await start()
    for (const number of [1, 2]) await register(number)
    const me = from('10.0.0.1')
    const page = await me.open(REGISTRAR)
    expect(textOf(page)).toContain('debe esperar 2 minutos antes de presionar «Crear Cuenta»')
    p.clock.advance({ minutes: 1 })
    const early = await me.submitFrom(page, naturalRegistration(33_000_003))
    expect([early.status, early.headers['retry-after'], inputValue(early, 'nombres')]).toEqual([
      429,
      '60',
      'María Jesús',
    ])
    p.clock.advance({ minutes: 1 })
    expect((await me.submitFrom(early, naturalRegistration(33_000_003))).title).toBe(DONE)
  })

  // How they are counted is all that an engine does here.
  describe.each(ENGINES)('on %s', (engine) => {
    it('of many at once only the free ones are made for nothing', async () => {
      await start({}, engine)
      await register(1)
      const pages = await Promise.all([2, 3, 4, 5].map((number) => register(number)))
      expect(pages.filter(({ title }) => title === DONE)).toHaveLength(1)
      const asked = pages.filter(({ status, errors }) => status === 422 && errors[0] === AGAIN)
      expect(asked).toHaveLength(3)
      expect(inputValue(asked[0] as LoadedPage, 'nombres')).toBe('María Jesús')
      expect(hasPrice(asked[0] as LoadedPage)).toBe(true)
    })
  })

  it('beyond ten times as many are refused, and the form comes back with everything', async () => {
    await start({ LIMIT_ACCOUNTS_PER_DAY: '1' })
    await register(1)
    const me = from('10.0.0.1')
    const opened = await me.open(REGISTRAR)
    // Those of a day are many: eight more as if they had been made, and the last in earnest.
    await p.deps.store.transaction(async (uow) => {
      for (let made = 2; made <= 9; made++) await countNewCuenta(p.deps, uow, whoIs('10.0.0.1'), true)
    })
    expect((await registerPaid(10)).title).toBe(DONE)
    const fields = await paidFields(opened, naturalRegistration(33_000_011))
    const refused = await me.submitFrom(opened, fields)
    expect([refused.status, refused.headers['retry-after']]).toEqual([429, '86400'])
    expect(refused.errors[0]).toBe(refusalText('demasiadas_cuentas', { espera: '24 horas' }))
    expect(inputValue(refused, 'nombres')).toBe('María Jesús')
    expect((await from('10.0.0.1').open(REGISTRAR)).status).toBe(429)
    const wrong = await me.submitFrom(opened, { ...fields, rut: '' })
    expect([wrong.status, inputValue(wrong, 'nombres')]).toEqual([422, 'María Jesús'])
    expect((await register(12, '10.0.0.2')).title).toBe(DONE)
  })
})
