/** Pages of passkeys as they are without scripts: what they say, and where they lead. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Rol } from '../../../src/domain/staff/roles.ts'
import { paths } from '../../../src/domain/urls.ts'
import { activeFuncionario, CONTRASENA, totpCode } from '../../support/data/personal.ts'
import { type LoadedPage, ScriptFreeBrowser, textOf } from '../../support/http/script-free-browser.ts'
import { createAuthenticator } from '../../support/peers/authenticator.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'

const { console: urls } = paths

describe('passkeys at the console', () => {
  let p: TestProduct
  beforeAll(async () => {
    p = await createTestProduct()
  })
  afterAll(() => p.close())

  const newcomer = async (email: string, rol: Rol) => {
    const { secret, codes } = await activeFuncionario(p.deps, { email, rol })
    const code = () => {
      p.clock.advance({ minutes: 1 })
      return totpCode(secret, p.clock.now())
    }
    const me = new ScriptFreeBrowser(p.app)
    const showPassword = () => me.submit(urls.ingresar, { email, contrasena: CONTRASENA })
    return { me, codes, code, showPassword }
  }
  /** What the script of the page asks the browser. */
  const optionsIn = ({ html }: LoadedPage) =>
    (/data-options="([^"]+)"/.exec(html)?.[1] ?? '').replaceAll('&#34;', '"')
  const device = () => createAuthenticator(p.deps.policy.baseUrl)

  it('who needs one registers it before anything else, and then enters with nothing but it', async () => {
    const { me, code, codes, showPassword } = await newcomer('sup@sence.test', 'supervisor')
    await showPassword()
    const first = await me.submit(urls.codigo, { codigo: code() })
    expect([first.url, first.title]).toEqual([urls.passkeyNew, 'Registre una llave de acceso'])
    expect(textOf(first)).toContain('Hasta que registre la primera, la consola no abre nada más')
    expect(textOf(first)).toContain('o tiene JavaScript desactivado')
    expect((await me.open(urls.own)).url).toBe(urls.passkeyNew)
    expect((await me.open(urls.passkeys)).url).toBe(urls.passkeyNew)
    const without = await me.submitFrom(first, {})
    expect([without.status, without.errors[0]]).toEqual([422, expect.stringContaining('no mostró una llave')])

    const own = device()
    const done = await me.submitFrom(without, { passkey: own.create(optionsIn(without)) })
    expect(done.url).toBe(urls.home)
    const list = await me.open(urls.passkeys)
    expect(textOf(list)).toContain('Su rol ingresa con una')

    await me.press(list, urls.salir)
    const second = await showPassword()
    expect([second.url, second.title]).toEqual([urls.passkey, 'Ingrese con su llave de acceso'])
    expect(textOf(second)).not.toContain('código de mi teléfono')
    expect((await me.open(urls.codigo)).url).toBe(urls.passkey)
    const entered = await me.submitFrom(second, { passkey: own.get(optionsIn(second)) })
    expect(entered.url).toBe(urls.home)
    // Another one takes it shown again.
    expect((await me.open(urls.passkeyNew)).url).toBe(urls.otraVezPasskey)

    await me.press(await me.open(urls.home), urls.salir)
    await showPassword()
    const recovered = await me.submit(urls.recuperacion, { codigoRecuperacion: codes[0] ?? '' })
    expect(recovered.url).toBe(urls.passkeyNew)
    expect((await me.open(urls.home)).url).toBe(urls.passkeyNew)
  })

  it('who does not need one may have some, and remove the last', async () => {
    const { me, code, showPassword } = await newcomer('eje@sence.test', 'ejecutivo')
    await showPassword()
    expect((await me.submit(urls.codigo, { codigo: code() })).url).toBe(urls.home)
    expect((await me.open(urls.passkeyNew)).url).toBe(urls.otraVez)
    const form = await me.submit(urls.otraVez, { codigo: code() })
    expect(form.url).toBe(urls.passkeyNew)
    const answer = { nombrePasskey: '<b>Mi</b> notebook', passkey: device().create(optionsIn(form)) }
    const list = await me.submitFrom(form, answer)
    expect([list.url, list.html]).toEqual([
      urls.passkeys,
      expect.stringContaining('&lt;b&gt;Mi&lt;/b&gt; notebook'),
    ])

    const [, renaming = ''] = /href="([^"]+nombre[^"]+)"/.exec(list.html) ?? []
    const renamed = await me.submit(renaming, { nombrePasskey: 'Llave <i>USB' })
    expect([renamed.url, renamed.html]).toEqual([
      urls.passkeys,
      expect.stringContaining('Llave &lt;i&gt;USB'),
    ])
    expect(renamed.html).not.toContain('notebook')

    const [, removal = ''] = /href="([^"]+quitar[^"]+)"/.exec(list.html) ?? []
    const gone = await me.submitFrom(await me.open(removal), {})
    expect([gone.url, textOf(gone)]).toEqual([
      urls.passkeys,
      expect.stringContaining('No tiene llaves de acceso'),
    ])
    expect((await me.open(removal)).url).toBe(urls.passkeys)
  })

  it('an answer to what another session asked is refused', async () => {
    const { me, code, showPassword } = await newcomer('adm@sence.test', 'administrador')
    await showPassword()
    const first = await me.submit(urls.codigo, { codigo: code() })
    const own = device()
    await me.submitFrom(first, { passkey: own.create(optionsIn(first)) })
    const asked = async () => {
      const elsewhere = new ScriptFreeBrowser(p.app)
      const page = await elsewhere.submit(urls.ingresar, { email: 'adm@sence.test', contrasena: CONTRASENA })
      return { elsewhere, page }
    }
    const [one, two] = [await asked(), await asked()]
    const refused = await one.elsewhere.submitFrom(one.page, { passkey: own.get(optionsIn(two.page)) })
    expect([refused.status, refused.errors[0]]).toEqual([422, expect.stringContaining('ya se usó')])
    const taken = await two.elsewhere.submitFrom(two.page, { passkey: own.get(optionsIn(two.page)) })
    expect(taken.url).toBe(urls.home)
  })
})
