import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { refusalText } from '../../../src/domain/outcome/refusals.ts'
import { casoUrl, pasoUrl, paths } from '../../../src/domain/urls.ts'
import { migranteRegistration, naturalRegistration, rutOf } from '../../support/data/personas.ts'
import {
  actualizarFields,
  emailOf,
  enlaceFor,
  mailsFor,
  naturalCuenta,
  registerNatural,
  requestProvisoria,
  validateForActualizar,
  withCodigo,
} from '../../support/http/journeys.ts'
import {
  filledForm,
  inputValue,
  type LoadedPage,
  ScriptFreeBrowser,
  textOf,
} from '../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'

const OTHER_BUTTON_TEXT = refusalText('otro_boton')

describe('a button that the page does not have', () => {
  let p: TestProduct
  beforeAll(async () => {
    p = await createTestProduct()
  })
  afterAll(() => p.close())

  const expectNoCuenta = (number: number) =>
    expect(naturalCuenta(p, number)).rejects.toThrow('no natural cuenta')

  async function press(me: ScriptFreeBrowser, page: LoadedPage, fields: object, accion: string | string[]) {
    const { action: url, all } = filledForm(page, { ...fields })
    return me.post(url, { ...all, accion })
  }

  it.each([
    ['unknown', 'borrar', 0],
    ['from another paso', 'codigo', 1],
    ['of a wrong-profile hint that was not shown', 'puerta', 2],
    ['in another letter case', 'Refrescar', 3],
    ['sent twice', ['refrescar', 'refrescar'], 4],
    ['sent twice, once empty', ['', 'refrescar'], 5],
    ['named like an object prototype', '__proto__', 6],
  ] as const)('%s does nothing: the form comes back with everything kept', async (_which, accion, last) => {
    const me = new ScriptFreeBrowser(p.app)
    const number = 26_001_000 + last
    const fields = naturalRegistration(number)
    const back = await press(me, await me.open(pasoUrl('natural', 'registrar')), fields, [accion].flat())
    expect([back.status, back.errors]).toEqual([422, [OTHER_BUTTON_TEXT]])
    expect(inputValue(back, 'email')).toBe(fields.email)
    await expectNoCuenta(number)
    expect((await me.submitFrom(back, fields)).title).toBe('Su cuenta fue creada')
  })

  it('the wrong-profile button, pressed after correcting the number, registers nobody', async () => {
    const me = new ScriptFreeBrowser(p.app)
    const page = await me.submit(pasoUrl('natural', 'registrar'), {
      ...naturalRegistration(26_000_002),
      rut: rutOf(76_543_210),
    })
    expect(page.html).toContain('value="puerta"')
    const back = await press(me, page, naturalRegistration(26_000_002), 'puerta')
    expect([back.status, back.errors]).toEqual([422, [OTHER_BUTTON_TEXT]])
    await expectNoCuenta(26_000_002)
  })

  it('asks to choose the file again in a form with a file', async () => {
    const me = new ScriptFreeBrowser(p.app)
    const page = await me.submit(pasoUrl('migrante', 'registrar'), migranteRegistration(26_000_003), 'borrar')
    expect(page.errors).toEqual([OTHER_BUTTON_TEXT, refusalText('archivo_de_nuevo')])
  })

  it('“Refrescar” without captcha, and the code on a first paso, do not validate anybody', async () => {
    const me = await registerNatural(p, 26_000_004)
    for (const accion of ['refrescar', 'codigo']) {
      const back = await press(
        me,
        await me.open(pasoUrl('natural', 'actualizar')),
        { rut: rutOf(26_000_004), fechaNacimiento: '03-10-1994', emailRegistrado: emailOf(26_000_004) },
        accion,
      )
      expect([back.url, back.status, back.errors]).toEqual([
        pasoUrl('natural', 'actualizar'),
        422,
        [OTHER_BUTTON_TEXT],
      ])
    }
    expect((await validateForActualizar(me, 26_000_004)).url).toBe(
      pasoUrl('natural', 'actualizar', 'seguridad'),
    )
  })

  it('asking for a code where it is no longer offered mails none and saves nothing', async () => {
    const me = await registerNatural(p, 26_000_005)
    const page = await withCodigo(p, me, 26_000_005)
    expect(page.html).not.toContain('value="codigo"')
    const before = (await mailsFor(p, emailOf(26_000_005))).length
    const back = await press(me, page, actualizarFields(26_000_005, { direccion: 'Calle Nueva' }), 'codigo')
    expect([back.status, back.errors]).toEqual([422, [OTHER_BUTTON_TEXT]])
    expect(inputValue(back, 'direccion')).toBe('Calle Nueva')
    expect((await mailsFor(p, emailOf(26_000_005))).length).toBe(before)
    expect((await naturalCuenta(p, 26_000_005)).direccion).not.toBe('Calle Nueva')
  })

  it('an offered button works: the code', async () => {
    const me = await registerNatural(p, 26_000_006)
    expect((await press(me, await validateForActualizar(me, 26_000_006), {}, 'codigo')).url).toBe(
      pasoUrl('natural', 'actualizar', 'codigo'),
    )
  })

  it('on the page of a link does nothing: the page comes back, says so, and its button still works', async () => {
    await registerNatural(p, 26_000_008)
    const me = new ScriptFreeBrowser(p.app)
    const page = await me.open(await enlaceFor(p, emailOf(26_000_008), 'No fui yo'))
    const url = paths.enlacePages['no-fui-yo']
    const [enlace = '', _csrf = ''] = ['enlace', '_csrf'].map((name) => inputValue(page, name))
    const back = await me.post(url, { enlace, _csrf, accion: 'otra' })
    expect([back.status, back.errors]).toEqual([422, [refusalText('otro_boton_sin_datos')]])
    expect([back.title, inputValue(back, 'enlace')]).toEqual([page.title, enlace])
    expect((await naturalCuenta(p, 26_000_008)).estado).toBe('activa')
    expect((await me.press(back, url)).url).toBe(paths.noFuiYo.deshecho)
    await expect(naturalCuenta(p, 26_000_008)).rejects.toThrow('no natural cuenta')
  })

  it('a caso is opened only from a page that offers it, once', async () => {
    const me = await registerNatural(p, 26_000_007)
    const stop = await me.submit(pasoUrl('natural', 'registrar'), naturalRegistration(26_000_007))
    const withCaso = await me.press(stop, casoUrl('natural', 'registrar'))
    const number = /Su número de caso es (\w{8})/.exec(textOf(withCaso))?.[1]
    expect(number).toBeDefined()
    const { all } = filledForm(await me.open(pasoUrl('natural', 'registrar')), {})
    const again = await me.post(casoUrl('natural', 'registrar'), { _csrf: String(all._csrf) })
    expect(textOf(again)).toContain(`Su número de caso es ${number}`)

    const stopped = await me.submit(pasoUrl('natural', 'actualizar', 'clave'), {
      rut: rutOf(26_000_007),
      claveActual: await requestProvisoria(me, 26_000_007),
    })
    expect(stopped.url).toBe(pasoUrl('natural', 'actualizar', 'alto'))
    expect(stopped.html).not.toContain(casoUrl('natural', 'registrar'))
    const token = filledForm(await me.open(pasoUrl('natural', 'registrar')), {}).all._csrf
    const after = await me.post(casoUrl('natural', 'actualizar'), { _csrf: String(token) })
    expect(after.title).toBe(stopped.title)
    expect(textOf(after)).not.toContain('número de caso es')
  })
})
