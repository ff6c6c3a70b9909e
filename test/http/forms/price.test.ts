import { afterEach, describe, expect, it } from 'vitest'
import { refusalText } from '../../../src/domain/outcome/refusals.ts'
import { pasoUrl } from '../../../src/domain/urls.ts'
import { askerAt } from '../../support/data/askers.ts'
import { CLAVE, rutOf } from '../../support/data/personas.ts'
import { registerNatural } from '../../support/http/journeys.ts'
import { anotherNode, hasPrice, levelOf, paidFields } from '../../support/http/price.ts'
import {
  filledForm,
  inputValue,
  type LoadedPage,
  ScriptFreeBrowser,
} from '../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'
import { ENGINES, type EngineName } from '../../support/storage/databases.ts'

const CAMBIAR = pasoUrl('natural', 'cambiar')
const RECUPERAR = pasoUrl('natural', 'recuperar')
const ENV = { TRUST_PROXY: '1', LIMIT_FREE_POSTS_PER_10_MINUTES: '4' }
const AGAIN = refusalText('precio')
const EARLY = refusalText('precio_espera', { segundos: 15 })
const MINE = { rut: rutOf(31_000_001), claveActual: CLAVE }

/** What a browser of the same session sends: the cookie that its first page set. */
const cookieOf = ({ headers }: LoadedPage) => String(headers['set-cookie']).replace(/;.*/, '')

let p: TestProduct
afterEach(() => p.close())

const start = async (env: Record<string, string> = {}, engine: EngineName = 'sqlite') => {
  p = await createTestProduct({ engine, env: { ...ENV, ...env } })
}
const from = (ip: string) => new ScriptFreeBrowser(p.app, { 'X-Forwarded-For': ip })
/** Sends so many forms, of no account. */
async function crowd(ip: string, count = 4) {
  const others = from(ip)
  for (let number = 0; number < count; number++)
    await others.submit(RECUPERAR, { rut: rutOf(31_500_000 + number) })
}

