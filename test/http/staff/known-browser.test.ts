import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { paths } from '../../../src/domain/urls.ts'
import { activeFuncionario, CONTRASENA, totpCode } from '../../support/data/personal.ts'
import { ScriptFreeBrowser } from '../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'

const { console: urls } = paths

describe('a browser where somebody of the staff signed in', () => {
  let p: TestProduct
  beforeAll(async () => {
    p = await createTestProduct()
  })
  afterAll(() => p.close())

  it('lets them in again while strangers keep their address closed; one of nobody does not', async () => {
    const { email, secret } = await activeFuncionario(p.deps)
    const showPassword = async (browser: ScriptFreeBrowser, contrasena: string) =>
      browser.submitFrom(await browser.open(urls.ingresar), { email, contrasena })
    const enter = async (browser: ScriptFreeBrowser) => {
      p.clock.advance({ minutes: 1 })
      const page = await showPassword(browser, CONTRASENA)
      return browser.submitFrom(page, { codigo: totpCode(secret, p.clock.now()) })
    }
    const own = new ScriptFreeBrowser(p.app)
    const home = await enter(own)
    expect(home.url).toBe(urls.home)
    expect((await own.press(home, urls.salir)).url).toBe(urls.ingresar)

    const stranger = new ScriptFreeBrowser(p.app)
    for (let n = 0; n < 5; n++) await showPassword(stranger, 'otra contrasena')
    expect((await showPassword(stranger, CONTRASENA)).errors[0]).toContain('está cerrado hasta')
    expect((await showPassword(new ScriptFreeBrowser(p.app), CONTRASENA)).status).toBe(422)
    expect((await enter(own)).url).toBe(urls.home)
  })
})
