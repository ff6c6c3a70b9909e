import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pasoUrl, paths } from '../../../../src/domain/urls.ts'
import { auditOf } from '../../../support/data/cuentas.ts'
import { registerOrganizacion } from '../../../support/data/organizaciones.ts'
import { CLAVE, RESPUESTA, rutOf } from '../../../support/data/personas.ts'
import {
  emailOf,
  enlaceFor,
  mailsFor,
  naturalCuenta,
  registerNatural,
  registerNaturalWith,
  requestEnlace,
  respond,
  returnFields,
  validateForCambiar,
} from '../../../support/http/journeys.ts'
import { ScriptFreeBrowser, textOf } from '../../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../../support/product/test-product.ts'
import { ENGINES } from '../../../support/storage/databases.ts'

const RECOVER_TEXT = 'Recuperar mi CS'
const SECOND_SUBJECT = 'Ya puede elegir su nueva Clave Sence'
const CANCELLED_SUBJECT = 'No enviaremos el enlace para recuperar la Clave Sence'
const NEW_CLAVE = 'Qu3ltehue!'
const BIRTH = '03-10-1994'
const WAITS = 'Espere otro correo en 72 horas'
const ASKS = 'Cree una nueva CS'

describe.each(ENGINES)('recovery by a mailbox that is not confirmed, on %s', (engine) => {
  let p: TestProduct
  beforeAll(async () => {
    p = await createTestProduct({ engine, env: { LIMIT_POSTS_PER_10_MINUTES: '10000' } })
  })
  afterAll(() => p.close())

  const browser = () => new ScriptFreeBrowser(p.app)
  const subjectsTo = async (number: number) =>
    (await mailsFor(p, emailOf(number))).map(({ subject }) => subject)
  const smsTo = (celular: string) => p.sms.sent.filter(({ to }) => to === celular).map(({ text }) => text)

  /** Opens the first link. */
  async function openFirst(number: number) {
    await requestEnlace(browser(), number)
    const me = browser()
    return { me, page: await me.open(await enlaceFor(p, emailOf(number), RECOVER_TEXT)) }
  }
  /** Gives identificador and birth date there. */
  async function startWaiting(number: number): Promise<void> {
    const { me, page } = await openFirst(number)
    const waits = await me.submitFrom(page, { rut: rutOf(number), fechaNacimiento: BIRTH })
    expect(waits.title).toBe(WAITS)
  }

  it('asks identificador and birth date, tells the mobile, and 72 hours later mails a link that leaves nothing of who registered it', async () => {
    const number = 43_000_001
    await registerNatural(p, number, { sinCelular: '', celular: '87654391' })
    const { me, page } = await openFirst(number)
    expect(page.title).toBe(ASKS)
    expect(page.html).not.toContain(rutOf(number))
    const waits = await me.submitFrom(page, { rut: rutOf(number), fechaNacimiento: BIRTH })
    expect(waits.title).toBe(WAITS)
    expect((await me.submitFrom(page, { rut: rutOf(number), fechaNacimiento: BIRTH })).title).toBe(WAITS)
    await p.dispatch()
    expect(smsTo('987654391')).toEqual([expect.stringContaining('correo sin confirmar')])

    p.clock.advance({ hours: 71 })
    expect(await subjectsTo(number)).not.toContain(SECOND_SUBJECT)
    p.clock.advance({ hours: 1 })
    expect(await subjectsTo(number)).toContain(SECOND_SUBJECT)
    p.clock.advance({ hours: 71 })
    const back = browser()
    const second = await back.open(await enlaceFor(p, emailOf(number), RECOVER_TEXT))
    const nuevaPage = await back.press(second, paths.enlacePages['recuperar-tras-espera'])
    expect(nuevaPage.url).toBe(pasoUrl('natural', 'cambiar', 'nueva'))
    const finished = await back.submitFrom(nuevaPage, returnFields(NEW_CLAVE))
    expect(textOf(finished)).toContain('Su pregunta y su respuesta secretas también son nuevas')
    expect(await naturalCuenta(p, number)).toMatchObject({
      preguntaSecreta: 'p05',
      celular: null,
      emailConfirmedAt: p.clock.now(),
    })
    expect((await respond(browser(), number)).status).toBe(422)
    expect((await validateForCambiar(browser(), number, CLAVE)).status).toBe(422)
  })

  it('has a second link that works for 72 hours', async () => {
    const number = 43_000_002
    await registerNatural(p, number)
    await startWaiting(number)
    p.clock.advance({ hours: 72 })
    const url = await enlaceFor(p, emailOf(number), RECOVER_TEXT)
    expect((await browser().open(url)).status).toBe(200)
    p.clock.advance({ hours: 72 })
    expect((await browser().open(url)).status).toBe(410)
  })

  it.each([
    ['the CS', 43_000_003, (number: number) => validateForCambiar(browser(), number)],
    ['the answer', 43_000_004, (number: number) => respond(browser(), number, RESPUESTA)],
  ])('is cancelled by %s, which its mailbox is told', async (_what, number, prove) => {
    await registerNatural(p, number)
    await startWaiting(number)
    p.clock.advance({ hours: 71 })
    await prove(number)
    expect(await subjectsTo(number)).toContain(CANCELLED_SUBJECT)
    p.clock.advance({ hours: 2 })
    expect(await subjectsTo(number)).not.toContain(SECOND_SUBJECT)
    const events = (await auditOf(p, (await naturalCuenta(p, number)).id)).map(({ event }) => event)
    expect(events).toEqual(expect.arrayContaining(['recuperacion_en_espera', 'recuperacion_cancelada']))
  })

  it('says the same of a wrong RUT and a wrong birth date, which are tries at the data, and leads nowhere', async () => {
    const number = 43_000_005
    await registerNatural(p, number)
    const { me, page } = await openFirst(number)
    const wrong = [
      { rut: rutOf(number + 100), fechaNacimiento: BIRTH },
      { rut: rutOf(number), fechaNacimiento: '04-10-1994' },
    ]
    const errors: string[] = []
    for (const fields of wrong) errors.push(...(await me.submitFrom(page, fields)).errors)
    expect(errors).toEqual([
      'Los datos no coinciden. Revíselos. Le quedan 4 intentos',
      'Los datos no coinciden. Revíselos. Le quedan 3 intentos',
    ])
    for (const day of ['05', '06', '07'])
      await me.submitFrom(page, { rut: rutOf(number), fechaNacimiento: `${day}-10-1994` })
    const locked = await me.submitFrom(page, { rut: rutOf(number), fechaNacimiento: BIRTH })
    expect(locked.errors[0]).toContain('está cerrada hasta las')
    // Its button, sent without what the page asks for.
    const refused = await me.submitFrom(page, {})
    expect(refused.status).toBe(422)
  })

  it('is shut by no stranger who knows the RUT: misses in Actualizar do not count there; those of one link do at the next', async () => {
    const number = 43_000_061
    await registerNatural(p, number)
    const wrong = { rut: rutOf(number), fechaNacimiento: '01-01-1950', emailRegistrado: 'otra@correo.test' }
    const stranger = browser()
    for (let times = 0; times < 6; times++) await stranger.submit(pasoUrl('natural', 'actualizar'), wrong)
    expect((await stranger.submit(pasoUrl('natural', 'actualizar'), wrong)).errors[0]).toContain('hasta')
    const { me, page } = await openFirst(number)
    const missed = { rut: rutOf(number), fechaNacimiento: '01-01-1950' }
    let again = page
    for (let times = 0; times < 2; times++) again = await me.submitFrom(again, missed)
    const next = await openFirst(number)
    const other = await next.me.submitFrom(next.page, missed)
    expect(other.errors[0]).toContain('Le quedan 2 intentos')
    const waits = await next.me.submitFrom(other, { rut: rutOf(number), fechaNacimiento: BIRTH })
    expect(waits.title).toBe(WAITS)
  })

  it('without a birth date, and of an organisation, gives a caso instead', async () => {
    const number = 43_000_006
    await registerNaturalWith(p, number, { fechaNacimiento: null })
    const { me, page } = await openFirst(number)
    const caso = await me.submitFrom(page, { rut: rutOf(number), fechaNacimiento: BIRTH })
    expect(caso.title).toBe('Llámenos para recuperar la CS')
    expect(textOf(caso)).toMatch(/Su número de caso es [A-Z2-9]{8}\./)

    await registerOrganizacion(p, 77_400_001)
    const asking = browser()
    await asking.submit(pasoUrl('juridica', 'recuperar'), { rut: rutOf(77_400_001) })
    await asking.submit(pasoUrl('juridica', 'recuperar', 'correo'), {})
    const opened = browser()
    const asks = await opened.open(await enlaceFor(p, emailOf(77_400_001), RECOVER_TEXT))
    expect(asks.html).not.toContain('name="fechaNacimiento"')
    expect((await opened.submitFrom(asks, { rut: rutOf(77_400_001) })).title).toBe(
      'Llámenos para recuperar la CS',
    )
  })

  it('leaves no browser known but the one that came back: the thief’s tries count with everybody’s', async () => {
    const number = 43_000_021
    await registerNatural(p, number)
    await validateForCambiar(browser(), number)
    const known = async () => {
      const { id } = await naturalCuenta(p, number)
      return p.deps.store.transaction((uow) => uow.provenBrowsers.findByCuenta(id))
    }
    expect(await known()).not.toEqual([])
    await startWaiting(number)
    p.clock.advance({ hours: 72 })
    await p.dispatch()
    const back = browser()
    const second = await back.open(await enlaceFor(p, emailOf(number), RECOVER_TEXT))
    const nuevaPage = await back.press(second, paths.enlacePages['recuperar-tras-espera'])
    const before = (await known()).map((one) => one.browser)
    await back.submitFrom(nuevaPage, returnFields(NEW_CLAVE))
    expect(await known()).toHaveLength(1)
    expect(before).not.toContain((await known())[0]?.browser)
  })
})