describe('the price of forms that come too thick', () => {
  it('is not asked of who sends little, nor of other addresses', async () => {
    await start()
    await registerNatural(p, 31_000_001)
    expect(hasPrice(await from('10.0.0.1').open(CAMBIAR))).toBe(false)
    await crowd('10.0.0.1')
    expect(hasPrice(await from('10.0.0.1').open(CAMBIAR))).toBe(true)
    expect(hasPrice(await from('10.0.0.2').open(CAMBIAR))).toBe(false)
    expect((await from('10.0.0.2').submit(CAMBIAR, MINE)).url).toBe(pasoUrl('natural', 'cambiar', 'nueva'))
    p.clock.advance({ hours: 1 })
    expect(hasPrice(await from('10.0.0.1').open(CAMBIAR))).toBe(false)
  })

  it('worked out while the form is filled in, it costs no further press', async () => {
    await start()
    await registerNatural(p, 31_000_001)
    await crowd('10.0.0.1')
    const me = from('10.0.0.1')
    const page = await me.open(CAMBIAR)
    expect((await me.submitFrom(page, await paidFields(page, MINE))).url).toBe(
      pasoUrl('natural', 'cambiar', 'nueva'),
    )
  })

  it('a form that comes without it keeps what was typed, costs no try, and needs one press more', async () => {
    await start({ LIMIT_TRIES: '1' })
    await registerNatural(p, 31_000_001)
    const me = from('10.0.0.1')
    const before = await me.open(CAMBIAR)
    await crowd('10.0.0.1')
    const asked = await me.submitFrom(before, { ...MINE, claveActual: 'no es esta' })
    expect([asked.status, asked.errors[0], inputValue(asked, 'rut')]).toEqual([422, AGAIN, MINE.rut])
    const next = await me.submitFrom(asked, await paidFields(asked, MINE))
    expect(next.url).toBe(pasoUrl('natural', 'cambiar', 'nueva'))
  })

  it('is ready before it is due, so that who fills a form in meanwhile loses no press', async () => {
    await start()
    await registerNatural(p, 31_000_001)
    await crowd('10.0.0.1', 2)
    const me = from('10.0.0.1')
    const page = await me.open(CAMBIAR)
    const fields = await paidFields(page, MINE)
    await crowd('10.0.0.1', 2)
    expect((await me.submitFrom(page, fields)).url).toBe(pasoUrl('natural', 'cambiar', 'nueva'))
  })

  it('doubles each time that twice as many come, up to four levels; one below is still taken', async () => {
    await start()
    await registerNatural(p, 31_000_001)
    const me = from('10.0.0.1')
    await crowd('10.0.0.1', 4)
    const first = await me.open(CAMBIAR)
    const levels = [levelOf(first)]
    for (const count of [4, 8, 16, 32, 64]) {
      await crowd('10.0.0.1', count)
      levels.push(levelOf(await me.open(CAMBIAR)))
    }
    expect(levels).toEqual([1, 2, 3, 4, 4, 4])
    const late = await me.submitFrom(first, await paidFields(first, MINE))
    expect([late.status, late.errors[0], levelOf(late)]).toEqual([422, AGAIN, 4])
  })

  it.each([
    ['2001:db8:1:2::1', '2001:db8:1:ff::9', '2001:db8:2:2::1', 8],
    ['192.0.2.1', '192.0.2.77', '192.0.3.1', 8],
    ['2001:db8:1:2::1', '2001:db8:1:102::9', '2001:db8:2:2::1', 32],
  ])('counts networks: what %s sends, %s pays, and not %s', async (one, neighbour, stranger, count) => {
    await start({ LIMIT_FREE_POSTS_PER_10_MINUTES: '1000', LIMIT_FREE_NETWORK_POSTS_PER_10_MINUTES: '8' })
    await crowd(one, count)
    expect(hasPrice(await from(neighbour).open(CAMBIAR))).toBe(true)
    expect(hasPrice(await from(stranger).open(CAMBIAR))).toBe(false)
  })

  it('is asked while hashes queue: of the network that queues, and of everybody once many networks do', async () => {
    await start({ LIMIT_FREE_HASH_WAIT_SECONDS: '1', BCRYPT_COST: '11', LIMIT_HASH_WAIT_SECONDS: '120' })
    const { promise, resolve } = Promise.withResolvers<void>()
    const queue = (ip: (number: number) => string) =>
      Array.from({ length: 100 }, (_, number) => p.deps.hasher.reserve(askerAt(ip(number)), 1, () => promise))
    const ofOne = queue((number) => `203.0.113.${number}`)
    expect(hasPrice(await from('203.0.113.200').open(CAMBIAR))).toBe(true)
    expect(hasPrice(await from('10.0.0.1').open(CAMBIAR))).toBe(false)
    const ofAll = queue((number) => `198.51.${number}.1`)
    expect(hasPrice(await from('10.0.0.1').open(CAMBIAR))).toBe(true)
    resolve()
    await Promise.all([...ofOne, ...ofAll])
    expect(hasPrice(await from('10.0.0.1').open(CAMBIAR))).toBe(false)
  })

  it('of another form, session or address is worth nothing, nor after ten minutes, nor altered', async () => {
    await start()
    for (const ip of ['10.0.0.1', '10.0.0.2']) await crowd(ip)
    const me = from('10.0.0.1')
    const page = await me.open(CAMBIAR)
    const fields = await paidFields(page, MINE)
    const { precio } = filledForm(page, {}).all
    const paidWith = async (who: ScriptFreeBrowser, url: string, others = {}) => {
      const sent = { ...MINE, precio: String(precio), ...others }
      const solved = { precioSolucion: String(fields.precioSolucion), ...sent }
      return (await who.submitFrom(await who.open(url), { ...solved, ...others })).errors[0]
    }
    expect(await paidWith(me, RECUPERAR)).toBe(AGAIN)
    expect(await paidWith(from('10.0.0.1'), CAMBIAR)).toBe(AGAIN)
    expect(
      await paidWith(me, CAMBIAR, { precio: `${String(precio).slice(0, 99)}A${String(precio).slice(100)}` }),
    ).toBe(AGAIN)
    expect(await paidWith(me, CAMBIAR, { precio: 'bnVsbA' })).toBe(AGAIN)
    expect(await paidWith(me, CAMBIAR, { precioSolucion: '7.00ff' })).toBe(EARLY)
    const elsewhere = new ScriptFreeBrowser(p.app, { 'X-Forwarded-For': '10.0.0.2', Cookie: cookieOf(page) })
    const moved = await elsewhere.post(CAMBIAR, filledForm(page, fields).all)
    expect(moved.errors[0]).toBe(AGAIN)
    p.clock.advance({ minutes: 10 })
    await crowd('10.0.0.1')
    expect((await me.submitFrom(page, fields)).errors[0]).toBe(AGAIN)
  })
})

