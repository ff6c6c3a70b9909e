import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ingresarUrl, interaccionUrl } from '../../../src/domain/ingresar-paths.ts'
import type { Perfil } from '../../../src/domain/perfil.ts'
import type { Sistema } from '../../../src/domain/sistemas/sistema.ts'
import { paths } from '../../../src/domain/urls.ts'
import { formatRut } from '../../../src/domain/values/rut.ts'
import { CONTEXT } from '../../support/data/askers.ts'
import { reachableCuenta } from '../../support/data/cuentas.ts'
import { becomeNatural, registerMigrante } from '../../support/data/migrantes.ts'
import { CLAVE, nieOf, rutOf } from '../../support/data/personas.ts'
import { authorizeUrl, followed, interaccionIn, outcome, withSistema } from '../../support/http/ingresar.ts'
import { inputValue, ScriptFreeBrowser, textOf } from '../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'

describe('signing in to another system', () => {
  let p: TestProduct
  let cursos: Sistema
  let claveHash: string
  let last = 27_000_000
  beforeAll(async () => {
    p = await createTestProduct()
    cursos = await withSistema(p)
    claveHash = await p.deps.hasher.reserve(CONTEXT, 1, (one) => one.create(CLAVE))
  })
  afterAll(() => p.close())

  const browser = () => new ScriptFreeBrowser(p.app)
  const account = async (perfil: Perfil, others = {}) => {
    const number = perfil === 'juridica' ? last++ + 50_000_000 : last++
    const identificador = perfil === 'natural' || perfil === 'juridica' ? rutOf(number) : nieOf(number)
    await reachableCuenta(p, number, { perfil, identificador, claveHash, ...others })
    return identificador
  }
  const begin = (me: ScriptFreeBrowser, others = {}) => me.open(authorizeUrl(cursos, others))
  const formOf = async (me: ScriptFreeBrowser, perfil: Perfil, others = {}) =>
    me.open(ingresarUrl(perfil, interaccionIn(await begin(me, others))))

  it.each(['natural', 'juridica', 'migrante', 'facilitador'] as const)(
    'a %s person signs in',
    async (perfil) => {
      const me = browser()
      const identificador = await account(perfil)
      const choice = await begin(me)
      expect(textOf(choice)).toContain('Cursos en línea')
      expect(choice.html).toContain(`href="${ingresarUrl(perfil, interaccionIn(choice))}"`)
      const form = await me.open(ingresarUrl(perfil, interaccionIn(choice)))
      expect(form.html).not.toContain('name="captcha"')
      const field = perfil === 'natural' || perfil === 'juridica' ? 'rut' : 'nie'
      const wrong = await me.submitFrom(form, { [field]: identificador, clave: 'mala' })
      expect(wrong.errors.join(' ')).toContain('Le quedan 4 intentos')
      expect(inputValue(wrong, 'clave')).toBe('')
      const right = await me.submitFrom(wrong, { [field]: identificador, clave: CLAVE })
      expect(right.title).toBe('Continuar en Cursos en línea')
      expect(await outcome(me, right)).toBe('code at cursos.test')
    },
  )

  it('nobody is told whether there is an account: unknown, frozen and incomplete ones look alike', async () => {
    const numbers = [
      await account('natural'),
      await account('natural', { estado: 'congelada', wayBack: 'mesa' }),
      await account('natural', { direccion: null }),
      rutOf(last++),
    ]
    const pages = []
    for (const rut of numbers) {
      const me = browser()
      const page = await me.submitFrom(await formOf(me, 'natural'), { rut, clave: 'mala' })
      pages.push(`${page.status} ${page.errors} ${textOf(page).replaceAll(interaccionIn(page), '')}`)
    }
    expect(new Set(pages).size).toBe(1)
  })

  it('remembers the profile on the device only if asked, and nothing on a computer of others', async () => {
    const me = browser()
    const rut = await account('natural')
    const enter = async (fields: Record<string, string>) =>
      me.submitFrom(await formOf(me, 'natural', { prompt: 'login' }), { rut, clave: CLAVE, ...fields })
    await enter({})
    expect((await begin(me, { prompt: 'login' })).title).toBe('Elija cómo ingresar')
    await enter({ recordarPerfil: 'si' })
    const straight = await begin(me, { prompt: 'login' })
    expect(straight.title).toBe('Ingresar como Persona Natural')
    expect(straight.html).toMatch(/name="recordarPerfil" value="si" checked/)
    expect(inputValue(straight, 'rut')).toBe('')
    const shared = await me.submitFrom(straight, {
      rut,
      clave: CLAVE,
      recordarPerfil: 'si',
      compartido: 'si',
    })
    expect(shared.title).toBe('Continuar en Cursos en línea')
    expect((await begin(me, { prompt: 'login' })).title).toBe('Elija cómo ingresar')
  })

  it('ends the sessions of the account in other browsers if asked, and keeps this one', async () => {
    const [here, elsewhere] = [browser(), browser()]
    const rut = await account('natural')
    const enter = async (me: ScriptFreeBrowser, fields: Record<string, string> = {}) =>
      outcome(
        me,
        await me.submitFrom(await formOf(me, 'natural', { prompt: 'login' }), {
          rut,
          clave: CLAVE,
          ...fields,
        }),
      )
    const silently = (me: ScriptFreeBrowser) => me.request(authorizeUrl(cursos, { prompt: 'none' }))
    for (const me of [here, elsewhere]) expect(await enter(me)).toBe('code at cursos.test')
    expect((await silently(elsewhere)).headers.location).toContain('code=')
    expect(await enter(here, { cerrarOtras: 'si' })).toBe('code at cursos.test')
    expect((await silently(elsewhere)).headers.location).toContain('login_required')
    expect((await silently(here)).headers.location).toContain('code=')
  })

  it('fills in what the system guesses, which is in no address, and only where it can be that', async () => {
    const me = browser()
    const form = await formOf(me, 'natural', { login_hint: rutOf(27_900_000) })
    expect(inputValue(form, 'rut')).toBe(formatRut(rutOf(27_900_000)))
    expect(form.url).not.toMatch(/27\.?900\.?000/)
    expect(inputValue(await formOf(me, 'natural', { login_hint: '"><b>' }), 'rut')).toBe('')
  })

  it('leads who typed the number of another profile to its form, with what they typed', async () => {
    const me = browser()
    const form = await formOf(me, 'natural')
    const rut = rutOf(76_123_456)
    const refused = await me.submitFrom(form, { rut, clave: CLAVE })
    expect(refused.html).toContain('Ir a Persona Jurídica con estos datos')
    const right = await me.submitFrom(refused, { rut, clave: CLAVE }, 'puerta')
    expect(right.title).toBe('Ingresar como Persona Jurídica')
    expect(inputValue(right, 'rut')).toBe(rut)
    expect(interaccionIn(right)).toBe(interaccionIn(form))
  })

  it('a migrant who became natural learns to use the RUT, once the CS was right', async () => {
    const number = last++
    const registered = await registerMigrante(p, number)
    await becomeNatural(p, registered, number, rutOf(number))
    const me = browser()
    const form = await formOf(me, 'migrante')
    expect((await me.submitFrom(form, { nie: nieOf(number), clave: 'mala' })).status).toBe(422)
    const stop = await me.submitFrom(form, { nie: nieOf(number), clave: CLAVE })
    expect(stop.title).toBe('Ahora use su RUT')
    expect(stop.html).toContain(`href="${ingresarUrl('natural', interaccionIn(form))}"`)
    const right = await me.open(ingresarUrl('natural', interaccionIn(form)))
    const done = await me.submitFrom(right, { rut: rutOf(number), clave: CLAVE })
    expect(await outcome(me, done)).toBe('code at cursos.test')
  })

  it('an account that is frozen says so only to who has its CS, and how to get a number', async () => {
    const rut = await account('natural', { estado: 'congelada', wayBack: 'mesa' })
    const me = browser()
    const stop = await me.submitFrom(await formOf(me, 'natural'), { rut, clave: CLAVE })
    expect(stop.title).toBe('Su cuenta está congelada')
    expect(stop.html).toContain('Pedir un número de caso')
  })

  it('whoever goes back to the system without signing in is refused there', async () => {
    const me = browser()
    const back = await me.press(await begin(me), paths.ingresar.rechazar)
    expect(await outcome(me, back)).toBe('access_denied')
  })

  it('a system of others asks once what it may see, and gets nothing where that is not allowed', async () => {
    const others = await withSistema(p, {
      id: 'ajeno',
      nombre: 'Portal Ajeno',
      tipo: 'tercero',
      sector: 'ajeno',
    })
    const me = browser()
    const rut = await account('natural')
    const choice = await me.open(authorizeUrl(others))
    const form = await me.open(ingresarUrl('natural', interaccionIn(choice)))
    const consent = await followed(me, await me.submitFrom(form, { rut, clave: CLAVE }))
    expect(consent.title).toBe('Permiso para ver sus datos')
    expect(textOf(consent)).toContain('Ver su RUT')
    expect(await outcome(me, await me.submitFrom(consent, {}, 'no'))).toBe('access_denied')
    const again = await me.open(authorizeUrl(others))
    expect(await outcome(me, await me.submitFrom(again, {}))).toBe('code at cursos.test')
    const response = await me.request(authorizeUrl(others))
    expect(response.headers.location).toContain('https://cursos.test/vuelta?code=')
    expect((await me.open(interaccionUrl(paths.ingresar.permiso, 'otra'))).status).toBe(410)
  })
})
