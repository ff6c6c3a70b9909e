import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { paths } from '../../../src/domain/urls.ts'
import { signedIn } from '../../support/http/console.ts'
import { ScriptFreeBrowser } from '../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'

describe('a console that answers from some networks', () => {
  let p: TestProduct
  beforeAll(async () => {
    p = await createTestProduct({ env: { CONSOLE_NETWORKS: '203.0.113.0/24', TRUST_PROXY: '1' } })
  })
  afterAll(() => p.close())

  const from = (address: string) => new ScriptFreeBrowser(p.app, { 'X-Forwarded-For': address })

  it('answers there', async () => {
    expect((await from('203.0.113.9').request(paths.console.home)).status).toBe(303)
  })

  it('does not exist elsewhere, whatever is asked of it', async () => {
    const me = from('198.51.100.9')
    const { status, title, html } = await me.open(paths.console.ingresar)
    const unknown = await me.open(`${paths.console.home}x`)
    expect([status, title]).toEqual([404, unknown.title])
    expect(html.length).toBe(unknown.html.length)
    expect((await me.postRaw(paths.console.home, {})).status).toBe(404)
    expect((await me.postRaw(paths.console.ingresar.toUpperCase(), {})).status).toBe(404)
  })
})

describe('the entrance of staff', () => {
  let p: TestProduct
  beforeAll(async () => {
    p = await createTestProduct()
  })
  afterAll(() => p.close())

  it('without a session leads to signing in', async () => {
    const response = await new ScriptFreeBrowser(p.app).request(paths.console.home)
    expect([response.status, response.headers.location]).toEqual([303, paths.console.ingresar])
  })

  it('shows its home to whoever is signed in', async () => {
    const { me } = await signedIn(p, 'ejecutivo')
    expect(await me.open(paths.console.home)).toMatchObject({ status: 200, title: 'Inicio' })
  })

  it('has error pages without the menu of citizens', async () => {
    const page = await new ScriptFreeBrowser(p.app).open(`${paths.console.home}/nada`)
    expect([page.status, page.title]).toEqual([404, 'No encontramos esta página'])
    expect(page.html).not.toContain('REGÍSTRESE')
  })
})