// What is spent is kept in the database.
describe.each(ENGINES)('the price of forms that come too thick, on %s', (engine) => {
  it('is used up by one form: another one with the same solution pays anew', async () => {
    await start({}, engine)
    await registerNatural(p, 31_000_001)
    await crowd('10.0.0.1')
    const me = from('10.0.0.1')
    const page = await me.open(CAMBIAR)
    const fields = await paidFields(page, { ...MINE, claveActual: 'no es esta' })
    expect((await me.submitFrom(page, fields)).errors).toHaveLength(1)
    const again = await me.submitFrom(page, { ...fields, claveActual: CLAVE })
    expect([again.status, again.errors[0]]).toEqual([422, AGAIN])
    expect(inputValue(again, 'precio')).not.toBe(inputValue(page, 'precio'))
  })

  it('sent twice (double click, reload, Back) it is one form, with one outcome', async () => {
    await start({}, engine)
    await registerNatural(p, 31_000_001)
    await crowd('10.0.0.1')
    const me = from('10.0.0.1')
    const page = await me.open(CAMBIAR)
    const { action, all } = filledForm(page, await paidFields(page, MINE))
    const [one, other] = await Promise.all([me.postRaw(action, all), me.postRaw(action, all)])
    expect([one.status, one.headers.location]).toEqual([303, other.headers.location])
    expect((await me.postRaw(action, all)).headers.location).toBe(one.headers.location)
  })

  it('what a busy server turns away gets it back, unless it had paid for the same form before', async () => {
    await start({ LIMIT_HASH_WAIT_SECONDS: '1', BCRYPT_COST: '11' }, engine)
    await registerNatural(p, 31_000_001)
    await crowd('10.0.0.1')
    const me = from('10.0.0.1')
    const page = await me.open(CAMBIAR)
    const fields = await paidFields(page, { ...MINE, claveActual: 'no es esta' })
    const whileBusy = async () => {
      const { promise, resolve } = Promise.withResolvers<void>()
      const others = Array.from({ length: 100 }, () =>
        p.deps.hasher.reserve(askerAt('10.0.0.1'), 1, () => promise).catch(() => {}),
      )
      const { status } = await me.submitFrom(page, fields)
      resolve()
      await Promise.all(others)
      return status
    }
    expect(await whileBusy()).toBe(503)
    expect((await me.submitFrom(page, fields)).errors[0]).not.toBe(AGAIN)
    // Its outcome is forgotten soon, and it is worked on anew.
    p.clock.advance({ minutes: 2 })
    expect(await whileBusy()).toBe(503)
    expect((await me.submitFrom(page, { ...fields, claveActual: CLAVE })).errors[0]).toBe(AGAIN)
  })

  it('one solution in two forms at once, on two nodes, serves exactly one', async () => {
    await start({}, engine)
    const node = await anotherNode(p)
    await crowd('10.0.0.1')
    const me = from('10.0.0.1')
    const page = await me.open(CAMBIAR)
    const { action, all } = filledForm(page, await paidFields(page, MINE))
    const there = new ScriptFreeBrowser(node.app, { 'X-Forwarded-For': '10.0.0.1', Cookie: cookieOf(page) })
    // The other node counts by itself.
    const busy = new ScriptFreeBrowser(node.app, { 'X-Forwarded-For': '10.0.0.1' })
    for (let number = 0; number < 4; number++)
      await busy.submit(RECUPERAR, { rut: rutOf(31_600_000 + number) })
    const pages = await Promise.all(
      [0, 1, 2, 3, 4, 5].map((number) =>
        (number % 2 ? me : there).post(action, { ...all, rut: rutOf(31_700_000 + number) }),
      ),
    )
    expect(pages.filter(({ errors }) => errors[0] !== AGAIN)).toHaveLength(1)
    await node.close()
  })
})
