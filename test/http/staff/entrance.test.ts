import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { paths } from '../../../src/domain/urls.ts'
import { signedIn } from '../../support/http/console.ts'
import { ScriptFreeBrowser } from '../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'

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
