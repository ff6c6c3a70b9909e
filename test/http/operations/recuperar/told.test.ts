import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pasoUrl, paths } from '../../../../src/domain/urls.ts'
import { updateCuenta } from '../../../support/data/cuentas.ts'
import {
  organizacionCuenta,
  registerOrganizacion,
  representanteEmail,
  updateOrganizacionCuenta,
} from '../../../support/data/organizaciones.ts'
import { RESPUESTA, rutOf } from '../../../support/data/personas.ts'
import {
  comeBack,
  emailOf,
  enlaceFor,
  mailsFor,
  noFuiYo,
  registerConfirmed,
  requestEnlace,
  requestProvisoria,
} from '../../../support/http/journeys.ts'
import { ScriptFreeBrowser } from '../../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../../support/product/test-product.ts'

const NEW_CLAVE = 'Qu3ltehue!'
const RECOVERED = 'Se generó una clave provisoria para su Clave Sence'
const FROZEN = 'Su Clave Sence fue congelada'
const BACK = 'Su Clave Sence fue cambiada'

describe('who is told of a recovery, a freeze and who comes back', () => {
  let p: TestProduct
  beforeAll(async () => {
    p = await createTestProduct()
  })
  afterAll(() => p.close())

  const subjectsFor = async (to: string) => (await mailsFor(p, to)).map(({ subject }) => subject)

  /** An organisation whose two mailboxes are confirmed, registered a minute ago. */
  async function organizacion(number: number): Promise<void> {
    await registerOrganizacion(p, number)
    const now = p.clock.now()
    const confirmed = { emailConfirmedAt: now, emailRepresentanteConfirmedAt: now }
    await updateOrganizacionCuenta(p, number, confirmed)
    p.clock.advance({ minutes: 1 })
  }
  async function recoverOrganizacion(number: number): Promise<void> {
    const me = new ScriptFreeBrowser(p.app)
    const pregunta = await me.submit(pasoUrl('juridica', 'recuperar'), { rut: rutOf(number) })
    await me.submitFrom(pregunta, { respuestaSecreta: RESPUESTA })
  }

  it('tells every confirmed mailbox of a recovery by answer; only the one that gets the key gets it', async () => {
    await organizacion(77_450_001)
    await recoverOrganizacion(77_450_001)
    const [told] = (await mailsFor(p, representanteEmail(77_450_001))).slice(-1)
    expect(told?.subject).toBe(RECOVERED)
    expect(told?.text).toContain('No fui yo:\nhttp')
    expect(told?.text).not.toMatch(/Clave provisoria: /)
    expect((await mailsFor(p, emailOf(77_450_001))).at(-1)?.text).toMatch(/Clave provisoria: /)
  })

  it('tells the confirmed mobile by SMS, without key, link or name', async () => {
    const celular = '987450004'
    await registerConfirmed(p, 41_450_004, { sinCelular: '', celular: celular.slice(1) })
    const tellings = async () => {
      await requestProvisoria(new ScriptFreeBrowser(p.app), 41_450_004)
      await p.dispatch()
      return p.sms.sent.filter(({ to }) => to === celular).map(({ text }) => text)
    }
    expect(await tellings()).toEqual([])
    await updateCuenta(p, 'natural', rutOf(41_450_004), { celularConfirmedAt: p.clock.now() })
    expect(await tellings()).toEqual([
      expect.stringMatching(/^SENCE: .* Si no es usted, abra su correo o llame gratis al 800 80 10 30\.$/),
    ])
  })

  it('lets nothing silence that notice: neither links asked for first nor one recovery after another', async () => {
    await registerConfirmed(p, 41_450_002)
    const me = new ScriptFreeBrowser(p.app)
    for (let i = 0; i < 7; i++) await requestEnlace(me, 41_450_002)
    await p.dispatch()
    const RECOVERIES = 9
    for (let i = 0; i < RECOVERIES; i++) await requestProvisoria(me, 41_450_002)
    const told = (await subjectsFor(emailOf(41_450_002))).filter((subject) => subject === RECOVERED)
    expect(told).toHaveLength(RECOVERIES)
  })

  it('tells the old mailbox of a freeze and of who came back, and “No fui yo” there leads to the call centre', async () => {
    const number = 77_450_003
    await organizacion(number)
    await recoverOrganizacion(number)
    await noFuiYo(p, representanteEmail(number))
    expect(await subjectsFor(emailOf(number))).toContain(FROZEN)
    p.clock.advance({ minutes: 1 })
    await comeBack(p, representanteEmail(number), NEW_CLAVE)
    expect(await subjectsFor(representanteEmail(number))).toContain(BACK)
    expect((await subjectsFor(emailOf(number))).at(-1)).toBe(BACK)
    expect(await organizacionCuenta(p, number)).toMatchObject({ estado: 'activa', email: null })
    const me = new ScriptFreeBrowser(p.app)
    const page = await me.open(await enlaceFor(p, emailOf(number), 'No fui yo'))
    await me.press(page, paths.enlacePages['no-fui-yo'])
    expect(await organizacionCuenta(p, number)).toMatchObject({ estado: 'congelada', wayBack: 'mesa' })
  })
})
