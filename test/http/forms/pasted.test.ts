import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { REFUSAL_TEXTS } from '../../../src/domain/outcome/refusals.ts'
import { pasoUrl, paths } from '../../../src/domain/urls.ts'
import { formatRut } from '../../../src/domain/values/rut.ts'
import { cleanLink } from '../../../src/http/citizen/enlaces/pasted-links.ts'
import {
  CLAVE,
  juridicaRegistration,
  migranteRegistration,
  naturalRegistration,
  RESPUESTA,
  rutOf,
} from '../../support/data/personas.ts'
import {
  codeFor,
  emailOf,
  enlaceFor,
  naturalCuenta,
  registerConfirmed,
  registerNatural,
  requestEnlace,
  requestProvisoria,
  validateForActualizar,
  validateForCambiar,
} from '../../support/http/journeys.ts'
import {
  type FormFields,
  inputValue,
  type LoadedPage,
  ScriptFreeBrowser,
} from '../../support/http/script-free-browser.ts'
import { createTestProduct, LETTERS, type TestProduct } from '../../support/product/test-product.ts'

const CREATED = 'Su cuenta fue creada'
/** The fields linked in the sentence that lists the secrets to type again. */
const secretsToRetype = ({ html }: LoadedPage): string[] => {
  const sentence = /<p>Por seguridad, escriba de nuevo: (.*?)<\/p>/.exec(html)?.[1] ?? ''
  return [...sentence.matchAll(/href="#(\w+)"/g)].map(([, field]) => field ?? '')
}

let p: TestProduct
beforeAll(async () => {
  p = await createTestProduct()
})
afterAll(() => p.close())

describe('pasted or dictated values', () => {
  it('are stored without the surrounding white space of any kind', async () => {
    const data = naturalRegistration(19_000_001)
    const claves = { clave: CLAVE, repetirClave: CLAVE }
    const pasted = Object.fromEntries(
      Object.entries(data).map(([name, value]) => [name, value === '' ? '' : `\u00a0\t${value}\u200b\n`]),
    )
    const me = new ScriptFreeBrowser(p.app)
    const sent = { ...pasted, ...claves, sinCelular: 'si', captcha: `\u200b\t${LETTERS}\u00a0` }
    expect((await me.submit(pasoUrl('natural', 'registrar'), sent)).title).toBe(CREATED)
    expect(await naturalCuenta(p, 19_000_001)).toMatchObject({
      nombres: 'María Jesús',
      email: emailOf(19_000_001),
      direccion: 'Pasaje Los Aromos',
    })
  })

  it.each([
    ['RUT 19.000.002-%', 19_000_002],
    ['C.I. 19.000.003-%', 19_000_003],
    ['CL19000004-%', 19_000_004],
    ['R.U.N. N° 19000005-%.', 19_000_005],
  ])('an RUT written %s is accepted', async (shape, number) => {
    const rut = shape.replace('%', rutOf(number).slice(-1))
    const me = new ScriptFreeBrowser(p.app)
    expect(
      (await me.submit(pasoUrl('natural', 'registrar'), naturalRegistration(number, { rut }))).title,
    ).toBe(CREATED)
    expect((await me.submit(pasoUrl('natural', 'recuperar'), { rut })).url).toBe(
      pasoUrl('natural', 'recuperar', 'pregunta'),
    )
  })

  it.each(['CL12345678-5', 'RUT: 12.345.678-5', 'C.I. Nº 12.345.678-5', 'Cédula de identidad 12.345.678-5'])(
    '%s as NIE gets a hint, and continues if the person insists',
    async (nie) => {
      const me = new ScriptFreeBrowser(p.app)
      const page = await me.submit(pasoUrl('migrante', 'recuperar'), { nie })
      expect(page.errors).toEqual([REFUSAL_TEXTS.nie_es_rut])
      const insists = await me.submitFrom(page, { nie, continuarDeTodosModos: 'si' })
      expect(insists.url).toBe(pasoUrl('migrante', 'recuperar', 'pregunta'))
    },
  )

  it.each(['12.345.678', '12345678-', 'RUT 12 345 678'])(
    '%s is refused for its missing check digit',
    async (rut) => {
      const page = await new ScriptFreeBrowser(p.app).submit(pasoUrl('natural', 'recuperar'), { rut })
      expect(page.errors).toEqual([REFUSAL_TEXTS.rut_sin_digito])
    },
  )

  it('the mailed code is accepted with the words copied around it, and costs no try', async () => {
    const me = await registerConfirmed(p, 19_000_010)
    const seguridad = await validateForActualizar(me, 19_000_010)
    const codigoPage = await me.submitFrom(seguridad, {}, 'codigo')
    const code = await codeFor(p, emailOf(19_000_010))
    const typed = `Su código es ${code.slice(0, 3)}\u00a0${code.slice(3)}.`
    expect((await me.submitFrom(codigoPage, { codigo: typed })).url).toBe(
      pasoUrl('natural', 'actualizar', 'datos'),
    )
  })

  it('a temporary key is accepted with surrounding punctuation or white space, and costs no try', async () => {
    for (const [index, shape] of ['%.', '\t% \n', '«%»', ' %,', '\u200b%\u3000'].entries()) {
      const number = 19_000_020 + index
      const me = await registerNatural(p, number)
      const clave = await requestProvisoria(me, number)
      expect((await validateForCambiar(me, number, shape.replace('%', clave))).url).toBe(
        pasoUrl('natural', 'cambiar', 'nueva'),
      )
      const failed = await validateForCambiar(me, number, 'no es esta')
      expect(failed.errors).toEqual(['Los datos no coinciden. Revíselos. Le quedan 4 intentos'])
    }
  })
})

