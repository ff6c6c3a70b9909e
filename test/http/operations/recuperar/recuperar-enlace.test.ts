import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pasoUrl, paths } from '../../../../src/domain/urls.ts'
import { formatRut } from '../../../../src/domain/values/rut.ts'
import { CLAVE, rutOf } from '../../../support/data/personas.ts'
import {
  emailOf,
  enlaceFor,
  mailsFor,
  naturalCuenta,
  registerConfirmed,
  registerNatural,
  requestEnlace,
  validateForCambiar,
} from '../../../support/http/journeys.ts'
import { ScriptFreeBrowser, textOf } from '../../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../../support/product/test-product.ts'

const NEW_CLAVE = 'Qu3ltehue!'
const BUTTON_TEXT = 'Recuperar mi CS'

describe('recuperar with a mailed link', () => {
  let p: TestProduct
  beforeAll(async () => {
    p = await createTestProduct()
  })
  afterAll(() => p.close())

  /** Registers an account and asks for a link. @returns its URL. */
  async function withEnlace(number: number): Promise<string> {
    const me = await registerConfirmed(p, number)
    expect((await requestEnlace(me, number)).title).toBe('Revise su correo')
    return enlaceFor(p, emailOf(number), BUTTON_TEXT)
  }
  const press = async (me: ScriptFreeBrowser, url: string) =>
    me.press(await me.open(url), paths.enlacePages.recuperar)

  it('says the same, without the address, whether or not there is an account', async () => {
    const withCuenta = await requestEnlace(await registerNatural(p, 14_000_001), 14_000_001)
    const withoutCuenta = await requestEnlace(new ScriptFreeBrowser(p.app), 14_900_001)
    expect(textOf(withoutCuenta)).toContain(
      'Si existe una cuenta, enviamos un enlace a su correo registrado.',
    )
    const typedRut = [14_000_001, 14_900_001].map((number) => formatRut(rutOf(number)))
    expect(textOf(withCuenta).replace(typedRut[0] ?? '', typedRut[1] ?? '')).toBe(textOf(withoutCuenta))
    expect(withCuenta.html).not.toContain('correo.test')
  })

  it('leads from its button to a new CS, and the old CS stops working', async () => {
    const url = await withEnlace(14_000_002)
    const me = new ScriptFreeBrowser(p.app)
    const nuevaPage = await press(me, url)
    expect(nuevaPage.url).toBe(pasoUrl('natural', 'cambiar', 'nueva'))
    const page = await me.submitFrom(nuevaPage, { claveNueva: NEW_CLAVE, repetirClaveNueva: NEW_CLAVE })
    expect(page.title).toBe('Su CS fue cambiada')
    expect((await validateForCambiar(me, 14_000_002, CLAVE)).status).toBe(422)
    expect((await validateForCambiar(me, 14_000_002, NEW_CLAVE)).url).toBe(
      pasoUrl('natural', 'cambiar', 'nueva'),
    )
  })

  it('drops the token from the URL at once, and opening it changes nothing', async () => {
    const url = await withEnlace(14_000_003)
    const before = await naturalCuenta(p, 14_000_003)
    const token = new URL(url).pathname.split('/').at(-1) ?? ''
    for (let round = 0; round < 3; round++) {
      const response = await new ScriptFreeBrowser(p.app).request(new URL(url).pathname)
      expect(response.status).toBe(303)
      expect(response.headers.location).toMatch(/^\/enlace\/recuperar\?enlace=[\da-f-]{36}$/)
    }
    const me = new ScriptFreeBrowser(p.app)
    const page = await me.open(url)
    expect(page.html).not.toContain(token)
    expect(await naturalCuenta(p, 14_000_003)).toEqual(before)
    expect((await me.press(page, paths.enlacePages.recuperar)).url).toBe(
      pasoUrl('natural', 'cambiar', 'nueva'),
    )
  })

  it('works for 60 minutes', async () => {
    const url = await withEnlace(14_000_004)
    const me = new ScriptFreeBrowser(p.app)
    p.clock.advance({ minutes: 59 })
    const page = await me.open(url)
    expect(page.title).toBe('Cree una nueva CS')
    p.clock.advance({ minutes: 1 })
    expect(await me.press(page, paths.enlacePages.recuperar)).toMatchObject({
      status: 410,
      title: 'Este enlace ya no sirve',
    })
    expect((await new ScriptFreeBrowser(p.app).open(url)).status).toBe(410)
  })

  it('works once', async () => {
    const url = await withEnlace(14_000_005)
    const [one, other] = [new ScriptFreeBrowser(p.app), new ScriptFreeBrowser(p.app)]
    const otherPage = await other.open(url)
    expect((await press(one, url)).url).toBe(pasoUrl('natural', 'cambiar', 'nueva'))
    expect((await other.press(otherPage, paths.enlacePages.recuperar)).status).toBe(410)
  })

  it('works only with the newest link', async () => {
    const old = await withEnlace(14_000_006)
    await requestEnlace(new ScriptFreeBrowser(p.app), 14_000_006)
    const newest = await enlaceFor(p, emailOf(14_000_006), BUTTON_TEXT)
    expect(newest).not.toBe(old)
    expect((await new ScriptFreeBrowser(p.app).open(old)).status).toBe(410)
    expect((await press(new ScriptFreeBrowser(p.app), newest)).url).toBe(
      pasoUrl('natural', 'cambiar', 'nueva'),
    )
  })

  it('drops mails over the mailbox’s limit silently, and the last link sent still works', async () => {
    await registerConfirmed(p, 14_000_007)
    const me = new ScriptFreeBrowser(p.app)
    const pages = new Set<string>()
    for (let round = 0; round < 7; round++) pages.add(textOf(await requestEnlace(me, 14_000_007)))
    expect(pages.size).toBe(1)
    const enlaces = (await mailsFor(p, emailOf(14_000_007))).filter(({ text }) => text.includes(BUTTON_TEXT))
    // Five within the limit, and the one that leaves every three hours beyond it.
    expect(enlaces).toHaveLength(6)
    const url = await enlaceFor(p, emailOf(14_000_007), BUTTON_TEXT)
    expect((await press(new ScriptFreeBrowser(p.app), url)).url).toBe(pasoUrl('natural', 'cambiar', 'nueva'))
  })

  it('leads to the same page on a second click', async () => {
    const url = await withEnlace(14_000_008)
    const me = new ScriptFreeBrowser(p.app)
    const page = await me.open(url)
    const clicks = await Promise.all([
      me.press(page, paths.enlacePages.recuperar),
      me.press(page, paths.enlacePages.recuperar),
    ])
    expect(clicks.map((click) => click.url)).toEqual([
      pasoUrl('natural', 'cambiar', 'nueva'),
      pasoUrl('natural', 'cambiar', 'nueva'),
    ])
    expect((await me.press(page, paths.enlacePages.recuperar)).url).toBe(
      pasoUrl('natural', 'cambiar', 'nueva'),
    )
  })

  it('works while CS and answer are locked out', async () => {
    const me = await registerConfirmed(p, 14_000_009)
    for (let round = 0; round < 5; round++) await validateForCambiar(me, 14_000_009, 'no es esta')
    expect((await validateForCambiar(me, 14_000_009)).errors[0]).toContain('está cerrada hasta')
    await requestEnlace(me, 14_000_009)
    const nuevaPage = await press(me, await enlaceFor(p, emailOf(14_000_009), BUTTON_TEXT))
    await me.submitFrom(nuevaPage, { claveNueva: NEW_CLAVE, repetirClaveNueva: NEW_CLAVE })
    expect((await validateForCambiar(me, 14_000_009, NEW_CLAVE)).url).toBe(
      pasoUrl('natural', 'cambiar', 'nueva'),
    )
  })
})
