import type { Express } from 'express'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { refusalText } from '../../../src/domain/outcome/refusals.ts'
import { casoUrl, pasoUrl, paths } from '../../../src/domain/urls.ts'
import { CLAVE, migranteRegistration, naturalRegistration, RESPUESTA } from '../../support/data/personas.ts'
import { registerNatural } from '../../support/http/journeys.ts'
import {
  ATTACHMENT,
  filledForm,
  inputValue,
  ScriptFreeBrowser,
  textOf,
} from '../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'

const WITHOUT_COOKIES = { status: 403, title: 'Su navegador no guarda las cookies de este sitio' }

interface Layer {
  route?: { path: string; methods: Record<string, boolean> }
  handle: { stack?: Layer[] }
}

/** The paths of all POST routes, found by walking the routers. */
function postRoutes(app: Express): string[] {
  const walk = (layers: readonly Layer[]): string[] =>
    layers.flatMap(({ route, handle }) => {
      if (route) return route.methods.post ? [route.path] : []
      return walk(handle.stack ?? [])
    })
  return walk((app.router as unknown as { stack: Layer[] }).stack)
}

describe('anti-forgery', () => {
  let p: TestProduct
  beforeAll(async () => {
    // Every POST route is tried four times, from one address.
    p = await createTestProduct({ env: { LIMIT_POSTS_PER_10_MINUTES: '1000' } })
  })
  afterAll(() => p.close())

  /** A registration filled in by one browser, with the token that another got. */
  async function withForeignToken(number: number) {
    const open = async (who: ScriptFreeBrowser) =>
      filledForm(await who.open(pasoUrl('natural', 'registrar')), naturalRegistration(number))
    const foreign = await open(new ScriptFreeBrowser(p.app))
    const me = new ScriptFreeBrowser(p.app)
    const { action, all } = await open(me)
    return { me, action, all: { ...all, _csrf: foreign.all._csrf ?? '' } }
  }

  it('every POST route refuses a request without a valid token', async () => {
    const routes = postRoutes(p.app)
    expect(routes.length).toBeGreaterThan(15)
    expect(routes).toContain(pasoUrl('natural', 'registrar'))
    expect(routes).toContain(paths.terminar)
    const me = new ScriptFreeBrowser(p.app)
    await me.open(pasoUrl('natural', 'registrar'))
    for (const path of routes) {
      for (const _csrf of [undefined, '', 'a.b.c', 'nonce']) {
        const response = await me.postRaw(path, _csrf === undefined ? {} : { _csrf })
        expect([path, response.status]).toEqual([path, 403])
      }
    }
  })

  it('a forged token gets a page that says what to do, and nothing is written', async () => {
    const me = new ScriptFreeBrowser(p.app)
    const { action, all } = filledForm(
      await me.open(pasoUrl('natural', 'registrar')),
      naturalRegistration(23_000_001),
    )
    const [nonce = '', issued = '', session = ''] = String(all._csrf).split('.')
    const changed = session.replace(/^./, (letter) => (letter === 'A' ? 'B' : 'A'))
    const forged = [`${nonce}.${changed}.${session}`, `x${nonce}.${issued}.${session}`, `${all._csrf}.x`]
    for (const _csrf of forged) {
      const page = await me.post(action, { ...all, _csrf })
      expect(page).toMatchObject({ status: 403, title: 'Esta página venció' })
      expect(textOf(page)).toContain('No cambiamos nada en su cuenta.')
    }
  })

  it.each([
    ['Sec-Fetch-Site', 'cross-site', 403],
    ['Sec-Fetch-Site', 'same-site', 403],
    ['Sec-Fetch-Site', 'same-origin', 303],
    ['Sec-Fetch-Site', 'none', 303],
    ['Origin', 'https://malo.test', 403],
    ['Origin', 'null', 303],
    ['Origin', 'no es una URL', 403],
  ])('a genuine token sent with %s: %s is answered %i', async (header, value, status) => {
    const me = new ScriptFreeBrowser(p.app)
    const { action, all } = filledForm(await me.open(pasoUrl('natural', 'recuperar')), {
      rut: '12.345.678-5',
    })
    expect((await me.postRaw(action, all).set(header, value)).status).toBe(status)
  })

  it('a token of another session counts as expired: the form comes back, nothing is done', async () => {
    const { me, action, all } = await withForeignToken(23_000_002)
    const page = await me.post(action, all)
    expect(page.status).toBe(422)
    expect(page.errors[0]).toContain('estuvo abierto mucho tiempo y venció')
  })

  it('a form whose session expired comes back with everything kept, and works when resent', async () => {
    const me = new ScriptFreeBrowser(p.app)
    const form = await me.open(pasoUrl('natural', 'registrar'))
    p.clock.advance({ hours: 3 })
    const sent = naturalRegistration(23_000_003)
    const page = await me.submitFrom(form, sent)
    expect(page).toMatchObject({ status: 422, title: 'REGISTRAR PERSONA NATURAL' })
    expect(page.errors).toHaveLength(1)
    for (const name of ['rut', 'nombres', 'direccion', 'email'])
      expect(inputValue(page, name)).toBe(sent[name])
    expect(inputValue(page, 'clave')).toBe('')
    const secrets = { clave: CLAVE, repetirClave: CLAVE, respuestaSecreta: RESPUESTA }
    const keptFields = { region: '13', comuna: '13101', preguntaSecreta: 'p03', sinCelular: 'si' }
    const visible = Object.fromEntries(Object.keys(sent).map((n) => [n, inputValue(page, n) ?? '']))
    const again = await me.submitFrom(page, { ...visible, ...keptFields, ...secrets })
    expect(again.title).toBe('Su cuenta fue creada')
  })

  it('a form from an in-app browser, which hides its origin, is accepted', async () => {
    const me = new ScriptFreeBrowser(p.app, { Origin: 'null', 'Sec-Fetch-Site': 'cross-site' })
    expect((await me.submit(pasoUrl('natural', 'registrar'), naturalRegistration(23_000_006))).title).toBe(
      'Su cuenta fue creada',
    )
    const fieldsWithFile = await me.submit(pasoUrl('migrante', 'registrar'), migranteRegistration(23_000_007))
    expect(fieldsWithFile.title).toBe('Su cuenta fue creada')
  })

  it('a hidden origin is accepted only with the token of its own session', async () => {
    const { me, action, all } = await withForeignToken(23_000_008)
    expect((await me.postRaw(action, all).set('Origin', 'null')).status).toBe(403)
    expect((await new ScriptFreeBrowser(p.app).postRaw(action, all).set('Origin', 'null')).status).toBe(403)
  })

  it('a browser without cookies is told so with everything kept, then how to allow them', async () => {
    const { action, all } = filledForm(
      await new ScriptFreeBrowser(p.app).open(pasoUrl('natural', 'registrar')),
      naturalRegistration(23_000_004),
    )
    const page = await new ScriptFreeBrowser(p.app).post(action, all)
    expect(page.status).toBe(422)
    expect(page.errors).toEqual([refusalText('sin_cookies')])
    expect(page.errors[0]).toContain('800 80 10 30')
    expect(inputValue(page, 'nombres')).toBe('María Jesús')

    const again = filledForm(page, naturalRegistration(23_000_004))
    const second = await new ScriptFreeBrowser(p.app).post(again.action, again.all)
    expect(second).toMatchObject(WITHOUT_COOKIES)
    expect(textOf(second)).toContain('Abrir en el navegador')
    expect(second.html).toContain('href="tel:800801030"')
    expect(second.errors).not.toContain(refusalText('sin_cookies'))
    // With cookies allowed meanwhile, the person can continue.
    const me = new ScriptFreeBrowser(p.app)
    const returned = await me.post(pasoUrl('natural', 'registrar'), all)
    expect((await me.submitFrom(returned, naturalRegistration(23_000_004))).title).toBe(
      'Su cuenta fue creada',
    )
  })

  it('so is one that sends a file, a later paso or the button of a link', async () => {
    const migrante = filledForm(await new ScriptFreeBrowser(p.app).open(pasoUrl('migrante', 'registrar')), {})
    const fieldsWithFile = await new ScriptFreeBrowser(p.app).postParts(migrante.action, migrante.all, [
      ATTACHMENT,
    ])
    expect([fieldsWithFile.status, fieldsWithFile.text]).toEqual([
      403,
      expect.stringContaining(WITHOUT_COOKIES.title),
    ])
    const { all } = filledForm(await new ScriptFreeBrowser(p.app).open(pasoUrl('natural', 'recuperar')), {})
    for (const url of [pasoUrl('natural', 'recuperar', 'pregunta'), paths.enlacePages.volver])
      expect(await new ScriptFreeBrowser(p.app).post(url, all)).toMatchObject(WITHOUT_COOKIES)
  })

  it('a button of a page whose session expired does nothing and says so', async () => {
    const me = await registerNatural(p, 23_000_005)
    const stopped = await me.submit(pasoUrl('natural', 'registrar'), naturalRegistration(23_000_005))
    p.clock.advance({ hours: 2 })
    expect(await me.press(stopped, casoUrl('natural', 'registrar'))).toMatchObject({
      status: 403,
      title: 'Esta página venció',
    })
  })
})