describe('an RUT typed without hyphen', () => {
  it('is shown formatted once to check, before an account is created', async () => {
    const me = new ScriptFreeBrowser(p.app)
    const rut = rutOf(19_000_030)
    const sent = naturalRegistration(19_000_030, { rut: rut.replace('-', '') })
    const page = await me.submit(pasoUrl('natural', 'registrar'), sent)
    expect(page.status).toBe(422)
    expect(page.errors).toEqual([
      `Escribió Rut sin guion. Revise que sea ${formatRut(rut)}: si está bien, presione el botón otra vez`,
    ])
    expect(inputValue(page, 'rut')).toBe(formatRut(rut))
    expect(secretsToRetype(page)).toEqual(['clave', 'repetirClave', 'respuestaSecreta', 'captcha'])
    expect((await me.submitFrom(page, { ...sent, rut: formatRut(rut) })).title).toBe(CREATED)
  })

  it('is formatted without asking when the form comes back for another error', async () => {
    const me = new ScriptFreeBrowser(p.app)
    const rut = rutOf(19_000_031)
    const sent = naturalRegistration(19_000_031, { rut: rut.replace('-', ''), nombres: '' })
    const page = await me.submit(pasoUrl('natural', 'registrar'), sent)
    expect(page.errors).toEqual(['Complete este dato: Nombres'])
    expect(inputValue(page, 'rut')).toBe(formatRut(rut))
  })

  it('is checked in both RUT fields of an organisation', async () => {
    const data = juridicaRegistration(76_500_001)
    const withoutDash = (field: 'rut' | 'rutRepresentante') => String(data[field]).replace('-', '')
    const fields = { ...data, rut: withoutDash('rut'), rutRepresentante: withoutDash('rutRepresentante') }
    const page = await new ScriptFreeBrowser(p.app).submit(pasoUrl('juridica', 'registrar'), fields)
    expect(page.errors).toHaveLength(2)
    expect(inputValue(page, 'rutRepresentante')).toBe('12.345.678-5')
  })

  it('is accepted as it is where no account is created', async () => {
    const me = new ScriptFreeBrowser(p.app)
    const page = await me.submit(pasoUrl('natural', 'recuperar'), { rut: rutOf(19_000_032).replace('-', '') })
    expect(page.url).toBe(pasoUrl('natural', 'recuperar', 'pregunta'))
  })
})

describe('secrets that a page does not redisplay', () => {
  it('are linked in the summary if they were typed and have no error of their own', async () => {
    const me = new ScriptFreeBrowser(p.app)
    const cases: [FormFields, string[]][] = [
      [{ nombres: '' }, ['clave', 'repetirClave', 'respuestaSecreta', 'captcha']],
      [{ nombres: '', captcha: '', respuestaSecreta: '' }, ['clave', 'repetirClave']],
      [{ clave: 'corta', repetirClave: 'corta' }, ['repetirClave', 'respuestaSecreta', 'captcha']],
      [{ captcha: 'zzzzz' }, ['clave', 'repetirClave', 'respuestaSecreta']],
    ]
    for (const [changes, expected] of cases) {
      const page = await me.submit(pasoUrl('natural', 'registrar'), naturalRegistration(19_000_040, changes))
      expect(secretsToRetype(page)).toEqual(expected)
      expect(page.html).not.toContain(RESPUESTA)
      expect(page.html).not.toContain(CLAVE)
    }
  })

  it('are named next to the file to choose again', async () => {
    const page = await new ScriptFreeBrowser(p.app).submit(
      pasoUrl('migrante', 'registrar'),
      migranteRegistration(19_000_041, { nombres: '' }),
    )
    expect(page.errors).toContain(REFUSAL_TEXTS.archivo_de_nuevo)
    expect(secretsToRetype(page)).toEqual(['clave', 'repetirClave', 'respuestaSecreta', 'captcha'])
  })

  it('are named on a form whose session expired', async () => {
    const me = new ScriptFreeBrowser(p.app)
    const form = await me.open(pasoUrl('natural', 'cambiar'))
    p.clock.advance({ hours: 3 })
    const page = await me.submitFrom(form, { rut: rutOf(19_000_042), claveActual: CLAVE })
    expect(secretsToRetype(page)).toEqual(['claveActual'])
  })
})

