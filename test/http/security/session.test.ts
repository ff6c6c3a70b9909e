import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pasoUrl, paths } from '../../../src/domain/urls.ts'
import { RESPUESTA, rutOf } from '../../support/data/personas.ts'
import {
  actualizarFields,
  emailOf,
  naturalCuenta,
  registerNatural,
  shownProvisoria,
} from '../../support/http/journeys.ts'
import {
  type FormFields,
  filledForm,
  type LoadedPage,
  ScriptFreeBrowser,
} from '../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'

const cookieIn = (headers: Record<string, unknown>): string =>
  /clave=([^;]+)/.exec(String(headers['set-cookie'] ?? ''))?.[0] ?? ''

/** Submits the form of a page. @returns what was sent, the cookie set, and the page it leads to. */
async function sendPaso(me: ScriptFreeBrowser, page: LoadedPage, fields: FormFields) {
  const { action, all } = filledForm(page, fields)
  const response = await me.postRaw(action, all)
  return { action, all, cookie: cookieIn(response.headers), page: await me.follow(response, action) }
}

describe('the session', () => {
  let p: TestProduct
  beforeAll(async () => {
    p = await createTestProduct()
  })
  afterAll(() => p.close())

  /** Somebody else who sends a known session cookie. */
  const browserWith = (cookie: string) => new ScriptFreeBrowser(p.app, { Cookie: cookie })

  it('gets a new id after each proof, and the former one reaches nothing', async () => {
    await registerNatural(p, 13_000_001)
    const me = new ScriptFreeBrowser(p.app)
    const start = await me.open(pasoUrl('natural', 'recuperar'))
    const pregunta = await sendPaso(me, start, { rut: rutOf(13_000_001) })
    const finished = await sendPaso(me, pregunta.page, { respuestaSecreta: RESPUESTA })
    const oldCookies = [cookieIn(start.headers), pregunta.cookie]
    expect(new Set([...oldCookies, finished.cookie, '']).size).toBe(4)
    const clave = shownProvisoria(finished.page)
    expect(clave).not.toBe('')
    for (const old of oldCookies) {
      expect((await browserWith(old).open(pasoUrl('natural', 'recuperar', 'listo'))).html).not.toContain(
        clave,
      )
    }
    const other = { ...finished.all, respuestaSecreta: 'xyz' }
    expect((await browserWith(pregunta.cookie).post(finished.action, other)).html).not.toContain(clave)
  })

  it('cannot update an account with an id from before its proof', async () => {
    const me = await registerNatural(p, 13_000_002)
    const data = {
      rut: rutOf(13_000_002),
      fechaNacimiento: '03-10-1994',
      emailRegistrado: emailOf(13_000_002),
    }
    const seguridad = await sendPaso(me, await me.open(pasoUrl('natural', 'actualizar')), data)
    const respuesta = { preguntaSecreta: 'p03', respuestaSecreta: RESPUESTA }
    const third = await sendPaso(me, seguridad.page, respuesta)
    expect(third.page.url).toBe(pasoUrl('natural', 'actualizar', 'datos'))
    const { action, all } = filledForm(third.page, actualizarFields(13_000_002, { direccion: 'Otra 1' }))
    const page = await browserWith(seguridad.cookie).post(action, all)
    expect(page.url).toBe(pasoUrl('natural', 'actualizar'))
    expect((await naturalCuenta(p, 13_000_002)).direccion).toBe('Pasaje Los Aromos')
  })

  it('is not created on pages without a form', async () => {
    for (const url of [
      '/',
      paths.masInformacion,
      paths.privacidad,
      paths.accesibilidad,
      '/no-existe',
      paths.enlaceExpired,
    ]) {
      expect((await new ScriptFreeBrowser(p.app).request(url)).headers).not.toHaveProperty('set-cookie')
    }
  })

  it('ends with “Terminar” in all tabs and clears the browser’s copies; a second click is harmless', async () => {
    const me = await registerNatural(p, 13_000_003)
    const pregunta = await me.submit(pasoUrl('natural', 'recuperar'), { rut: rutOf(13_000_003) })
    const { _csrf = '' } = filledForm(pregunta, {}).all
    const end = await me.postRaw(paths.terminar, { _csrf })
    expect(end.status).toBe(303)
    expect(end.headers.location).toBe('/')
    expect(end.headers['clear-site-data']).toBe('"cache", "storage"')
    expect((await me.open(pasoUrl('natural', 'recuperar', 'pregunta'))).url).toBe(
      pasoUrl('natural', 'recuperar'),
    )
    expect((await me.postRaw(paths.terminar, { _csrf })).status).toBe(303)
  })

  it('ends after an hour without use', async () => {
    const me = new ScriptFreeBrowser(p.app)
    const first = await me.request(pasoUrl('natural', 'registrar'))
    p.clock.advance({ minutes: 59 })
    expect((await me.request(pasoUrl('natural', 'registrar'))).headers).not.toHaveProperty('set-cookie')
    p.clock.advance({ minutes: 60 })
    const fresh = await me.request(pasoUrl('natural', 'registrar'))
    expect(cookieIn(fresh.headers)).not.toBe('')
    expect(cookieIn(fresh.headers)).not.toBe(cookieIn(first.headers))
  })

  it('ends after twelve hours, however much it is used', async () => {
    const me = new ScriptFreeBrowser(p.app)
    const first = await me.request(pasoUrl('natural', 'registrar'))
    for (let minutes = 0; minutes < 12 * 60 - 50; minutes += 50) {
      p.clock.advance({ minutes: 50 })
      expect((await me.request(pasoUrl('natural', 'registrar'))).headers).not.toHaveProperty('set-cookie')
    }
    p.clock.advance({ minutes: 50 })
    const fresh = await me.request(pasoUrl('natural', 'registrar'))
    expect(cookieIn(fresh.headers)).not.toBe('')
    expect(cookieIn(fresh.headers)).not.toBe(cookieIn(first.headers))
  })
})
