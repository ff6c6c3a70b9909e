/** The price of a form in a browser: worked out quietly with scripts, waited for without. */
import { beforeAll, expect, it } from 'vitest'
import { pasoUrl } from '../../src/domain/urls.ts'
import { browserScene, describeInChromium } from '../support/browser/browser-scene.ts'
import { type BrowserVisit, WITH_JAVASCRIPT, WITHOUT_JAVASCRIPT } from '../support/browser/browser-visit.ts'
import { CLAVE, RESPUESTA, rutOf } from '../support/data/personas.ts'
import { registerNatural } from '../support/http/journeys.ts'
import { openTestSite } from '../support/http/site.ts'
import { LETTERS } from '../support/product/test-product.ts'

const CAMBIAR = pasoUrl('natural', 'cambiar')
const NUEVA = pasoUrl('natural', 'cambiar', 'nueva')
const RECUPERAR = pasoUrl('natural', 'recuperar')
const FREE = 1000
/** Enough for a busy machine. */
const LONG_TIMEOUT = { timeout: 20_000 }

describeInChromium('a form that has a price', () => {
  const e = browserScene(() => openTestSite({ LIMIT_FREE_POSTS_PER_10_MINUTES: String(FREE) }))
  let number: number
  beforeAll(async () => {
    number = e.site.number()
    await registerNatural(e.site, number)
    const { traffic } = e.site.product.services
    // Some more than that: they fade while the tests run.
    for (let sent = 0; sent < 1.5 * FREE; sent++)
      traffic.record({ networks: ['127.0.0.1', '127.0.0.0/24'] }, e.site.clock.now())
  })

  const wait = (v: BrowserVisit) => v.page.locator('p.wait')
  const solved = (v: BrowserVisit) => expect.poll(() => v.value('precioSolucion'), LONG_TIMEOUT).not.toBe('')
  const validate = () => ({ rut: rutOf(number), claveActual: CLAVE })

  it('works it out while the form is filled in: one press, and nothing to read or wait for', async () => {
    const v = await e.enter(WITH_JAVASCRIPT)
    await v.goTo(CAMBIAR)
    expect(await wait(v).isVisible()).toBe(false)
    expect(await v.field('captcha').count()).toBe(0)
    await solved(v)
    await v.submit(validate(), 'Validar')
    expect(v.path()).toBe(NUEVA)
  })

  it('a form sent earlier waits for it, and goes by itself', async () => {
    const v = await e.enter(WITH_JAVASCRIPT)
    await v.goTo(CAMBIAR)
    await v.fill(validate())
    await v.press('Validar')
    expect(v.path()).toBe(NUEVA)
  })

  it('shows the usual letters, which Refrescar changes and no step of Back undoes', async () => {
    const v = await e.enter(WITH_JAVASCRIPT)
    await v.goTo(RECUPERAR)
    await v.submit({ rut: rutOf(number) }, 'Validar')
    const frame = v.page.locator('.captcha__frame')
    expect(await frame.getAttribute('src')).toBe(await frame.getAttribute('data-easier'))
    await v.button('Refrescar').click()
    await expect.poll(() => v.text('.captcha [role=status]'), LONG_TIMEOUT).toContain('Hay letras nuevas')
    await solved(v)
    await v.submit({ respuestaSecreta: RESPUESTA, captcha: LETTERS }, 'Generar Nueva Clave')
    expect(await v.text('h1')).toBe('Su clave provisoria está lista')
    await v.page.goBack()
    await v.page.goBack()
    expect(v.path()).toBe(RECUPERAR)
  })

  it('shows the harder letters and the wait when it cannot be worked out', async () => {
    const v = await e.enter(WITH_JAVASCRIPT)
    await v.runFirst('delete globalThis.Worker')
    await v.goTo(CAMBIAR)
    expect(await wait(v).isVisible()).toBe(true)
    expect(await v.page.locator('.captcha').isVisible()).toBe(true)
  })

  it('two tabs, and Back to a form that was sent, have a price each', async () => {
    const v = await e.enter(WITH_JAVASCRIPT)
    await v.goTo(CAMBIAR)
    const other = await v.openTab()
    await other.goTo(CAMBIAR)
    for (const tab of [other, v]) {
      await tab.submit(validate(), 'Validar')
      expect(tab.path()).toBe(NUEVA)
    }
    await v.page.goBack()
    await v.submit(validate(), 'Validar')
    expect(v.path()).toBe(NUEVA)
  })

  it('without scripts says how long to wait, keeps what was typed, and then goes on', async () => {
    const v = await e.enter(WITHOUT_JAVASCRIPT)
    await v.goTo(CAMBIAR)
    expect(await wait(v).textContent()).toContain('debe esperar 15 segundos')
    await v.submit({ ...validate(), captcha: LETTERS }, 'Validar')
    expect(await v.value('rut')).toBe(rutOf(number))
    expect(await v.text('.summary')).toContain('Todavía debe esperar')
    e.site.clock.advance({ minutes: 0.25 })
    await v.submit({ ...validate(), captcha: LETTERS }, 'Validar')
    expect(v.path()).toBe(NUEVA)
  })
})
