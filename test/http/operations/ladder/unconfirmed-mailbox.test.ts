import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pasoUrl, paths } from '../../../../src/domain/urls.ts'
import { CLAVE, RESPUESTA } from '../../../support/data/personas.ts'
import { confirmCelular } from '../../../support/http/celular.ts'
import {
  actualizarFields,
  codeFor,
  confirmEmail,
  confirmOn,
  emailOf,
  enlaceFor,
  mailsFor,
  naturalCuenta,
  registerNatural,
  respond,
  validateForActualizar,
  validateForCambiar,
  withRespuesta,
} from '../../../support/http/journeys.ts'
import { ScriptFreeBrowser, textOf } from '../../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../../support/product/test-product.ts'
import { ENGINES } from '../../../support/storage/databases.ts'

const DATOS = pasoUrl('natural', 'actualizar', 'datos')
const CONFIRM_TEXT = 'Confirmar mi correo'
const CONFIRM_PAGE = paths.enlacePages['confirmar-correo']

describe.each(ENGINES)('a mailbox that is not confirmed, on %s', (engine) => {
  let p: TestProduct
  beforeAll(async () => {
    p = await createTestProduct({ engine, env: { NATURAL_TEMPORARY_KEY_DELIVERY: 'mail' } })
  })
  afterAll(() => p.close())

  const browser = () => new ScriptFreeBrowser(p.app)
  const subjectsTo = async (to: string) => (await mailsFor(p, to)).map(({ subject }) => subject)
  const askForCode = async (me: ScriptFreeBrowser, number: number) =>
    me.submitFrom(await validateForActualizar(me, number), {}, 'codigo')
  const isConfirmed = async (number: number) => (await naturalCuenta(p, number)).emailConfirmedAt !== null

  it('gets no code before the answer, which the same page says to everybody: the mail says to answer first', async () => {
    await registerNatural(p, 42_000_001)
    const page = await askForCode(browser(), 42_000_001)
    expect(page.url).toBe(pasoUrl('natural', 'actualizar', 'codigo'))
    expect(textOf(page)).toContain('Si ese correo no está confirmado, primero responda su pregunta secreta')
    expect(await codeFor(p, emailOf(42_000_001))).toBe('')
    expect(await subjectsTo(emailOf(42_000_001))).toContain(
      'Para actualizar sus datos responda su pregunta secreta',
    )
  })

  it('gets a code once the answer was given, which serves and confirms it', async () => {
    const me = await registerNatural(p, 42_000_002)
    const asked = await me.submitFrom(await withRespuesta(me, 42_000_002), {}, 'codigo')
    const data = await me.submitFrom(asked, { codigo: await codeFor(p, emailOf(42_000_002)) })
    expect(data.url).toBe(DATOS)
    const fields = actualizarFields(42_000_002, { celular: '98765432', sinCelular: '' })
    const finished = await me.submitFrom(data, fields)
    await confirmCelular(p, me, finished, 'actualizar', '998765432')
    expect(await naturalCuenta(p, 42_000_002)).toMatchObject({ celular: '998765432' })
    expect(await isConfirmed(42_000_002)).toBe(true)
  })

  it('is confirmed by its link with one button in the browser where the account was made', async () => {
    const me = await registerNatural(p, 42_000_003)
    const page = await me.open(await enlaceFor(p, emailOf(42_000_003), CONFIRM_TEXT))
    expect(page.html).not.toContain('name="claveParaConfirmar"')
    expect((await me.press(page, CONFIRM_PAGE)).title).toBe('Su correo está confirmado')
    expect(await isConfirmed(42_000_003)).toBe(true)
  })

  it('is not confirmed by its link alone: whoever reads it by mistake knows neither CS nor answer', async () => {
    await registerNatural(p, 42_000_004)
    const reader = browser()
    const page = await reader.open(await enlaceFor(p, emailOf(42_000_004), CONFIRM_TEXT))
    expect(page.title).toBe('Confirme su correo')
    const refused = await reader.submitFrom(page, {})
    expect(refused).toMatchObject({
      status: 422,
      errors: ['Escriba su CS o la respuesta a su pregunta secreta'],
    })
    for (const fields of [{ claveParaConfirmar: 'no es esta' }, { respuestaParaConfirmar: 'no es esta' }]) {
      expect((await reader.submitFrom(page, fields)).errors).toEqual([
        'Los datos no coinciden. Revíselos. Le quedan 4 intentos',
      ])
    }
    expect(await isConfirmed(42_000_004)).toBe(false)
  })

  it('is confirmed by its link with the CS, or with the answer, in a browser where nothing was proven', async () => {
    const ways = [
      [42_000_005, { claveParaConfirmar: CLAVE }],
      [42_000_006, { respuestaParaConfirmar: RESPUESTA }],
    ] as const
    for (const [number, fields] of ways) {
      await registerNatural(p, number)
      const me = browser()
      const page = await me.open(await enlaceFor(p, emailOf(number), CONFIRM_TEXT))
      expect((await me.submitFrom(page, fields)).title).toBe('Su correo está confirmado')
      expect(await isConfirmed(number)).toBe(true)
      // The second click of a double click.
      expect((await me.submitFrom(page, fields)).title).toBe('Su correo está confirmado')
    }
  })

  it('tries at the page of its link count with those of every other form', async () => {
    await registerNatural(p, 42_000_007)
    const reader = browser()
    const page = await reader.open(await enlaceFor(p, emailOf(42_000_007), CONFIRM_TEXT))
    for (let miss = 0; miss < 5; miss++) {
      await reader.submitFrom(page, { claveParaConfirmar: `no es ${miss}` })
      await reader.submitFrom(page, { respuestaParaConfirmar: `no es ${miss}` })
    }
    expect((await confirmOn(reader, page)).errors[0]).toContain('está cerrada hasta las')
    expect((await validateForCambiar(browser(), 42_000_007)).errors[0]).toContain('está cerrada hasta las')
    expect((await respond(browser(), 42_000_007)).errors[0]).toContain('está cerrada hasta las')
    expect(await isConfirmed(42_000_007)).toBe(false)
  })

  it('mistyped in a change of e-mail does not become the account’s by its reader’s button', async () => {
    const me = await registerNatural(p, 42_000_008)
    await confirmEmail(p, emailOf(42_000_008))
    const email = 'mal.escrito42@otro.test'
    await me.submitFrom(await withRespuesta(me, 42_000_008), actualizarFields(42_000_008, { email }))
    const reader = browser()
    const page = await reader.open(await enlaceFor(p, email, CONFIRM_TEXT))
    expect((await reader.submitFrom(page, {})).status).toBe(422)
    const { store } = p.deps
    const { id } = await naturalCuenta(p, 42_000_008)
    const pending = await store.single.pendingChanges.findByCuenta(id)
    expect(pending).toMatchObject([{ data: { email }, confirmedAt: null }])
  })
})
