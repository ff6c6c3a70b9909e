import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { closeCaso } from '../../../src/application/staff/casos/close-caso.ts'
import { casoUrl, pasoUrl, paths } from '../../../src/domain/urls.ts'
import { OPERADOR } from '../../support/data/operador.ts'
import { migranteRegistration, naturalRegistration, nieOf, rutOf } from '../../support/data/personas.ts'
import { registerNatural } from '../../support/http/journeys.ts'
import {
  inputValue,
  type LoadedPage,
  ScriptFreeBrowser,
  textOf,
} from '../../support/http/script-free-browser.ts'
import { type CountedProduct, createCountedProduct } from '../../support/product/counted-product.ts'
import { ENGINES } from '../../support/storage/databases.ts'

const UNKNOWN = 'ZZZZ9999'
let next = 32_000_000

describe.each(ENGINES)('a person who follows a caso, on %s', (engine) => {
  let p: CountedProduct
  beforeAll(async () => {
    p = await createCountedProduct({
      engine,
      env: { TRUST_PROXY: '1', LIMIT_CASES_PER_HOUR: '1000', LIMIT_POSTS_PER_10_MINUTES: '100000' },
    })
  })
  afterAll(() => p.close())
  // No test counts in another’s limits.
  beforeEach(() => p.clock.advance({ days: 40 }))

  const at = (address: string) => new ScriptFreeBrowser(p.app, { 'X-Forwarded-For': address })
  const follow = (me: ScriptFreeBrowser, number: string, identificador: string): Promise<LoadedPage> =>
    me.submit(paths.caso, { numeroCaso: number, identificadorCaso: identificador })

  /** Registers a person about whom somebody else then opens a caso. */
  async function openCaso(): Promise<{ number: string; rut: string }> {
    next += 1
    await registerNatural(p, next)
    const me = at('192.0.2.200')
    const stopped = await me.submit(pasoUrl('natural', 'registrar'), naturalRegistration(next))
    const page = await me.press(stopped, casoUrl('natural', 'registrar'))
    expect(page.html).toContain(`href="${paths.caso}"`)
    return { number: /número de caso es ([A-Z2-9]{8})\./.exec(textOf(page))?.[1] ?? '', rut: rutOf(next) }
  }

  it('sees in one sentence how it is, from when it is opened until it is closed', async () => {
    const { number, rut } = await openCaso()
    const me = at('192.0.2.1')
    const page = await follow(me, ` ${number.slice(0, 4).toLowerCase()}-${number.slice(4)} `, rut)
    expect(page).toMatchObject({ status: 200, title: `Su caso ${number}` })
    expect(textOf(page)).toMatch(
      /Su caso está abierto desde el \d\d-\d\d-\d{4} \d\d:\d\d: todavía no lo resolvemos\./,
    )
    expect(page.url).toMatch(new RegExp(`^${paths.casoEstado}\\?caso=[\\w-]+$`))
    for (const personal of [number, rut.slice(0, 8)]) expect(page.url).not.toContain(personal)
    await closeCaso(p.deps, OPERADOR, { number, outcome: 'sin_cambios' })
    const closed = textOf(await me.open(page.url))
    expect(closed).toMatch(
      /Cerramos su caso el [-\d: ]+: no pudimos comprobar lo que pidió y no cambiamos nada\./,
    )
  })

  it('writes RUT or NIE in one field, without saying which', async () => {
    next += 1
    const me = at('192.0.2.2')
    await me.submit(pasoUrl('migrante', 'registrar'), migranteRegistration(next))
    const stopped = await at('192.0.2.3').submit(pasoUrl('migrante', 'registrar'), migranteRegistration(next))
    expect(stopped.title).toBe('Ya tiene una cuenta')
    const other = at('192.0.2.4')
    const again = await other.submit(pasoUrl('migrante', 'registrar'), migranteRegistration(next))
    const page = await other.press(again, casoUrl('migrante', 'registrar'))
    const number = /número de caso es ([A-Z2-9]{8})\./.exec(textOf(page))?.[1] ?? ''
    expect(textOf(await follow(me, number, ` ${nieOf(next).toLowerCase()} `))).toContain(
      `NIE: ${nieOf(next)}`,
    )
  })

  it('is told the same, at the same cost, of a number that does not exist, a wrong identificador and another’s', async () => {
    const mine = await openCaso()
    const [others, theirs] = [await openCaso(), await openCaso()]
    async function view(number: string, identificador: string) {
      const me = at('192.0.2.5')
      const form = await me.open(paths.caso)
      let page: LoadedPage | undefined
      const fields = { numeroCaso: number, identificadorCaso: identificador }
      const work = await p.count(async () => {
        page = await me.submitFrom(form, fields)
      })
      expect(inputValue(page as LoadedPage, 'numeroCaso')).toBe(number)
      return { work, status: page?.status, url: page?.url, errors: page?.errors }
    }
    const unknown = await view(UNKNOWN, mine.rut)
    expect(unknown).toMatchObject({ status: 422, url: paths.caso })
    expect(unknown.errors).toEqual(['Los datos no coinciden. Revíselos. Le quedan 4 intentos'])
    p.clock.advance({ days: 40 })
    expect(await view(mine.number, rutOf(32_900_001))).toEqual(unknown)
    p.clock.advance({ days: 40 })
    expect(await view(others.number, theirs.rut)).toEqual(unknown)
  })

  it('who knows a number guesses its identificador five times, from however many addresses', async () => {
    const { number, rut } = await openCaso()
    for (const [index, remaining] of [4, 3, 2].entries())
      expect(
        (await follow(at(`198.51.100.${index}`), number, rutOf(33_000_000 + index))).errors[0],
      ).toContain(`Le quedan ${remaining} intentos`)
    expect((await follow(at('198.51.100.8'), number, rutOf(33_000_008))).errors[0]).toContain(
      'Le queda 1 intento',
    )
    await follow(at('198.51.100.9'), number, rutOf(33_000_009))
    const closed = await follow(at('203.0.113.1'), number, rut)
    expect(closed).toMatchObject({ status: 422, url: paths.caso })
    expect(closed.errors[0]).toContain('está cerrada hasta')
    p.clock.advance({ minutes: 15 })
    expect((await follow(at('203.0.113.1'), number, rut)).title).toBe(`Su caso ${number}`)
  })

  it('whoever knows an identificador shuts nobody out by guessing numbers of its casos', async () => {
    const { number, rut } = await openCaso()
    for (let index = 0; index < 24; index++)
      await follow(at(`198.51.100.${index}`), `ABCDEFG${'23456789ABCDEFGHJKMNPQRS'[index]}`, rut)
    expect((await follow(at('203.0.113.1'), number, rut)).title).toBe(`Su caso ${number}`)
  })

  it('spends no try when they are right, however often, and a captcha each time', async () => {
    const { number, rut } = await openCaso()
    const me = at('192.0.2.6')
    for (let time = 0; time < 7; time++)
      expect((await follow(me, number, rut)).title).toBe(`Su caso ${number}`)
    const wrong = await me.submit(paths.caso, {
      numeroCaso: number,
      identificadorCaso: rutOf(33_000_000),
      captcha: 'nada',
    })
    expect(wrong.errors).toHaveLength(1)
    expect((await follow(me, number, rutOf(33_000_000))).errors[0]).toContain('Le quedan 4 intentos')
  })

  it('has it in each of two tabs, and both clicks of a double click lead to it', async () => {
    const [first, second] = [await openCaso(), await openCaso()]
    const me = at('192.0.2.7')
    const tab = await follow(me, first.number, first.rut)
    const form = await me.open(paths.caso)
    const fields = { numeroCaso: second.number, identificadorCaso: second.rut }
    const other = await me.submitFrom(form, fields)
    expect((await me.submitFrom(form, fields)).url).toBe(other.url)
    expect(other.title).toBe(`Su caso ${second.number}`)
    expect((await me.open(tab.url)).title).toBe(`Su caso ${first.number}`)
  })

  it('shows it to nobody else: another session is asked for the number', async () => {
    const { number, rut } = await openCaso()
    const page = await follow(at('192.0.2.8'), number, rut)
    expect((await at('192.0.2.8').open(page.url)).url).toBe(paths.caso)
  })
})

it.each(ENGINES)('an address follows casos a number of times an hour, on %s', async (engine) => {
  const p = await createCountedProduct({ engine, env: { LIMIT_CASES_PER_HOUR: '2' } })
  const me = new ScriptFreeBrowser(p.app)
  const follow = () => me.submit(paths.caso, { numeroCaso: UNKNOWN, identificadorCaso: rutOf(33_000_000) })
  await follow()
  await follow()
  const page = await follow()
  expect(page.status).toBe(429)
  expect(Number(page.headers['retry-after'])).toBeGreaterThan(0)
  await p.close()
})
