import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createFuncionario } from '../../../src/application/staff/funcionarios/create-funcionario.ts'
import { pasoUrl, paths } from '../../../src/domain/urls.ts'
import { OPERADOR } from '../../support/data/operador.ts'
import { activeFuncionario, CONTRASENA, totpCode } from '../../support/data/personal.ts'
import { signedIn, staffCookie } from '../../support/http/console.ts'
import { type LoadedPage, ScriptFreeBrowser } from '../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'

const { console: urls } = paths
const secretIn = ({ html }: LoadedPage) =>
  />([A-Z2-7 ]{20,})<\/code>/.exec(html)?.[1]?.replaceAll(' ', '') ?? ''
const codesIn = ({ html }: LoadedPage) => [
  ...html.matchAll(/<li>([A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4})<\/li>/g),
]

describe('how staff enter the console', () => {
  let p: TestProduct
  beforeAll(async () => {
    p = await createTestProduct()
  })
  afterAll(() => p.close())

  const newcomer = async (email: string) => {
    const made = await createFuncionario(p.deps, OPERADOR, {
      email,
      nombre: 'Eva Ríos',
      rol: 'ejecutivo',
      rut: null,
    })
    return made.result === 'bien' ? (made.url ?? '') : ''
  }
  const code = (secret: string) => totpCode(secret, p.clock.now())

  it('by a link: password, phone, recovery codes shown once; then password and code', async () => {
    const link = await newcomer('nueva@sence.test')
    const me = new ScriptFreeBrowser(p.app)
    const first = await me.open(link)
    expect([first.url, first.title]).toEqual([urls.activar, 'Elija su contraseña'])
    const unequal = await me.submitFrom(first, {
      contrasena: CONTRASENA,
      repetirContrasena: `${CONTRASENA}x`,
    })
    expect(unequal.errors[0]).toContain('no son iguales')
    const phone = await me.submitFrom(unequal, { contrasena: CONTRASENA, repetirContrasena: CONTRASENA })
    expect(phone.title).toBe('Enlace su teléfono')
    expect(phone.html).toMatch(/<path d="M0 0h1v1h-1z/)
    expect(phone.html).not.toMatch(/ style=|<img[^>]*qr/)
    const wrong = await me.submitFrom(phone, { codigo: '000000' })
    expect([wrong.status, wrong.errors[0]]).toEqual([422, expect.stringContaining('no es el de ahora')])
    const codes = await me.submitFrom(wrong, { codigo: code(secretIn(phone)) })
    expect(codesIn(codes)).toHaveLength(10)
    const signIn = await me.press(codes, urls.activarCodigos)
    expect(signIn.url).toBe(urls.ingresar)
    expect(codesIn(await me.open(urls.activarCodigos))).toHaveLength(0)
    expect((await new ScriptFreeBrowser(p.app).open(link)).status).toBe(410)

    p.clock.advance({ minutes: 1 })
    const second = await me.submitFrom(signIn, { email: ' Nueva@sence.test', contrasena: CONTRASENA })
    expect(second.url).toBe(urls.codigo)
    const home = await me.submitFrom(second, { codigo: code(secretIn(phone)) })
    expect([home.url, home.status]).toEqual([urls.home, 200])
  })

  it('and then see the page that they had asked for', async () => {
    const { email, secret } = await activeFuncionario(p.deps, { email: 'pide@sence.test' })
    p.clock.advance({ minutes: 1 })
    const me = new ScriptFreeBrowser(p.app)
    const asked = await me.open(urls.own)
    expect(asked.url).toBe(urls.ingresar)
    const second = await me.submitFrom(asked, { email, contrasena: CONTRASENA })
    expect((await me.submitFrom(second, { codigo: code(secret) })).url).toBe(urls.own)
  })

  it('with a recovery code where the phone was lost, once', async () => {
    const { email, codes } = await activeFuncionario(p.deps, { email: 'pierde@sence.test' })
    const enter = async () => {
      const me = new ScriptFreeBrowser(p.app)
      await me.submit(urls.ingresar, { email, contrasena: CONTRASENA })
      return me.submit(urls.recuperacion, { codigoRecuperacion: codes[0]?.toLowerCase() ?? '' })
    }
    expect((await enter()).url).toBe(urls.home)
    expect((await enter()).status).toBe(422)
  })

  it('no step opens before the one that comes first', async () => {
    const me = new ScriptFreeBrowser(p.app)
    for (const url of [urls.codigo, urls.recuperacion, urls.otraVez, urls.own])
      expect((await me.open(url)).url).toBe(urls.ingresar)
    expect((await me.open(urls.activarTelefono)).status).toBe(410)
    const { email } = await activeFuncionario(p.deps, { email: 'a-medias@sence.test' })
    await me.submit(urls.ingresar, { email, contrasena: CONTRASENA })
    expect((await me.open(urls.home)).url).toBe(urls.codigo)
    p.clock.advance({ minutes: 11 })
    const late = await me.submit(urls.codigo, { codigo: '123456' })
    expect([late.url, late.errors[0]]).toEqual([
      urls.ingresar,
      expect.stringContaining('Pasó demasiado tiempo'),
    ])
  })

  it('whoever leaves is out, in this browser alone, and a second press has the same outcome', async () => {
    const { me, id } = await signedIn(p, 'ejecutivo')
    const elsewhere = await signedIn(p, 'ejecutivo', id)
    const home = await me.open(urls.home)
    expect((await me.press(home, urls.salir)).url).toBe(urls.ingresar)
    expect((await me.open(urls.home)).url).toBe(urls.ingresar)
    expect((await me.press(home, urls.salir)).url).toBe(urls.ingresar)
    expect((await elsewhere.me.open(urls.home)).url).toBe(urls.home)
  })

  it('a session ends after 30 minutes without use, and after 10 hours', async () => {
    const { me } = await signedIn(p, 'revisor')
    for (let tenths = 0; tenths < 30; tenths++) {
      p.clock.advance({ minutes: 19 })
      expect((await me.open(urls.home)).url).toBe(urls.home)
    }
    p.clock.advance({ minutes: 19 })
    await me.open(urls.home)
    p.clock.advance({ minutes: 19 })
    expect((await me.open(urls.home)).url).toBe(urls.ingresar)
    const idle = await signedIn(p, 'revisor')
    p.clock.advance({ minutes: 31 })
    expect((await idle.me.open(urls.home)).url).toBe(urls.ingresar)
  })

  it('a session of citizens opens nothing of the console, and one of staff nothing of theirs', async () => {
    const cookie = await staffCookie(p, 'supervisor')
    const asCitizen = { Cookie: cookie.replace('funcionario=', 'clave=') }
    const citizen = await new ScriptFreeBrowser(p.app).request(pasoUrl('natural', 'registrar'))
    const [theirs = ''] = [citizen.headers['set-cookie'] ?? ''].flat().map((one) => one.replace(/;.*/, ''))
    const asStaff = { Cookie: theirs.replace('clave=', 'funcionario=') }
    expect(theirs).toMatch(/^clave=/)
    expect((await new ScriptFreeBrowser(p.app, asStaff).open(urls.home)).url).toBe(urls.ingresar)
    expect((await new ScriptFreeBrowser(p.app, { Cookie: theirs }).open(urls.home)).url).toBe(urls.ingresar)
    // The form of a browser that sends it is one of a new session, as it is for a browser without any.
    for (const headers of [asCitizen, { Cookie: cookie }]) {
      const me = new ScriptFreeBrowser(p.app, headers)
      const page = await me.request(pasoUrl('natural', 'registrar'))
      expect([page.headers['set-cookie'] ?? ''].flat().join()).toMatch(/^clave=/)
      expect(page.text).not.toContain('Funcionarios')
    }
  })

  it('a form of staff whose session is over leads to signing in', async () => {
    const { me } = await signedIn(p, 'ejecutivo')
    const home = await me.open(urls.home)
    p.clock.advance({ hours: 1 })
    const [, token = ''] = /name="_csrf" value="([^"]+)"/.exec(home.html) ?? []
    expect((await me.post(urls.otraVez, { _csrf: token })).url).toBe(urls.ingresar)
  })

  it('a link from elsewhere is opened again from here, so that nobody is signed out by it', async () => {
    const { me } = await signedIn(p, 'ejecutivo')
    const stranger = new ScriptFreeBrowser(p.app, { 'Sec-Fetch-Site': 'cross-site' })
    const page = await stranger.request(urls.own)
    expect([page.status, page.headers.refresh, page.headers['set-cookie']]).toEqual([200, '0', undefined])
    expect(page.text).toContain(`href="${urls.own}"`)
    expect((await me.request(urls.own).set('Sec-Fetch-Site', 'cross-site')).headers.refresh).toBeUndefined()
  })
})
