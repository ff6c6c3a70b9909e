/** The pages for a caller without account (product.md “Calls”), without scripts. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { subjectOf } from '../../../src/application/proof/limits.ts'
import { fieldsOf } from '../../../src/domain/forms/form-content.ts'
import { REGISTER_BY_PHONE } from '../../../src/domain/forms/phone-forms.ts'
import { tramites } from '../../../src/domain/forms/tramites.ts'
import { pasoUrl, paths, registrarUrl } from '../../../src/domain/urls.ts'
import { formatMoment } from '../../../src/domain/values/fecha.ts'
import {
  CLAVE,
  migranteRegistration,
  naturalRegistration,
  nieOf,
  rutOf,
} from '../../support/data/personas.ts'
import { signedIn } from '../../support/http/console.ts'
import {
  emailOf,
  enlaceFor,
  mailsFor,
  naturalCuenta,
  noFuiYo,
  returnFields,
} from '../../support/http/journeys.ts'
import { type FormFields, ScriptFreeBrowser, textOf } from '../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'
import { completeCuenta } from '../../support/storage/contract.ts'

const NEVER_DICTATED = [
  'clave',
  'repetirClave',
  'preguntaSecreta',
  'respuestaSecreta',
  'documento',
  'captcha',
]
const dictated = (fields: FormFields, others: FormFields = {}): FormFields => ({
  ...Object.fromEntries(Object.entries(fields).filter(([name]) => !NEVER_DICTATED.includes(name))),
  numeroLlamada: 'T-1',
  ...others,
})

it.each(['natural', 'migrante'] as const)('%s: what is dictated is what Registrar asks', (perfil) => {
  const asked = fieldsOf(tramites[perfil].registrar.pasos['']).filter(
    (name) => !NEVER_DICTATED.includes(name),
  )
  const own = ['continuarDeTodosModos', 'numeroLlamada']
  expect(fieldsOf(REGISTER_BY_PHONE[perfil]).filter((name) => !own.includes(name))).toEqual(asked)
})

describe('a caller without account', () => {
  let p: TestProduct
  let number = 33_000_000
  beforeAll(async () => {
    p = await createTestProduct()
  })
  afterAll(() => p.close())

  const registered = async (): Promise<string> => {
    const { me } = await signedIn(p, 'ejecutivo')
    const done = await me.submit(registrarUrl('natural'), dictated(naturalRegistration(++number)))
    expect(textOf(done)).toContain('Resumen para leer en voz alta')
    expect(done.html).toMatch(/Número del caso: <strong>[A-Z2-9]{8}/)
    expect(done.html).not.toMatch(/enlace\/[\w-]{20}/)
    return emailOf(number)
  }
  const activate = async (url: string, fields: FormFields) => {
    const me = new ScriptFreeBrowser(p.app)
    const page = await me.open(url)
    return { me, done: await me.submit(page.url, fields) }
  }

  it('is found by nobody, registered, and takes the account with the link that was mailed', async () => {
    const { me } = await signedIn(p, 'ejecutivo')
    const found = await me.submit(paths.console.buscar, { q: rutOf(++number) })
    expect(found.html).toContain('Abrir un caso')
    const [, href = ''] = /href="([^"]*registrar[^"]*)"/.exec(found.html) ?? []
    const page = await me.open(href.replaceAll('&amp;', '&'))
    expect(page.html).toContain('value="33.000.001-')
    expect(page.html).toMatch(/for="celular">Celular</)
    expect(page.html).toContain('Teléfono Particular (opcional)')
    const refused = await me.submit(
      page.url,
      dictated(naturalRegistration(number), { fechaNacimiento: '03-10-2015' }),
    )
    expect(refused.status).toBe(422)
    expect(refused.html).toContain('Debe tener 15 años o más')
    await me.submit(page.url, dictated(naturalRegistration(number)))
    const again = await me.submit(registrarUrl('natural'), dictated(naturalRegistration(number)))
    expect(again.html).toContain('ya tiene una cuenta: búsquela')

    const url = await enlaceFor(p, emailOf(number), 'Activar mi Clave Sence')
    const { me: person, done } = await activate(url, { rut: rutOf(number) })
    const chosen = await person.submit(done.url, returnFields(CLAVE))
    expect(chosen.url).toBe(pasoUrl('natural', 'cambiar', 'listo'))
    // Nothing was there before: no former CS, and the mobile that was dictated stays to be confirmed.
    expect(chosen.title).toBe('Su cuenta está activa')
    const told = (await mailsFor(p, emailOf(number))).at(-1)
    expect(told?.subject).toBe('Su Clave Sence está activa')
    for (const text of [textOf(chosen), told?.text]) expect(text).not.toMatch(/sin celular|anterior|sesiones/)
    expect(await naturalCuenta(p, number)).toMatchObject({
      ...{ identidad: 'declarada', firstClaveAt: p.clock.now(), emailConfirmedAt: p.clock.now() },
      factores: { email: { rank: 'canal' }, clave: { rank: 'canal' } },
    })
    expect((await new ScriptFreeBrowser(p.app).open(url)).html).toContain('Este enlace ya no sirve')
  })

  it('a migrant is registered with a NIE', async () => {
    const { me } = await signedIn(p, 'supervisor')
    const done = await me.submit(registrarUrl('migrante'), dictated(migranteRegistration(++number)))
    expect(done.html).toContain('Registramos su cuenta')
    const url = await enlaceFor(p, emailOf(number), 'Activar mi Clave Sence')
    const { me: person, done: page } = await activate(url, { nie: nieOf(number) })
    expect((await person.submit(page.url, returnFields(CLAVE))).url).toBe(
      pasoUrl('migrante', 'cambiar', 'listo'),
    )
  })

  it('the link ends with its 72 hours, with the next one, and with “No fui yo”, which undoes the account', async () => {
    const email = await registered()
    const url = await enlaceFor(p, email, 'Activar mi Clave Sence')
    p.clock.advance({ hours: 73 })
    expect((await new ScriptFreeBrowser(p.app).open(url)).html).toContain(
      'Si lo registraron por teléfono, llame',
    )
    const { me } = await signedIn(p, 'ejecutivo')
    const found = await me.submit(paths.console.buscar, { q: rutOf(number) })
    const opened = await me.submit(found.url, {
      ...{ motivoLlamada: 'no_llega_mensaje', numeroLlamada: '1' },
    })
    const [, again = ''] = /href="([^"]*reenviar-aviso[^"]*)"/.exec(opened.html) ?? []
    expect((await me.submit(again.replaceAll('&amp;', '&'), {})).html).toContain('Enviamos otra vez')
    const next = await enlaceFor(p, email, 'Activar mi Clave Sence')
    expect(next).not.toBe(url)
    expect((await noFuiYo(p, email)).html).toContain('borr')
    expect((await new ScriptFreeBrowser(p.app).open(next)).html).toContain('Este enlace ya no sirve')
  })

  it('gets a caso with a number, where nobody has the RUT, and where somebody else does', async () => {
    const { me } = await signedIn(p, 'ejecutivo')
    const caso = { identificadorCaso: rutOf(++number), motivoCaso: 'sin_cuenta' }
    const done = await me.submit(paths.console.casoSinCuenta, caso)
    expect(done.html).toMatch(/Número del caso: <strong>[A-Z2-9]{8}/)
    expect(done.url).not.toMatch(/[A-Z2-9]{8}$/)
    const other = { ...caso, motivoCaso: 'ya_registrado' }
    expect((await me.submit(paths.console.casoSinCuenta, other)).html).toContain(
      'Nadie tiene una cuenta con ese',
    )
    await registered()
    const taken = { identificadorCaso: rutOf(number), motivoCaso: 'sin_cuenta' }
    expect((await me.submit(paths.console.casoSinCuenta, taken)).html).toContain(
      'ya tiene una cuenta: búsquela',
    )
    const held = { ...taken, motivoCaso: 'ya_registrado' }
    expect((await me.submit(paths.console.casoSinCuenta, held)).html).toContain('Caso abierto')
  })

  it('is told when the account was closed that had the RUT', async () => {
    const [closed, at] = [++number, p.clock.now()]
    const gone = completeCuenta({ email: null, celular: null, emailRepresentante: null })
    await p.deps.store.transaction(async (uow) => {
      await uow.cuentas.create(gone)
      await uow.closedCuentas.create({
        ...{ id: gone.id, subject: subjectOf(p.deps, 'natural', rutOf(closed)), formerSubject: null },
        ...{ encryptedData: null, closedAt: at, eraseAt: null },
      })
    })
    const { me } = await signedIn(p, 'ejecutivo')
    const found = await me.submit(paths.console.buscar, { q: rutOf(closed) })
    expect(found.html).toContain(`Tuvo una cuenta que se cerró el ${formatMoment(at)}.`)
    expect((await me.submit(paths.console.buscar, { q: rutOf(++number) })).html).not.toContain('se cerró')
  })
})
