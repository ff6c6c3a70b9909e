import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ACR } from '../../../src/domain/account/acr.ts'
import { ingresarUrl } from '../../../src/domain/ingresar-paths.ts'
import type { Sistema } from '../../../src/domain/sistemas/sistema.ts'
import { pasoUrl, paths } from '../../../src/domain/urls.ts'
import { formatRut } from '../../../src/domain/values/rut.ts'
import { auditOf, updateCuenta } from '../../support/data/cuentas.ts'
import { CLAVE, naturalRegistration, RESPUESTA, rutOf } from '../../support/data/personas.ts'
import { authorizeUrl, followed, interaccionIn, outcome, withSistema } from '../../support/http/ingresar.ts'
import {
  emailOf,
  enlaceFor,
  naturalCuenta,
  registerNatural,
  shownProvisoria,
} from '../../support/http/journeys.ts'
import {
  inputValue,
  type LoadedPage,
  ScriptFreeBrowser,
  textOf,
} from '../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'

const NEW_CLAVE = 'Qu3ltehue!'
const NEW = { claveNueva: NEW_CLAVE, repetirClaveNueva: NEW_CLAVE }

describe('going on to the system that sent the person', () => {
  let p: TestProduct
  let cursos: Sistema
  let last = 27_200_000
  beforeAll(async () => {
    p = await createTestProduct()
    cursos = await withSistema(p)
  })
  afterAll(() => p.close())

  const formOf = async (me: ScriptFreeBrowser, others = {}) =>
    me.open(ingresarUrl('natural', interaccionIn(await me.open(authorizeUrl(cursos, others)))))
  const acrTold = async (number: number) => {
    const entries = await auditOf(p, (await naturalCuenta(p, number)).id)
    return entries.find(({ event }) => event === 'sesion_iniciada')?.detail?.acr
  }
  const goOn = async (me: ScriptFreeBrowser, done: LoadedPage) => {
    expect(done.html).toContain('Continuar en Cursos en línea')
    return outcome(me, await me.press(done, paths.ingresar.continuar))
  }

  it('after registering, where that was asked for', async () => {
    const number = last++
    const me = new ScriptFreeBrowser(p.app)
    const asked = { prompt: 'create', login_hint: rutOf(number) }
    const choice = await me.open(authorizeUrl(cursos, asked))
    expect(choice.title).toBe('Obtener su Clave SENCE')
    expect(choice.html).toContain(`href="${pasoUrl('natural', 'registrar')}"`)
    const form = await me.open(pasoUrl('natural', 'registrar'))
    expect(inputValue(form, 'rut'), 'what the system guessed').toBe(formatRut(rutOf(number)))
    const done = await me.submitFrom(form, naturalRegistration(number))
    expect(await goOn(me, done)).toBe('code at cursos.test')
    expect(await acrTold(number)).toBe(ACR.clave)
  })

  it('an hour later than it asked, with what the tramite proved', async () => {
    const number = last++
    const me = new ScriptFreeBrowser(p.app)
    await formOf(me)
    p.clock.advance({ minutes: 50 })
    const done = await me.submit(pasoUrl('natural', 'registrar'), naturalRegistration(number))
    p.clock.advance({ minutes: 9 })
    await me.open(done.url)
    p.clock.advance({ minutes: 2 })
    // Its own ten minutes are over too.
    const late = await me.press(done, paths.ingresar.continuar)
    expect((await followed(me, late)).title).toBe('Elija cómo ingresar')
    const anew = await me.open(pasoUrl('natural', 'cambiar'))
    const nueva = await me.submitFrom(anew, { rut: rutOf(number), claveActual: CLAVE })
    p.clock.advance({ minutes: 5 })
    const changed = await me.submitFrom(nueva, NEW)
    expect(await goOn(me, changed)).toBe('code at cursos.test')
  })

  it('once the interaction is over, by asking again with the same proof', async () => {
    const number = last++
    const me = new ScriptFreeBrowser(p.app)
    await formOf(me)
    p.clock.advance({ minutes: 55 })
    const done = await me.submit(pasoUrl('natural', 'registrar'), naturalRegistration(number))
    p.clock.advance({ minutes: 6 })
    expect(await goOn(me, done)).toBe('code at cursos.test')
    expect(await acrTold(number)).toBe(ACR.clave)
  })

  it('hours later, when the session is over too, and never as whoever was signed in there before', async () => {
    const [former, number] = [last++, last++]
    await registerNatural(p, former)
    const me = new ScriptFreeBrowser(p.app)
    const before = await me.submitFrom(await formOf(me), { rut: rutOf(former), clave: CLAVE })
    expect(await outcome(me, before)).toBe('code at cursos.test')
    await formOf(me, { prompt: 'login' })
    p.clock.advance({ hours: 2 })
    const done = await me.submit(pasoUrl('natural', 'registrar'), naturalRegistration(number))
    expect(await goOn(me, done)).toBe('code at cursos.test')
    expect(await acrTold(number)).toBe(ACR.clave)
    const finished = await me.submit(pasoUrl('natural', 'recuperar'), { rut: rutOf(number) })
    await me.press(finished, paths.terminar)
    const other = await me.submit(pasoUrl('natural', 'registrar'), naturalRegistration(last++))
    expect(other.html, 'after Terminar').not.toContain('Continuar en')
  })

  it('again from an old last page, without leaving the systems where the same person is signed in', async () => {
    const [number, other] = [last++, last++]
    const me = new ScriptFreeBrowser(p.app)
    await formOf(me)
    const done = await me.submit(pasoUrl('natural', 'registrar'), naturalRegistration(number))
    const { id } = await naturalCuenta(p, number)
    expect(await goOn(me, done)).toBe('code at cursos.test')
    const signIns = async () =>
      (await auditOf(p, id)).filter(({ event }) => event === 'sesion_iniciada').length
    expect(await goOn(me, done)).toBe('code at cursos.test')
    expect(await signIns()).toBe(1)
    const waiting = async () => (await p.deps.store.single.openId.readWaitingLogouts()).waiting
    const before = await waiting()
    const hidden = (name: string) => inputValue(done, name) ?? ''
    const form = { solicitud: hidden('solicitud'), _csrf: hidden('_csrf'), compartido: 'si' }
    const shared = await me.post(paths.ingresar.continuar, form)
    expect(await outcome(me, shared), 'on a computer of others').toBe('code at cursos.test')
    expect([await signIns(), await waiting()]).toEqual([2, before + 1])
    await registerNatural(p, other)
    const asked = await formOf(me, { prompt: 'login' })
    expect(await outcome(me, await me.submitFrom(asked, { rut: rutOf(other), clave: CLAVE }))).toBe(
      'code at cursos.test',
    )
    expect(await goOn(me, done), 'where somebody else signed in since').toBe('code at cursos.test')
    expect(await signIns()).toBe(3)
  })

  it('after changing the temporary key with which somebody signed in', async () => {
    const number = last++
    await registerNatural(p, number)
    const me = new ScriptFreeBrowser(p.app)
    const form = await formOf(me)
    const pregunta = await me.submit(pasoUrl('natural', 'recuperar'), { rut: rutOf(number) })
    const clave = shownProvisoria(await me.submitFrom(pregunta, { respuestaSecreta: RESPUESTA }))
    const nueva = await me.submitFrom(form, { rut: rutOf(number), clave })
    expect(nueva.url).toBe(pasoUrl('natural', 'cambiar', 'nueva'))
    expect(await goOn(me, await me.submitFrom(nueva, NEW))).toBe('code at cursos.test')
    expect(await acrTold(number)).toBe(ACR.respuesta)
  })

  it('after recovering by a mailed link, opened an hour later in the same browser', async () => {
    const number = last++
    await registerNatural(p, number)
    await updateCuenta(p, 'natural', rutOf(number), { emailConfirmedAt: p.clock.now() })
    const me = new ScriptFreeBrowser(p.app)
    await formOf(me)
    const pregunta = await me.submit(pasoUrl('natural', 'recuperar'), { rut: rutOf(number) })
    const byMail = await me.open(`${pasoUrl('natural', 'recuperar', 'correo')}${idIn(pregunta)}`)
    await me.submitFrom(byMail, {})
    p.clock.advance({ minutes: 55 })
    const enlace = await me.open(await enlaceFor(p, emailOf(number), 'Recuperar mi CS'))
    const nueva = await me.press(enlace, paths.enlacePages.recuperar)
    expect(nueva.url, textOf(nueva)).toBe(pasoUrl('natural', 'cambiar', 'nueva'))
    p.clock.advance({ minutes: 6 })
    expect(await goOn(me, await me.submitFrom(nueva, NEW))).toBe('code at cursos.test')
    expect(await acrTold(number)).toBe(ACR.codigo)
  })

  it('after completing what is missing with the CS', async () => {
    const number = last++
    await registerNatural(p, number)
    await updateCuenta(p, 'natural', rutOf(number), { direccion: null, numero: null })
    const me = new ScriptFreeBrowser(p.app)
    const datos = await me.submitFrom(await formOf(me), { rut: rutOf(number), clave: CLAVE })
    expect(datos.url).toBe(pasoUrl('natural', 'actualizar', 'datos'))
    const done = await me.submitFrom(datos, {
      direccion: 'Los Aromos',
      numero: '12',
      region: '13',
      comuna: '13101',
      email: emailOf(number),
      sinCelular: 'si',
    })
    expect(done.url, done.errors.join(' ')).toBe(pasoUrl('natural', 'actualizar', 'listo'))
    expect(await goOn(me, done)).toBe('code at cursos.test')
  })

  it('not while that system is suspended', async () => {
    const me = new ScriptFreeBrowser(p.app)
    await formOf(me)
    const done = await me.submit(pasoUrl('natural', 'registrar'), naturalRegistration(last++))
    const change = (estado: Sistema['estado']) =>
      p.deps.store.transaction(async ({ sistemas }) => {
        const found = await sistemas.findById(cursos.id)
        if (found) await sistemas.save({ ...found, estado })
      })
    await change('suspendido')
    expect((await me.open(done.url)).html).not.toContain('Cursos en línea')
    await change('activo')
    expect(await goOn(me, await me.open(done.url))).toBe('code at cursos.test')
  })

  it('not as somebody who changed or froze since, nor with the page of another session', async () => {
    const number = last++
    const me = new ScriptFreeBrowser(p.app)
    await formOf(me)
    const done = await me.submit(pasoUrl('natural', 'registrar'), naturalRegistration(number))
    const other = new ScriptFreeBrowser(p.app)
    await formOf(other)
    const solicitud = /name="solicitud" value="([^"]+)"/.exec(done.html)?.[1] ?? ''
    const own = await other.submit(pasoUrl('natural', 'registrar'), naturalRegistration(last++))
    const csrf = /name="_csrf" value="([^"]+)"/.exec(own.html)?.[1] ?? ''
    const stolen = await other.post(paths.ingresar.continuar, { solicitud, _csrf: csrf })
    expect(stolen.title).toBe('Elija cómo ingresar')
    await updateCuenta(p, 'natural', rutOf(number), { estado: 'congelada', wayBack: 'mesa' })
    expect((await me.press(done, paths.ingresar.continuar)).title).toBe('Elija cómo ingresar')
    expect(await acrTold(number)).toBeUndefined()
  })

  const idIn = (page: LoadedPage) =>
    `?solicitud=${/name="solicitud" value="([^"]+)"/.exec(page.html)?.[1] ?? ''}`
})
