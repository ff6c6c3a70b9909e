import express from 'express'
import supertest from 'supertest'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pasoUrl, paths } from '../../../src/domain/urls.ts'
import { browserCookie } from '../../../src/http/session/browser-cookie.ts'
import { CLAVE, rutOf } from '../../support/data/personas.ts'
import {
  registerNatural,
  requestEnlace,
  respond,
  validateForActualizar,
  validateForCambiar,
} from '../../support/http/journeys.ts'
import { filledForm, ScriptFreeBrowser } from '../../support/http/script-free-browser.ts'
import { type CountedProduct, createCountedProduct } from '../../support/product/counted-product.ts'

const NUEVA = pasoUrl('natural', 'cambiar', 'nueva')
const CLOSED = /está cerrada hasta las/

/** The browser's cookie in an answer; '' when it sets none. */
const cookieIn = (headers: Record<string, unknown>): string =>
  [headers['set-cookie'] ?? []]
    .flat()
    .map(String)
    .find((one) => /^(__Host-)?navegador=/.test(one)) ?? ''

describe('the cookie of a proven browser', () => {
  let p: CountedProduct
  beforeAll(async () => {
    p = await createCountedProduct({ env: { LIMIT_FIRST_STEPS_PER_HOUR: '10000' } })
  })
  afterAll(() => p.close())

  /** Sends paso 1 of Cambiar without following its redirect. @returns the cookie that it sets. */
  async function prove(me: ScriptFreeBrowser, number: number): Promise<string> {
    const page = await me.open(pasoUrl('natural', 'cambiar'))
    const { action, all } = filledForm(page, { rut: rutOf(number), claveActual: CLAVE })
    return cookieIn((await me.postRaw(action, all)).headers)
  }

  it('is set once something was proven, not before', async () => {
    const me = await registerNatural(p, 42_000_001)
    for (const page of [
      await respond(me, 42_000_001, 'no es esta'),
      await validateForCambiar(me, 42_000_001, 'no es esta'),
      await validateForActualizar(me, 42_000_001),
      await requestEnlace(me, 42_000_001),
    ]) {
      expect(cookieIn(page.headers)).toBe('')
    }
    expect(await prove(me, 42_000_001)).toMatch(
      /^navegador=[\w-]{43}\.[\w-]{43}; Max-Age=15552000; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax$/,
    )
  })

  it('is the same for every account, names none, and a double click gets one', async () => {
    const me = await registerNatural(p, 42_000_002)
    await registerNatural(p, 42_000_003)
    const page = await me.open(pasoUrl('natural', 'cambiar'))
    const { action, all } = filledForm(page, { rut: rutOf(42_000_002), claveActual: CLAVE })
    const clicks = await Promise.all([me.postRaw(action, all), me.postRaw(action, all)])
    const value = (cookie: string) => cookie.split(';')[0]
    const cookies = clicks.map(({ headers }) => value(cookieIn(headers)))
    expect(cookies[0]).toBe(cookies[1])
    expect(value(await prove(me, 42_000_003))).toBe(cookies[0])
    for (let round = 0; round < 5; round++) {
      for (const number of [42_000_002, 42_000_003])
        await validateForCambiar(new ScriptFreeBrowser(p.app), number, 'no es esta')
    }
    expect((await validateForCambiar(me, 42_000_002)).url).toBe(NUEVA)
    expect((await validateForCambiar(me, 42_000_003)).url).toBe(NUEVA)
  })

  it('is worth nothing when forged, of another account, or after 180 days', async () => {
    const me = await registerNatural(p, 42_000_004)
    await registerNatural(p, 42_000_005)
    const cookie = (await prove(me, 42_000_004)).split(';')[0] ?? ''
    const close = async (number: number) => {
      for (let round = 0; round < 5; round++)
        await validateForCambiar(new ScriptFreeBrowser(p.app), number, 'no es esta')
    }
    await close(42_000_004)
    await close(42_000_005)
    expect((await validateForCambiar(me, 42_000_005)).errors[0]).toMatch(CLOSED)
    const [id = '', signature = ''] = cookie.split('.')
    const forged = `${id}.${signature.slice(0, -2)}${signature.endsWith('AA') ? 'BB' : 'AA'}`
    for (const [sent, errors] of [
      [cookie, []],
      [forged, [expect.stringMatching(CLOSED)]],
    ] as const) {
      const page = await new ScriptFreeBrowser(p.app).open(pasoUrl('natural', 'cambiar'))
      const { action, all } = filledForm(page, { rut: rutOf(42_000_004), claveActual: CLAVE })
      const session = [page.headers['set-cookie'] ?? []].flat().map((one) => one.split(';')[0])
      const thief = new ScriptFreeBrowser(p.app, { Cookie: [...session, sent].join('; ') })
      const next = await thief.postRaw(action, all)
      expect(next.status, sent).toBe(errors.length === 0 ? 303 : 422)
    }
    p.clock.advance({ days: 180 })
    await close(42_000_004)
    expect((await validateForCambiar(me, 42_000_004)).errors[0]).toMatch(CLOSED)
  })

  it('costs the same statements for an account that was not proven in it as without one', async () => {
    const me = await registerNatural(p, 42_000_006)
    await registerNatural(p, 42_000_007)
    await prove(me, 42_000_006)
    const wrong = (number: number) => p.count(() => validateForCambiar(me, number, 'no es esta'))
    expect(await wrong(42_000_007)).toEqual(await wrong(42_000_099))
  })

  it('leaves no row where others use the computer, and the cookie goes', async () => {
    const me = await registerNatural(p, 42_000_008)
    await prove(me, 42_000_008)
    const page = await me.open(pasoUrl('natural', 'recuperar'))
    const _csrf = /name="_csrf" value="([^"]+)"/.exec(page.html)?.[1] ?? ''
    const rows = () =>
      p.deps.store.transaction(async ({ cuentas, provenBrowsers }) => {
        const cuenta = await cuentas.findByIdentificador('natural', rutOf(42_000_008))
        return provenBrowsers.findByCuenta(cuenta?.id ?? '')
      })
    expect(await rows()).toHaveLength(1)
    const end = await me.postRaw(paths.terminar, { _csrf, compartido: 'si' })
    expect(cookieIn(end.headers)).toMatch(/^navegador=; Path=\/; Expires=Thu, 01 Jan 1970/)
    expect(await rows()).toEqual([])
  })
})

it('in production the cookie of a proven browser is bound to the host and to https', async () => {
  const p = await createCountedProduct()
  const cookie = browserCookie({ deps: p.deps, inProduction: true })
  const app = express()
  app.use((req, res) => {
    Object.assign(req, { session: { formSeal: 'un sello' } })
    cookie.keep(req, res)
    res.end()
  })
  const { headers } = await supertest(app).get('/')
  expect(cookieIn(headers)).toMatch(/^__Host-navegador=[^;]+; .*Path=\/; .*HttpOnly; Secure; SameSite=Lax$/)
  await p.close()
})
