import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fields } from '../../../src/domain/fields/fields.ts'
import { captchaUrls, enlaceUrl, pasoUrl } from '../../../src/domain/urls.ts'
import { naturalRegistration, rutOf } from '../../support/data/personas.ts'
import { emailOf, naturalCuenta, registerNatural, withRespuesta } from '../../support/http/journeys.ts'
import {
  encodeForm,
  type FormFields,
  filledForm,
  inputValue,
  ScriptFreeBrowser,
  textOf,
} from '../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'

const HOSTILE_INPUTS = [
  `"><script>alert(1)</script>`,
  `'; drop table cuentas; --`,
  `<%= process.env %> <%- 7777*7777 %>`,
  '{{7777*7777}} #{7777*7777}',
  `javascript:alert(1)" onmouseover="x`,
]
const TEXTS = [
  'rut',
  'nombres',
  'apellidoPaterno',
  'fechaNacimiento',
  'direccion',
  'email',
  'telefonoParticular',
  'celular',
]

describe('hostile input', () => {
  let p: TestProduct
  beforeAll(async () => {
    p = await createTestProduct()
  })
  afterAll(() => p.close())

  const submit = (others: FormFields, number = 22_000_001) =>
    new ScriptFreeBrowser(p.app).submit(pasoUrl('natural', 'registrar'), naturalRegistration(number, others))

  it.each(HOSTILE_INPUTS)('%s comes back in every text field as typed, escaped', async (text) => {
    const page = await submit({
      ...Object.fromEntries(TEXTS.map((name) => [name, text])),
      clave: text,
    })
    expect(page.status).toBe(422)
    for (const name of TEXTS) expect(inputValue(page, name)).toBe(text)
    expect(page.html).not.toContain('<script>alert')
    expect(page.html).not.toContain('" onmouseover="')
    expect(page.html).not.toContain('60481729')
  })

  it.each(HOSTILE_INPUTS.map((text, n) => [text, 22_000_010 + n] as const))(
    '%s is stored as typed in free text, and shown escaped',
    async (text, number) => {
      const me = await registerNatural(p, number, { direccion: text, block: text.slice(0, 20) })
      const { direccion, block } = await naturalCuenta(p, number)
      expect(direccion).toBe(text)
      expect(block).toBe(text.slice(0, 20).trim())
      const data = await withRespuesta(me, number)
      expect(inputValue(data, 'direccion')).toBe(text)
      expect(data.html).not.toContain('<script>alert')
    },
  )

  it.each([
    [
      'selectors',
      {
        region: HOSTILE_INPUTS[0],
        comuna: HOSTILE_INPUTS[0],
        preguntaSecreta: HOSTILE_INPUTS[0],
        sinCelular: HOSTILE_INPUTS[0],
      },
    ],
    ['prototypes', { __proto__: 'x', constructor: 'x', 'constructor[prototype]': 'x', toString: 'x' }],
  ] as [string, FormFields][])('in %s selects nothing', async (_what, others) => {
    const page = await submit({ ...others, rut: '' })
    expect(page.status).toBe(422)
    expect(page.html).not.toContain('<script>alert')
  })

  it('fields that the form does not have are ignored', async () => {
    await submit({ estado: 'cerrada', identidad: 'verificada', id: 'mio', perfil: 'juridica' }, 22_000_020)
    expect(await naturalCuenta(p, 22_000_020)).toMatchObject({
      estado: 'activa',
      identidad: 'declarada',
      perfil: 'natural',
    })
    expect((await naturalCuenta(p, 22_000_020)).id).not.toBe('mio')
  })

  it.each(
    Object.keys(naturalRegistration(1)).filter(
      (name) => fields[name as keyof typeof fields].control !== 'checkbox',
    ),
  )('two values of %s are refused at the field', async (name) => {
    const page = await submit({ [name]: ['una', 'otra'] })
    expect(page.status).toBe(422)
    expect(page.html).toContain(`id="${name}-error"`)
    expect(page.errors.join()).toContain('Escriba un solo valor en')
  })

  it.each(['_csrf', 'captchaFicha', 'captcha', 'accion', 'solicitud'])(
    'two values of %s do no harm',
    async (name) => {
      const me = new ScriptFreeBrowser(p.app)
      const { action, all } = filledForm(
        await me.open(pasoUrl('natural', 'registrar')),
        naturalRegistration(22_000_002),
      )
      const twice = [String(all[name] ?? 'a'), 'b']
      expect([200, 403, 422]).toContain((await me.post(action, { ...all, [name]: twice })).status)
    },
  )

  it.each([
    ['as escapes', 'direccion', '%FF%FEAromos'],
    ['cut in half', 'direccion', 'Aromos%C3'],
    ['a lone surrogate', 'nombres', 'Ana%ED%A0%80'],
    ['a null', 'direccion', 'Aromos%00'],
    ['a line break', 'direccion', 'Aromos%0D%0A12'],
  ])('bytes that are not text (%s) are refused at the field', async (_what, name, raw) => {
    const me = new ScriptFreeBrowser(p.app)
    const { action, all } = filledForm(
      await me.open(pasoUrl('natural', 'registrar')),
      naturalRegistration(22_000_003),
    )
    const { [name]: _removed, ...rest } = all
    const page = await me.post(action, `${encodeForm(rest)}&${name}=${raw}`)
    expect(page.status).toBe(422)
    expect(page.errors).toHaveLength(1)
    expect(page.html).toContain(`id="${name}-error"`)
    expect(inputValue(page, 'email')).toBe(emailOf(22_000_003))
  })

  it('bytes that are not text in a URL give a page, not a fault', async () => {
    for (const url of [
      `${enlaceUrl('')}%FF`,
      `${captchaUrls('').frame}%FF.png`,
      '/%FF',
      '/?volver=%FF',
      `${pasoUrl('natural', 'registrar')}?x=%FF`,
    ]) {
      const response = await new ScriptFreeBrowser(p.app).request(url)
      expect(response.status).toBeLessThan(500)
      expect(response.text).toContain('<h1')
    }
  })

  it('a text of 1 MB gets a page that says what to do', async () => {
    const page = await submit({ direccion: 'a'.repeat(1_048_576) })
    expect(page).toMatchObject({ status: 413, title: 'Envió demasiados datos' })
    expect(textOf(page)).toContain('No cambiamos nada en su cuenta.')
    expect(textOf(page)).toMatch(/número de referencia: [0-9A-F]{8}/)
  })

  it('a text over its field’s limit is refused at the field', async () => {
    const page = await submit({ direccion: 'a'.repeat(151), nombres: 'a'.repeat(101) })
    expect(page.status).toBe(422)
    expect(page.errors).toEqual([
      'Escriba Nombres más corto: hasta 100 caracteres',
      'Escriba Dirección Particular más corto: hasta 150 caracteres',
    ])
  })

  it.each([
    [
      '101 fields',
      (csrf: string) => [`_csrf=${csrf}${'&a=1'.repeat(100)}`, 'application/x-www-form-urlencoded'],
    ],
    [
      'another charset',
      (csrf: string) => [`_csrf=${csrf}`, 'application/x-www-form-urlencoded; charset=utf-7'],
    ],
    ['JSON', (csrf: string) => [JSON.stringify({ _csrf: csrf }), 'application/json']],
    ['no type', (csrf: string) => [`_csrf=${csrf}`, 'text/plain']],
  ])('a body with %s is refused with a page', async (_what, run) => {
    const me = new ScriptFreeBrowser(p.app)
    const { all } = filledForm(await me.open(pasoUrl('natural', 'registrar')), {})
    const [body = '', kind = ''] = run(String(all._csrf))
    const response = await me.postRaw(pasoUrl('natural', 'registrar'), body).set('Content-Type', kind)
    expect(response.status).toBeGreaterThanOrEqual(400)
    expect(response.status).toBeLessThan(500)
    expect(response.text).toContain('<h1')
  })

  it('an identificador that looks like a path or a wildcard finds nobody', async () => {
    for (const rut of ['%', '_', '../12345678-5', `${rutOf(22_000_004)}' or '1'='1`]) {
      const page = await new ScriptFreeBrowser(p.app).submit(pasoUrl('natural', 'recuperar'), { rut })
      expect(page.status).toBe(422)
    }
  })
})
