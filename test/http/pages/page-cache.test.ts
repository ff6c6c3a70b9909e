import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { perfilesWith } from '../../../src/domain/forms/tramites.ts'
import { pasoUrl } from '../../../src/domain/urls.ts'
import { formatRut } from '../../../src/domain/values/rut.ts'
import { naturalRegistration, rutOf } from '../../support/data/personas.ts'
import { registerNatural, respond } from '../../support/http/journeys.ts'
import { ScriptFreeBrowser } from '../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'

const URLS = (['registrar', 'recuperar', 'cambiar', 'actualizar'] as const).flatMap((operacion) =>
  perfilesWith(operacion).map((perfil) => pasoUrl(perfil, operacion)),
)
const withoutTokens = (html: string) =>
  html.replace(/(nonce|value)="[\w.+/=-]{20,}"/g, '$1=""').replace(/\/captcha\/[\w.-]+/g, '')

/** How many pages are rendered while `run` runs. */
async function countRenders({ app }: TestProduct, run: () => Promise<unknown>): Promise<number> {
  const render = app.render
  let renders = 0
  app.render = (...parts: unknown[]) => {
    renders++
    return Reflect.apply(render, app, parts)
  }
  await run().finally(() => {
    app.render = render
  })
  return renders
}

describe('a cached form', () => {
  let p: TestProduct
  beforeAll(async () => {
    p = await createTestProduct()
  })
  afterAll(() => p.close())

  it.each(URLS)('%s equals a freshly rendered page, with its own tokens', async (url) => {
    const me = new ScriptFreeBrowser(p.app)
    const first = await me.open(url)
    const second = await me.open(url)
    p.app.disable('view cache')
    const whole = await me.open(url)
    p.app.enable('view cache')
    expect(withoutTokens(second.html)).toBe(withoutTokens(whole.html))
    expect(second.html).not.toContain('XQficha')
    expect(second.html).not.toBe(first.html)
  })

  it('never shows what another person typed or was told', async () => {
    const url = pasoUrl('natural', 'registrar')
    await new ScriptFreeBrowser(p.app).submit(url, naturalRegistration(16_000_001, { numero: '' }))
    const other = await new ScriptFreeBrowser(p.app).open(url)
    expect(other.html).not.toContain(rutOf(16_000_001))
    expect(other.errors).toEqual([])
  })

  it('is not cached if it contains data of the person', async () => {
    const [number, url] = [16_000_002, pasoUrl('natural', 'cambiar')]
    await registerNatural(p, number)
    const me = new ScriptFreeBrowser(p.app)
    await respond(me, number)
    const renders = await countRenders(p, async () => {
      for (let round = 0; round < 2; round++)
        expect((await me.open(url)).html).toContain(`value="${formatRut(rutOf(number))}"`)
    })
    expect(renders).toBe(2)
    await new ScriptFreeBrowser(p.app).open(url)
    expect(await countRenders(p, () => new ScriptFreeBrowser(p.app).open(url))).toBe(0)
  })

  it('is cached separately for each starting point', async () => {
    const me = new ScriptFreeBrowser(p.app)
    const url = pasoUrl('natural', 'actualizar', 'clave')
    expect((await me.open(url)).html).toContain('name="desde" value=""')
    expect((await me.open(`${url}?desde=recuperar`)).html).toContain('name="desde" value="recuperar"')
    expect((await me.open(url)).html).toContain('name="desde" value=""')
  })

  it('like any page, is rendered each time in development, where views change', async () => {
    const urls = [pasoUrl('natural', 'registrar'), '/', '/no-existe']
    const openAll = async () => {
      for (const url of [...urls, ...urls]) await new ScriptFreeBrowser(p.app).open(url)
    }
    await openAll()
    expect(await countRenders(p, openAll)).toBe(0)
    p.app.disable('view cache')
    expect(await countRenders(p, openAll)).toBe(6)
    p.app.enable('view cache')
  })
})
