import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { captchaUrls, pasoUrl, paths } from '../../../src/domain/urls.ts'
import { htmlErrors } from '../../support/copy/html.ts'
import { naturalRegistration, RESPUESTA, rutOf } from '../../support/data/personas.ts'
import { registerNatural, respond } from '../../support/http/journeys.ts'
import {
  filledForm,
  frameIn,
  inputValue,
  type LoadedPage,
  ScriptFreeBrowser,
} from '../../support/http/script-free-browser.ts'
import { createTestProduct, LETTERS, type TestProduct } from '../../support/product/test-product.ts'

const EXPIRED_TEXT = 'Las letras vencieron o ya se usaron. Escriba las nuevas: puede verlas o escucharlas'
const MISMATCH_TEXT = 'Las letras no coinciden. Escriba las nuevas: puede verlas o escucharlas'
const captchaTokenIn = (page: LoadedPage) => String(filledForm(page, {}).all.captchaFicha)

describe('the captcha', () => {
  let p: TestProduct
  beforeAll(async () => {
    p = await createTestProduct()
  })
  afterAll(() => p.close())

  it('has its own image per form and ignores letter case', async () => {
    const me = new ScriptFreeBrowser(p.app)
    const [one, other] = [
      await me.open(pasoUrl('natural', 'registrar')),
      await me.open(pasoUrl('natural', 'registrar')),
    ]
    expect(captchaTokenIn(one)).not.toBe(captchaTokenIn(other))
    const image = await me.request(captchaUrls(captchaTokenIn(one)).image)
    expect(image.headers['content-type']).toBe('image/png')
    expect(image.headers['cache-control']).toBe('private, max-age=600')
    const finished = await me.submitFrom(
      one,
      naturalRegistration(24_000_001, { captcha: ` ${LETTERS.toLowerCase()} ` }),
    )
    expect(finished.title).toBe('Su cuenta fue creada')
  })

  it('expires after one wrong answer: the right letters for that image no longer work', async () => {
    const me = new ScriptFreeBrowser(p.app)
    const form = await me.open(pasoUrl('natural', 'registrar'))
    const { action, all } = filledForm(form, naturalRegistration(24_000_002))
    expect((await me.post(action, { ...all, captcha: 'zzzzz' })).errors).toEqual([MISMATCH_TEXT])
    const late = await me.post(action, all)
    expect(late.errors).toEqual([EXPIRED_TEXT])
    expect((await me.submitFrom(late, naturalRegistration(24_000_002))).title).toBe('Su cuenta fue creada')
  })

  it('works for one submission only', async () => {
    const me = new ScriptFreeBrowser(p.app)
    const { action, all } = filledForm(
      await me.open(pasoUrl('natural', 'registrar')),
      naturalRegistration(24_000_003),
    )
    expect((await me.post(action, all)).title).toBe('Su cuenta fue creada')
    const other = await me.post(action, { ...all, ...naturalRegistration(24_000_004) })
    expect(other).toMatchObject({ status: 422, errors: [EXPIRED_TEXT] })
  })

  it('after ten minutes the form comes back with everything kept and a new image', async () => {
    const me = new ScriptFreeBrowser(p.app)
    const form = await me.open(pasoUrl('natural', 'registrar'))
    p.clock.advance({ minutes: 10 })
    expect((await me.request(captchaUrls(captchaTokenIn(form)).image)).status).toBe(404)
    expect((await me.request(captchaUrls(captchaTokenIn(form)).sound)).status).toBe(404)
    const late = await me.submitFrom(form, naturalRegistration(24_000_005))
    expect(late).toMatchObject({ status: 422, errors: [EXPIRED_TEXT] })
    expect(inputValue(late, 'email')).toBe('persona24000005@correo.test')
    expect((await me.submitFrom(late, naturalRegistration(24_000_005))).title).toBe('Su cuenta fue creada')
  })

  it.each(['another form', 'another session', 'nobody'])('from %s is refused', async (owner) => {
    const me = await registerNatural(p, 24_000_010 + owner.length)
    const other = owner === 'another session' ? new ScriptFreeBrowser(p.app) : me
    const token =
      owner === 'nobody' ? 'k1.AAAA.BBBB' : captchaTokenIn(await other.open(pasoUrl('natural', 'registrar')))
    const pregunta = await me.submit(pasoUrl('natural', 'recuperar'), {
      rut: rutOf(24_000_010 + owner.length),
    })
    const path = owner === 'another session' ? pasoUrl('natural', 'registrar') : undefined
    const form = path ? await me.open(path) : pregunta
    const fields = path ? naturalRegistration(24_000_030) : { respuestaSecreta: RESPUESTA }
    const page = await me.submitFrom(form, { ...fields, captchaFicha: token })
    expect(page).toMatchObject({ status: 422, errors: [EXPIRED_TEXT] })
  })

  it('costs no try when it is wrong', async () => {
    const me = await registerNatural(p, 24_000_006)
    const pregunta = await me.submit(pasoUrl('natural', 'recuperar'), { rut: rutOf(24_000_006) })
    let page = pregunta
    for (let round = 0; round < 6; round++) {
      page = await me.submitFrom(page, { respuestaSecreta: 'no es esta', captcha: 'zzzzz' })
    }
    page = await me.submitFrom(page, { respuestaSecreta: '' })
    expect(page.errors).toEqual(['Complete este dato: Respuesta Secreta'])
    page = await me.submitFrom(page, { respuestaSecreta: 'no es esta' })
    expect(page.errors).toEqual(['Los datos no coinciden. Revíselos. Le quedan 4 intentos'])
  })

  /** Presses “Refrescar”, whose own form sends none of the fields of `page`. */
  const refresh = async (me: ScriptFreeBrowser, page: LoadedPage): Promise<LoadedPage> => {
    const { action, all } = filledForm(page, {})
    const { _csrf = '', captchaFicha: token = '' } = all
    return me.post(paths.refreshCaptcha, { _csrf, formulario: action, ficha: token })
  }
  const imageIn = ({ html }: LoadedPage) => /<img[^>]* src="([^"]+)"/.exec(html)?.[1] ?? ''
  const withToken = (token: string) => captchaUrls(token)

  it('“Refrescar” shows other letters in the form’s frame, and the form is sent unchanged', async () => {
    const me = new ScriptFreeBrowser(p.app)
    const form = await me.open(pasoUrl('natural', 'registrar'))
    const other = await me.open(pasoUrl('natural', 'registrar'))
    const { image: first } = withToken(captchaTokenIn(form))
    expect(imageIn(await me.open(frameIn(form)))).toBe(first)
    const framePage = await refresh(me, form)
    expect(framePage).toMatchObject({ status: 200, url: frameIn(form) })
    const fresh = imageIn(framePage)
    expect(fresh).not.toBe(first)
    expect(framePage.html).toContain(`src="${fresh.replace(/png$/, 'wav')}"`)
    expect((await me.request(fresh)).status).toBe(200)
    // Reopening the frame shows the current letters; the other form keeps its own.
    expect(imageIn(await me.open(frameIn(form)))).toBe(fresh)
    expect(imageIn(await me.open(frameIn(other)))).toBe(withToken(captchaTokenIn(other)).image)
    expect((await me.submitFrom(form, naturalRegistration(24_000_007))).title).toBe('Su cuenta fue creada')
    expect((await me.submitFrom(other, naturalRegistration(24_000_008))).title).toBe('Su cuenta fue creada')
  })

  it('letters from “Refrescar” last ten minutes from then and work once', async () => {
    const me = new ScriptFreeBrowser(p.app)
    const form = await me.open(pasoUrl('natural', 'registrar'))
    p.clock.advance({ minutes: 9 })
    await refresh(me, form)
    p.clock.advance({ minutes: 9 })
    expect((await me.submitFrom(form, naturalRegistration(24_000_031))).title).toBe('Su cuenta fue creada')
    const other = await me.submitFrom(form, naturalRegistration(24_000_032))
    expect(other.errors).toEqual([EXPIRED_TEXT])
  })

  it('letters from “Refrescar” work with twenty forms open at once', async () => {
    const me = new ScriptFreeBrowser(p.app)
    const form = await me.open(pasoUrl('natural', 'registrar'))
    await refresh(me, form)
    for (let other = 1; other < 20; other++) await refresh(me, await me.open(pasoUrl('natural', 'registrar')))
    p.clock.advance({ minutes: 9 })
    await refresh(me, form)
    p.clock.advance({ minutes: 9 })
    expect((await me.submitFrom(form, naturalRegistration(24_000_034))).title).toBe('Su cuenta fue creada')
  })

  it('after “Refrescar”, a double click gets one outcome', async () => {
    const me = await registerNatural(p, 24_000_033)
    const form = await me.submit(pasoUrl('natural', 'recuperar'), { rut: rutOf(24_000_033) })
    await refresh(me, form)
    const { action, all } = filledForm(form, { respuestaSecreta: RESPUESTA })
    const first = await me.postRaw(action, all)
    const second = await me.postRaw(action, all)
    expect(second.headers.location).toBe(first.headers.location)
    expect(first.status).toBe(303)
  })

  it('its frame can be embedded by our own pages only and holds nothing to press', async () => {
    const me = new ScriptFreeBrowser(p.app)
    const form = await me.open(pasoUrl('natural', 'registrar'))
    expect(form.headers['content-security-policy']).toContain("frame-src 'self'")
    const framePage = await me.open(frameIn(form))
    expect(framePage.headers).toMatchObject({ 'x-frame-options': 'SAMEORIGIN', 'cache-control': 'no-store' })
    expect(framePage.headers['content-security-policy']).toContain("frame-ancestors 'self'")
    expect(framePage.html).not.toMatch(/<(?:form|input|button|script)/)
    expect(await htmlErrors(framePage.html)).toEqual([])
    for (const odd of ['x', '%3Cb%3E', 'a'.repeat(3000)]) {
      const { status, text } = await me.request(captchaUrls('').frame + odd)
      expect(status).toBe(404)
      expect(text).not.toContain('<b>')
    }
  })

  it('is on every last paso, with the explanation of the guide', async () => {
    const me = await registerNatural(p, 24_000_009)
    for (const page of [
      await me.open(pasoUrl('natural', 'registrar')),
      await respond(me, 24_000_009, 'mala'),
    ]) {
      expect(page.html).toContain('Queremos asegurarnos de que es una persona real')
      expect(page.html).toContain('placeholder="Ingresar"')
    }
  })
})
