import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { paths } from '../../../src/domain/urls.ts'
import { rutOf } from '../../support/data/personas.ts'
import { signedIn } from '../../support/http/console.ts'
import { registerConfirmed } from '../../support/http/journeys.ts'
import { type ScriptFreeBrowser, textOf } from '../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'

const { console: urls } = paths
const RUT_NUMBER = 33_000_007

describe('what supervisors see and open', () => {
  let p: TestProduct
  let me: ScriptFreeBrowser
  beforeAll(async () => {
    p = await createTestProduct()
    await registerConfirmed(p, RUT_NUMBER)
    me = (await signedIn(p, 'supervisor')).me
  })
  afterAll(() => p.close())

  it('the limits of a classroom are raised, shown and ended', async () => {
    expect(textOf(await me.open(urls.raisedLimits))).toContain('No hay ninguna red con límites abiertos')
    const network = { red: '203.0.113.77/24', motivoRed: 'sala_de_clases', veces: '5' }
    const wide = await me.submit(urls.raiseLimits, { ...network, red: '203.0.0.0/16' })
    expect([wide.status, wide.errors[0]]).toEqual([422, expect.stringContaining('hasta /24')])
    const many = await me.submit(urls.raiseLimits, { ...network, veces: '11' })
    expect(many.errors).toEqual(['Escriba un número de 2 a 10'])
    const page = await me.submit(urls.raiseLimits, network)
    expect([page.url, textOf(page)]).toEqual([
      urls.raisedLimits,
      expect.stringContaining('203.0.113.0/24 Sala de clases, 5 veces'),
    ])
    expect(textOf(await me.press(page, urls.endRaisedLimits))).toContain('Quedaron cerrados')
    expect(textOf(await me.press(page, urls.endRaisedLimits))).toContain('ya no tenía')
  })

  it('the panel of a day on which nothing happened, each chart with its table', async () => {
    const { html } = await me.open(urls.panel)
    const drawn = [...html.matchAll(/<svg class="chart__drawing"[^>]*>([\s\S]*?)<\/svg>/g)]
    expect(drawn).toHaveLength(7)
    expect(html.match(/<table class="table" aria-labelledby/g)).toHaveLength(7)
    for (const [, svg] of drawn) expect(svg).not.toMatch(/NaN|Infinity|undefined|height="-/)
    expect(html).toContain('Nada en 30 días.')
  })

  it('the bitácora of an account, whose RUT is in no address', async () => {
    const page = await me.submit(`${urls.auditCuenta}?suceso=cuenta_creada`, {
      cuentaBuscada: rutOf(RUT_NUMBER),
    })
    expect(page.url).toMatch(/^\/funcionarios\/bitacora\?suceso=cuenta_creada&busqueda=[\w-]{20,}$/)
    const text = textOf(page)
    expect(text).toContain('Qué: Se registró')
    expect(text).toContain('Cuenta: 33.•••.•••-')
    expect(text).toContain('la persona')
    expect(page.html).not.toContain(rutOf(RUT_NUMBER).slice(0, 8))
    // Once the session no longer knows which account that was, neither page nor file has everybody's instead.
    for (let tab = 0; tab < 5; tab++) await me.submit(paths.console.buscar, { q: `nadie ${tab}` })
    for (const gone of [page.url, page.url.replace(urls.audit, urls.auditExport)])
      expect((await me.open(gone)).url).toBe(`${urls.auditCuenta}?suceso=cuenta_creada`)
  })

  it('the bitácora as a file that spreadsheets open', async () => {
    const { headers, text } = await me.request(`${urls.auditExport}?suceso=cuenta_creada&quien=persona`)
    expect(headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(headers['content-disposition']).toMatch(/^attachment; filename="bitacora-\d{4}-\d\d-\d\d\.csv"$/)
    const [head, first, end] = text.split('\r\n')
    expect(head).toMatch(/^\uFEFF?"numero";"fecha";/)
    expect(first).toMatch(
      /^"\d+";"\d\d-\d\d-\d{4} \d\d:\d\d";.*"cuenta_creada";"Se registró";"bien";"la persona"/,
    )
    expect(end).toBe('')
  })
})