describe('a link pasted with surrounding characters', () => {
  const TAILS = [
    '.',
    ',',
    ')',
    '>',
    ']',
    '"',
    "'",
    '»',
    '…',
    '%20',
    '%0A',
    '%3E',
    '%E2%80%8B',
    '%',
    '_',
    '*',
    ').%20',
    '/.',
  ]

  /** Where a URL redirects to, without the id of the visit. */
  const leadsTo = async (url: string): Promise<string> =>
    String((await new ScriptFreeBrowser(p.app).request(url)).headers.location).replace(
      /\?enlace=[\w-]{36}$/,
      '',
    )

  it('leads to its page, and opening it does not use it up', async () => {
    const me = await registerConfirmed(p, 19_000_050)
    await requestEnlace(me, 19_000_050)
    const { pathname } = new URL(await enlaceFor(p, emailOf(19_000_050), 'Recuperar mi CS'))
    for (const tail of TAILS)
      expect([tail, await leadsTo(pathname + tail)]).toEqual([tail, paths.enlacePages.recuperar])
    expect(await leadsTo(`${pathname.slice(0, 20)}%0D%0A${pathname.slice(20)}`)).toBe(
      paths.enlacePages.recuperar,
    )
    expect(await leadsTo(pathname.slice(0, -1))).toBe(paths.enlaceExpired)
    const nuevaPage = await me.press(await me.open(`${pathname}.`), paths.enlacePages.recuperar)
    expect(nuevaPage.url).toBe(pasoUrl('natural', 'cambiar', 'nueva'))
  })

  it('to an ordinary page works too', async () => {
    const me = new ScriptFreeBrowser(p.app)
    for (const tail of TAILS.filter((one) => one !== '%' && one !== '_')) {
      expect([tail, (await me.request(pasoUrl('natural', 'recuperar') + tail)).status]).toEqual([tail, 200])
    }
    expect((await me.request('/Account/Registrar).')).headers.location).toBe(pasoUrl('natural', 'registrar'))
    expect((await me.request('/no-existe.')).status).toBe(404)
  })

  it('is cleaned only at its end, in linear time', () => {
    for (const url of [
      '/',
      `${pasoUrl('natural', 'registrar')}?volver=https://x.cl/).`,
      paths.noFuiYo.congelada,
      '*',
      '/a/b-',
      '/x.png',
    ])
      expect(cleanLink(url)).toBe(url)
    expect(cleanLink('/).')).toBe('/')
    expect(cleanLink(`${pasoUrl('natural', 'cambiar')}%20).?x=1.`)).toBe(
      `${pasoUrl('natural', 'cambiar')}?x=1.`,
    )
    const long = `/${'.'.repeat(100_000)}a`
    expect(cleanLink(long)).toBe(long)
  })

  it('opened without cookies, says that the link is valid and how to allow them', async () => {
    const me = await registerConfirmed(p, 19_000_051)
    await requestEnlace(me, 19_000_051)
    const url = await enlaceFor(p, emailOf(19_000_051), 'Recuperar mi CS')
    expect(await leadsTo(new URL(url).pathname)).toBe(paths.enlacePages.recuperar)
    const page = await new ScriptFreeBrowser(p.app).open(paths.enlacePages.recuperar)
    expect(page).toMatchObject({ status: 403, title: 'Permita las cookies y abra el enlace otra vez' })
    expect(page.html).toContain('Su enlace sirve')
    expect(page.html).toContain('800 80 10 30')
    expect((await me.press(await me.open(url), paths.enlacePages.recuperar)).url).toBe(
      pasoUrl('natural', 'cambiar', 'nueva'),
    )
  })
})
