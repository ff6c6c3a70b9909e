import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { casoUrl, pasoUrl, paths } from '../../../src/domain/urls.ts'
import { naturalRegistration, rutOf } from '../../support/data/personas.ts'
import {
  confirmOn,
  emailOf,
  enlaceFor,
  mailsFor,
  naturalCuenta,
  registerNatural,
} from '../../support/http/journeys.ts'
import { ScriptFreeBrowser, textOf } from '../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'

describe('registrar', () => {
  let p: TestProduct
  beforeAll(async () => {
    p = await createTestProduct()
  })
  afterAll(() => p.close())

  const attempt = (number: number) =>
    new ScriptFreeBrowser(p.app).submit(pasoUrl('natural', 'registrar'), naturalRegistration(number))

  it('creates the account, announces the mail, and repeats the warnings of SENCE’s guide', async () => {
    const me = new ScriptFreeBrowser(p.app)
    const page = await me.submit(pasoUrl('natural', 'registrar'), naturalRegistration(10_000_001))
    expect(page).toMatchObject({
      status: 200,
      url: pasoUrl('natural', 'registrar', 'listo'),
      title: 'Su cuenta fue creada',
    })
    expect(textOf(page)).toContain('Enviamos un correo a p****1@correo.test')
    expect(textOf(page)).toContain('Su CS es personal e intransferible.')
    expect(textOf(page)).toContain('Se prohíbe a los Otec solicitar o hacer un uso fraudulento')
    expect(await naturalCuenta(p, 10_000_001)).toMatchObject({
      identificador: rutOf(10_000_001),
      estado: 'activa',
      identidad: 'declarada',
      nombres: 'María Jesús',
      apellidoPaterno: 'Ñancupil',
      apellidoMaterno: "O'Higgins",
      fechaNacimiento: '1994-10-03',
      comuna: '13101',
      block: null,
      celular: null,
      emailConfirmedAt: null,
    })
  })

  it('mails a notice whose button confirms the e-mail; opening its page does not', async () => {
    await registerNatural(p, 10_000_002)
    const me = new ScriptFreeBrowser(p.app)
    const page = await me.open(await enlaceFor(p, emailOf(10_000_002), 'Confirmar mi correo'))
    expect(page).toMatchObject({ url: paths.enlacePages['confirmar-correo'], title: 'Confirme su correo' })
    expect((await naturalCuenta(p, 10_000_002)).emailConfirmedAt).toBeNull()
    expect((await confirmOn(me, page)).title).toBe('Su correo está confirmado')
    expect((await naturalCuenta(p, 10_000_002)).emailConfirmedAt).toEqual(p.clock.now())
  })

  it('tells somebody who already has an account, with a way to recover it', async () => {
    await registerNatural(p, 10_000_003)
    const before = await naturalCuenta(p, 10_000_003)
    const page = await attempt(10_000_003)
    expect(page).toMatchObject({
      status: 200,
      url: pasoUrl('natural', 'registrar', 'alto'),
      title: 'Ya tiene una cuenta',
    })
    expect(page.html).toContain(`href="${pasoUrl('natural', 'recuperar')}"`)
    expect(await naturalCuenta(p, 10_000_003)).toEqual(before)
    expect(await mailsFor(p, emailOf(10_000_003))).toHaveLength(1)
  })

  it('gives each who says “Yo no creé esta cuenta” a case number of their own, and that one to a second click', async () => {
    await registerNatural(p, 10_000_004)
    const requestCaseNumber = async () => {
      const me = new ScriptFreeBrowser(p.app)
      const stopped = await me.submit(pasoUrl('natural', 'registrar'), naturalRegistration(10_000_004))
      const page = await me.press(stopped, casoUrl('natural', 'registrar'))
      expect(page.url).toBe(pasoUrl('natural', 'registrar', 'alto'))
      const again = await me.press(stopped, casoUrl('natural', 'registrar'))
      expect(textOf(again)).toBe(textOf(page))
      return /número de caso es ([A-Z2-9]{8})\./.exec(textOf(page))?.[1]
    }
    const first = await requestCaseNumber()
    expect(first).toBeDefined()
    expect(await requestCaseNumber()).not.toBe(first)
    const caso = await p.deps.store.transaction((uow) => uow.casos.findByNumber(first ?? ''))
    expect(caso?.reason).toBe('ya_registrado')
  })

  it('has the title, sections and button of SENCE’s guide, in its order', async () => {
    const { html, title } = await new ScriptFreeBrowser(p.app).open(pasoUrl('natural', 'registrar'))
    expect(title).toBe('REGISTRAR PERSONA NATURAL')
    expect([...html.matchAll(/<h2>([^<]+)<\/h2><\/legend>/g)].map(([, h2]) => h2)).toEqual([
      'Información de Registro',
      'Domicilio',
      'Datos de Contacto',
      'Clave Sence',
      'Validación de seguridad anti-Robots',
    ])
    expect(html).toContain('(*) Campos obligatorios.')
    expect(html).toMatch(/<button[^>]*>Crear Cuenta<\/button>/)
  })
})
