import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { paths } from '../../../../src/domain/urls.ts'
import { auditOf } from '../../../support/data/cuentas.ts'
import { OPERADOR } from '../../../support/data/operador.ts'
import { CLAVE, RESPUESTA, rutOf } from '../../../support/data/personas.ts'
import {
  actualizarFields,
  cambiar,
  confirmEmail,
  emailOf,
  enlaceFor,
  mailsFor,
  naturalCuenta,
  noFuiYo,
  registerConfirmed,
  registerNatural,
  registerNaturalWith,
  requestEnlace,
  requestProvisoria,
  respond,
  returnFields,
  shownProvisoria,
  validateForCambiar,
  withCodigo,
} from '../../../support/http/journeys.ts'
import { ScriptFreeBrowser, textOf } from '../../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../../support/product/test-product.ts'
import { unfreezeCuenta } from '../../../support/staff/unfreeze.ts'

const NEW_CLAVE = 'Qu3ltehue!'
const FROZEN = 'Su Clave Sence fue congelada'
const THIRD_CLAVE = 'Ch1ncol.77'
const CASO = /Su número de caso es [A-Z2-9]{8}\./

describe('who ends with the account after “No fui yo”', () => {
  let p: TestProduct
  beforeAll(async () => {
    p = await createTestProduct()
  })
  afterAll(() => p.close())

  const anyone = () => new ScriptFreeBrowser(p.app)
  const descongelar = (number: number) => unfreezeCuenta(p.deps, OPERADOR, 'natural', rutOf(number))
  const stored = (number: number) =>
    p.deps.store.transaction((uow) => uow.cuentas.findByIdentificador('natural', rutOf(number)))

  it('in the notice of a registration of which nothing was proven erases the account, and the RUT is free', async () => {
    await registerNatural(p, 39_000_001)
    const { id } = await naturalCuenta(p, 39_000_001)
    const url = await enlaceFor(p, emailOf(39_000_001), 'No fui yo')
    const page = await noFuiYo(p, emailOf(39_000_001))
    expect(page.title).toBe('Borramos esa cuenta')
    expect(textOf(page)).toContain('cómo registrarse')
    expect(await stored(39_000_001)).toBeUndefined()
    expect((await anyone().open(url)).status).toBe(410)
    const entries = await auditOf(p, id)
    expect(entries.map(({ event }) => event)).toEqual(['registro_deshecho', 'cuenta_creada'])
    await registerNatural(p, 39_000_001, { email: 'duena39@correo.test' })
    expect((await naturalCuenta(p, 39_000_001)).email).toBe('duena39@correo.test')
  })

  it.each<[string, number, (me: ScriptFreeBrowser, number: number) => Promise<unknown>]>([
    ['the mailbox confirmed', 39_000_002, (_me, number) => confirmEmail(p, emailOf(number))],
    ['the CS used', 39_000_003, (me, number) => validateForCambiar(me, number)],
    ['the answer used', 39_000_004, (me, number) => respond(me, number)],
    ['a code used', 39_000_005, (me, number) => withCodigo(p, me, number)],
  ])(
    'in the notice of a registration, with %s since, freezes with a caso and erases nothing',
    async (_what, number, prove) => {
      const me = await registerNatural(p, number)
      const registration = await enlaceFor(p, emailOf(number), 'No fui yo')
      await prove(me, number)
      const pressed = await me.press(await me.open(registration), paths.enlacePages['no-fui-yo'])
      expect(textOf(pressed)).toMatch(CASO)
      expect(await naturalCuenta(p, number)).toMatchObject({
        estado: 'congelada',
        wayBack: 'mesa',
        email: emailOf(number),
        nombres: expect.any(String),
      })
      const mail = (await mailsFor(p, emailOf(number))).find(({ subject }) => subject === FROZEN)?.text ?? ''
      expect(mail).toMatch(/Diga este número de caso: [A-Z2-9]{8}/)
      expect(mail).not.toContain('Volver a usar mi cuenta')
      const before = (await mailsFor(p, emailOf(number))).length
      await requestEnlace(anyone(), number)
      expect(await mailsFor(p, emailOf(number))).toHaveLength(before)
    },
  )

  it('leaves nothing to who registered a stranger’s RUT with his own answer: not after unfreezing, nor by link', async () => {
    const number = 39_000_006
    const thief = await registerNatural(p, number, { sinCelular: '', celular: '87650006' })
    await requestProvisoria(thief, number)
    await noFuiYo(p, emailOf(number))
    expect(await descongelar(number)).toEqual({ result: 'bien', byMail: false })
    expect(await naturalCuenta(p, number)).toMatchObject({ email: null, celular: null, respuestaHash: null })
    expect(shownProvisoria(await respond(anyone(), number, RESPUESTA))).toBe('')
    expect((await validateForCambiar(anyone(), number, CLAVE)).status).toBe(422)
  })

  it('and unfreezing leaves the link to the confirmed mailbox, which asks for CS, question and answer anew', async () => {
    const number = 39_000_007
    const me = await registerConfirmed(p, number)
    await cambiar(me, number, await requestProvisoria(me, number), NEW_CLAVE)
    await noFuiYo(p, emailOf(number))
    expect(await descongelar(number)).toEqual({ result: 'bien', byMail: true })
    const old = await enlaceFor(p, emailOf(number), 'Volver a usar mi cuenta')
    expect((await anyone().open(old)).status).toBe(410)
    expect(shownProvisoria(await respond(anyone(), number, RESPUESTA))).toBe('')
    await requestEnlace(anyone(), number)
    const enlace = await enlaceFor(p, emailOf(number), 'Recuperar mi CS')
    const nuevaPage = await me.press(await me.open(enlace), paths.enlacePages.recuperar)
    expect(nuevaPage.html).toContain('name="respuestaNueva"')
    expect((await me.submitFrom(nuevaPage, returnFields(THIRD_CLAVE))).title).toBe('Su CS fue cambiada')
    expect(await naturalCuenta(p, number)).toMatchObject({ estado: 'activa', preguntaSecreta: 'p05' })
  })

  it('never gives the account to who reads a mistyped mailbox', async () => {
    const number = 39_000_008
    const owner = await registerNatural(p, number)
    await cambiar(owner, number, CLAVE, NEW_CLAVE)
    const page = await noFuiYo(p, emailOf(number))
    expect(textOf(page)).toMatch(CASO)
    await requestEnlace(anyone(), number)
    await p.dispatch()
    const mails = (await mailsFor(p, emailOf(number))).map(({ text }) => text).join('')
    expect(mails).not.toMatch(/Volver a usar mi cuenta|Recuperar mi CS/)
    expect(mails).not.toContain(rutOf(number))
  })

  it('in a mailbox that the account left by a code freezes only, and the present mailbox hears of it', async () => {
    const number = 39_000_009
    const present = 'presente39@correo.test'
    const me = await registerConfirmed(p, number)
    await cambiar(me, number, CLAVE, NEW_CLAVE)
    const old = await enlaceFor(p, emailOf(number), 'No fui yo')
    p.clock.advance({ minutes: 1 })
    await me.submitFrom(await withCodigo(p, me, number), actualizarFields(number, { email: present }))
    await confirmEmail(p, present, NEW_CLAVE)
    p.clock.advance({ days: 9 })
    const reader = anyone()
    const page = await reader.press(await reader.open(old), paths.enlacePages['no-fui-yo'])
    expect(textOf(page)).toMatch(CASO)
    expect(await naturalCuenta(p, number)).toMatchObject({
      estado: 'congelada',
      wayBack: 'mesa',
      email: present,
    })
    const told = (await mailsFor(p, present)).find(({ subject }) => subject === FROZEN)
    expect(told?.text).toContain('desde otro correo de la cuenta')
    expect(told?.text).toMatch(/Diga este número de caso: [A-Z2-9]{8}/)
    await requestEnlace(anyone(), number)
    expect((await mailsFor(p, emailOf(number))).at(-1)?.text).not.toContain('Volver a usar mi cuenta')
  })

  it('in a mailbox that staff removed freezes nothing, and gives a caso', async () => {
    const number = 39_000_010
    const me = await registerNatural(p, number)
    const old = await enlaceFor(p, emailOf(number), 'No fui yo')
    p.clock.advance({ minutes: 1 })
    await cambiar(me, number, CLAVE, NEW_CLAVE)
    await noFuiYo(p, emailOf(number))
    await descongelar(number)
    const page = await me.press(await me.open(old), paths.enlacePages['no-fui-yo'])
    expect(page.title).toBe('Este correo ya no es de la cuenta')
    expect(textOf(page)).toMatch(CASO)
    expect((await naturalCuenta(p, number)).estado).toBe('activa')
  })

  it('tells the confirmed mobile by SMS without a link, once, and no unconfirmed one', async () => {
    const number = 39_000_011
    const mobiles = [
      ['987650011', p.clock.now()],
      ['987650012', null],
    ] as const
    for (const [index, [celular, celularConfirmedAt]] of mobiles.entries()) {
      const me = await registerNaturalWith(p, number + index, { celular, celularConfirmedAt })
      await cambiar(me, number + index, CLAVE, NEW_CLAVE)
      await noFuiYo(p, emailOf(number + index))
    }
    await p.dispatch()
    expect(p.sms.sent.filter(({ to }) => to.endsWith('987650012'))).toEqual([])
    const texts = p.sms.sent.filter(({ to }) => to.endsWith('987650011')).map(({ text }) => text)
    expect(texts).toEqual([expect.stringContaining('Abra su correo o llame gratis al 800 80 10 30')])
    expect(texts[0]).not.toContain('http')
  })
})
