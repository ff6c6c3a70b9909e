import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { perfilesWith } from '../../../src/domain/forms/tramites.ts'
import { formatRut } from '../../../src/domain/values/rut.ts'
import { naturalRegistration, rutOf } from '../../support/data/personas.ts'
import { registerNatural, respond } from '../../support/http/journeys.ts'
import { ScriptFreeBrowser } from '../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'

const URLS = (['registrar', 'recuperar', 'cambiar', 'actualizar'] as const).flatMap((operacion) =>
  perfilesWith(operacion).map((perfil) => `/${perfil}/${operacion}`),
)
const withoutTokens = (html: string) =>
  html.replace(/(nonce|value)="[\w.+/=-]{20,}"/g, '$1=""').replace(/\/captcha\/[\w.-]+/g, '/captcha/')

/** How many pages the views draw meanwhile. */
async function countRenders({ app }: TestProduct, run: () => Promise<unknown>): Promise<number> {
  const render = app.render
  let drawings = 0
  app.render = (...parts: unknown[]) => {
    drawings++
    return Reflect.apply(render, app, parts)
  }
  await run().finally(() => {
    app.render = render
  })
  return drawings
}

describe('a form that is drawn once', () => {
  let p: TestProduct
  beforeAll(async () => {
    p = await createTestProduct()
  })
  afterAll(() => p.close())

  test.each(URLS)(
    '%s is the same page as when it is drawn each time, with tokens of its own',
    async (url) => {
      const me = new ScriptFreeBrowser(p.app)
      const first = await me.open(url)
      const second = await me.open(url)
      p.app.disable('view cache')
      const whole = await me.open(url)
      p.app.enable('view cache')
      expect(withoutTokens(second.html)).toBe(withoutTokens(whole.html))
      expect(second.html).not.toContain('XQficha')
      expect(second.html).not.toBe(first.html)
    },
  )

  test('shows nobody what another one typed or was told', async () => {
    const url = '/natural/registrar'
    await new ScriptFreeBrowser(p.app).submit(url, naturalRegistration(16_000_001, { numero: '' }))
    const other = await new ScriptFreeBrowser(p.app).open(url)
    expect(other.html).not.toContain(rutOf(16_000_001))
    expect(other.errors).toEqual([])
  })

  test('is not kept where it has something of the person who sees it', async () => {
    const [numero, url] = [16_000_002, '/natural/cambiar']
    await registerNatural(p, numero)
    const me = new ScriptFreeBrowser(p.app)
    await respond(me, numero)
    const drawings = await countRenders(p, async () => {
      for (let round = 0; round < 2; round++)
        expect((await me.open(url)).html).toContain(`value="${formatRut(rutOf(numero))}"`)
    })
    expect(drawings).toBe(2)
    await new ScriptFreeBrowser(p.app).open(url)
    expect(await countRenders(p, () => new ScriptFreeBrowser(p.app).open(url))).toBe(0)
  })

  test('is drawn apart where it begins in another way', async () => {
    const me = new ScriptFreeBrowser(p.app)
    const url = '/natural/actualizar/clave'
    expect((await me.open(url)).html).toContain('name="desde" value=""')
    expect((await me.open(`${url}?desde=recuperar`)).html).toContain('name="desde" value="recuperar"')
    expect((await me.open(url)).html).toContain('name="desde" value=""')
  })
})
