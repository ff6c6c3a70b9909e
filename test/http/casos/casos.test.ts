import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { factsOf } from '../../../src/application/accounts/casos.ts'
import type { Caso } from '../../../src/application/ports.ts'
import { purge } from '../../../src/application/worker/purge.ts'
import { CASO_DAYS } from '../../../src/domain/account/caso.ts'
import { casoUrl, pasoUrl, paths } from '../../../src/domain/urls.ts'
import { auditOf } from '../../support/data/cuentas.ts'
import { naturalRegistration, rutOf } from '../../support/data/personas.ts'
import {
  emailOf,
  enlaceFor,
  mailsFor,
  naturalCuenta,
  registerConfirmed,
  registerNatural,
  registerNaturalWith,
  requestEnlace,
  respond,
} from '../../support/http/journeys.ts'
import { createListeningProduct, type ListeningProduct } from '../../support/http/listening.ts'
import { type LoadedPage, ScriptFreeBrowser, textOf } from '../../support/http/script-free-browser.ts'
import { createCountedProduct } from '../../support/product/counted-product.ts'
import { ENGINES } from '../../support/storage/databases.ts'

const BUTTON = casoUrl('natural', 'registrar')
const DISOWNED = 'Alguien avisó que no creó su Clave Sence'
const numberOn = (page: LoadedPage): string =>
  /número de caso es ([A-Z2-9]{8})\./.exec(textOf(page))?.[1] ?? ''

describe.each(ENGINES)('casos, on %s', (engine) => {
  let p: ListeningProduct
  beforeAll(async () => {
    p = await createListeningProduct({ engine, env: { LIMIT_POSTS_PER_10_MINUTES: '10000' } })
  })
  afterAll(() => p.close())

  /** “Ya registrado”, with its button. */
  const stopped = (me: ScriptFreeBrowser, number: number) =>
    me.submit(pasoUrl('natural', 'registrar'), naturalRegistration(number))

  async function disown(number: number): Promise<string> {
    const me = new ScriptFreeBrowser(p.app)
    return numberOn(await me.press(await stopped(me, number), BUTTON))
  }

  const casoOf = (number: string): Promise<Caso | undefined> => p.deps.store.single.casos.findByNumber(number)

  it('is its own for each press, and keeps who was named, from which network, when and why', async () => {
    await registerNatural(p, 31_000_001)
    const numbers = [await disown(31_000_001), await disown(31_000_001)]
    expect(new Set(numbers).size).toBe(2)
    for (const number of numbers) {
      const caso = await casoOf(number)
      expect(caso).toMatchObject({ reason: 'ya_registrado', perfil: 'natural', closedAt: null })
      expect(caso?.createdAt).toEqual(p.clock.now())
      expect(caso && factsOf(p.deps, caso)).toEqual({
        identificador: rutOf(31_000_001),
        network: '127.0.0.0/24',
        proofs: [],
      })
    }
  })

  it('is told how to get one until the number is on the page, and no longer', async () => {
    await registerNatural(p, 31_000_009)
    const me = new ScriptFreeBrowser(p.app)
    const page = await stopped(me, 31_000_009)
    expect(textOf(page)).toContain('le daremos un número de caso')
    const numbered = textOf(await me.press(page, BUTTON))
    expect(numbered).toContain('Su número de caso es')
    expect(numbered).not.toContain('le daremos un número de caso')
  })

  it('keeps what was proven in that solicitud', async () => {
    await registerNaturalWith(p, 31_000_002, { estado: 'cerrada' })
    const me = new ScriptFreeBrowser(p.app)
    const page = await me.press(await respond(me, 31_000_002), casoUrl('natural', 'recuperar'))
    const caso = await casoOf(numberOn(page))
    expect(caso?.reason).toBe('cerrada')
    expect(caso && factsOf(p.deps, caso)?.proofs).toEqual(['respuesta'])
  })

  it('is one for all the clicks and tabs of one solicitud, also at once', async () => {
    await registerNatural(p, 31_000_003)
    const me = new ScriptFreeBrowser(p.server)
    const page = await stopped(me, 31_000_003)
    const pages = await Promise.all([1, 2, 3, 4].map(() => me.press(page, BUTTON)))
    expect(new Set(pages.map(numberOn)).size).toBe(1)
    const reloaded = await me.open(pasoUrl('natural', 'registrar', 'alto'))
    expect(numberOn(reloaded)).toBe(pages[0] && numberOn(pages[0]))
    const casos = await p.deps.store.single.casos.findBySubject(
      (await casoOf(numberOn(reloaded)))?.subject ?? '',
    )
    expect(casos).toHaveLength(1)
  })

  it('is told to the confirmed mailbox once a day, without its number, which spends nothing of its own', async () => {
    await registerConfirmed(p, 31_000_004)
    const numbers = []
    for (let press = 0; press < 12; press++) numbers.push(await disown(31_000_004))
    const told = (await mailsFor(p, emailOf(31_000_004))).filter(({ subject }) => subject === DISOWNED)
    expect(told).toHaveLength(1)
    expect(told[0]?.text).toContain(`${p.config.BASE_URL}${paths.caso}`)
    for (const number of numbers) expect(told[0]?.text).not.toContain(number)
    await requestEnlace(new ScriptFreeBrowser(p.app), 31_000_004)
    expect(await enlaceFor(p, emailOf(31_000_004), 'Recuperar mi CS')).toContain(p.config.BASE_URL)
    p.clock.advance({ days: 1 })
    await disown(31_000_004)
    const again = (await mailsFor(p, emailOf(31_000_004))).filter(({ subject }) => subject === DISOWNED)
    expect(again).toHaveLength(2)
  })

  it('is not told to a mailbox that nobody confirmed', async () => {
    await registerNatural(p, 31_000_005)
    await disown(31_000_005)
    const subjects = (await mailsFor(p, emailOf(31_000_005))).map(({ subject }) => subject)
    expect(subjects).toEqual(['Su Clave Sence fue creada'])
    const { id } = await naturalCuenta(p, 31_000_005)
    const attended = (await auditOf(p, id)).find(({ event }) => event === 'peticion_atendida')
    expect(attended).toMatchObject({ result: 'sin_destino', detail: { tipo: 'cuenta_desconocida' } })
  })

  it('is kept two years and then deleted', async () => {
    await registerNatural(p, 31_000_006)
    const number = await disown(31_000_006)
    p.clock.advance({ days: CASO_DAYS - 1 })
    await purge(p.deps)
    expect(await casoOf(number)).toBeDefined()
    p.clock.advance({ days: 1 })
    await purge(p.deps)
    expect(await casoOf(number)).toBeUndefined()
  })
})

it.each(ENGINES)(
  'a caso asks the same of the database whatever mailboxes the account has, on %s',
  async (engine) => {
    const p = await createCountedProduct({ engine })
    const works = []
    for (const [n, changes] of [{ emailConfirmedAt: p.clock.now() }, { email: null }, {}].entries()) {
      await registerNaturalWith(p, 31_100_001 + n, changes)
      const me = new ScriptFreeBrowser(p.app)
      const page = await me.submit(pasoUrl('natural', 'registrar'), naturalRegistration(31_100_001 + n))
      works.push(await p.count(() => me.press(page, BUTTON)))
    }
    expect(works[1]).toEqual(works[0])
    expect(works[2]).toEqual(works[0])
    await p.close()
  },
)
