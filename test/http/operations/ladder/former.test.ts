import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applyPendingChanges } from '../../../../src/application/worker/apply-pending-changes.ts'
import { pasoUrl, paths } from '../../../../src/domain/urls.ts'
import { CLAVE } from '../../../support/data/personas.ts'

import { confirmCelular } from '../../../support/http/celular.ts'
import {
  actualizarFields,
  cambiar,
  codeFor,
  confirmOn,
  emailOf,
  enlaceFor,
  mailsFor,
  naturalCuenta,
  registerNatural,
  requestEnlace,
  requestProvisoria,
  validateForActualizar,
  validateForCambiar,
  withCodigo,
  withRespuesta,
} from '../../../support/http/journeys.ts'
import { ScriptFreeBrowser, textOf } from '../../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../../support/product/test-product.ts'

const NEW_CLAVE = 'Qu3ltehue!'
const NEW_ANSWER = { preguntaNueva: 'p02', respuestaNueva: 'la calle de los boldos' }
const CONFIRM_TEXT = 'Confirmar mi correo'
const RECOVER_TEXT = 'Recuperar mi CS'
const ENDED_PAGE = 'Anulamos el cambio de correo que estaba pendiente.'
const ENDED_MAIL = 'Se anuló el cambio de correo que estaba pendiente.'

describe('what rested on what an account was', () => {
  let p: TestProduct
  beforeAll(async () => {
    p = await createTestProduct()
  })
  afterAll(() => p.close())

  const browser = () => new ScriptFreeBrowser(p.app)
  const confirm = async (email: string, clave = CLAVE) => {
    const me = browser()
    const page = await me.open(await enlaceFor(p, email, CONFIRM_TEXT))
    return page.status === 200 ? confirmOn(me, page, clave) : page
  }

  /** A thief asks with the answer for another mailbox, and confirms it: it would take effect in 24 hours. */
  async function pendingOfThief(number: number): Promise<void> {
    const thief = browser()
    const email = `ladron${number}@otro.test`
    await thief.submitFrom(await withRespuesta(thief, number), actualizarFields(number, { email }))
    expect((await confirm(email)).status).toBe(200)
  }
  async function mailboxAfterADay(number: number): Promise<string | null> {
    p.clock.advance({ hours: 25 })
    await applyPendingChanges(p.deps)
    return (await naturalCuenta(p, number)).email
  }

  it('a change of e-mail asked for with the answer ends when the owner changes the CS', async () => {
    const me = await registerNatural(p, 40_000_001)
    await pendingOfThief(40_000_001)
    const page = await cambiar(me, 40_000_001, CLAVE, NEW_CLAVE)
    expect(textOf(page)).toContain(ENDED_PAGE)
    expect((await mailsFor(p, emailOf(40_000_001))).at(-1)?.text).toContain(ENDED_MAIL)
    expect(await mailboxAfterADay(40_000_001)).toBe(emailOf(40_000_001))
  })

  it('a change of e-mail asked for with the answer ends when the owner changes the question', async () => {
    const me = await registerNatural(p, 40_000_002)
    await pendingOfThief(40_000_002)
    const form = await withCodigo(p, me, 40_000_002)
    const page = await me.submitFrom(form, actualizarFields(40_000_002, NEW_ANSWER))
    expect(textOf(page)).toContain(ENDED_PAGE)
    expect((await mailsFor(p, emailOf(40_000_002))).at(-1)?.text).toContain(ENDED_MAIL)
    expect(await mailboxAfterADay(40_000_002)).toBe(emailOf(40_000_002))
  })

  it('a change of e-mail asked for with the answer ends when an address is changed, and its link too', async () => {
    const thief = await registerNatural(p, 40_000_003)
    const email = 'ladron@otro.test'
    await thief.submitFrom(await withRespuesta(thief, 40_000_003), actualizarFields(40_000_003, { email }))
    const me = browser()
    await me.submitFrom(
      await withCodigo(p, me, 40_000_003),
      actualizarFields(40_000_003, { direccion: 'Los Canelos' }),
    )
    expect((await confirm(email)).status).toBe(410)
    expect(await mailboxAfterADay(40_000_003)).toBe(emailOf(40_000_003))
  })

  it('a change of e-mail asked for with the code survives a new CS', async () => {
    const me = await registerNatural(p, 40_000_004)
    const email = 'propio@otro.test'
    await me.submitFrom(await withCodigo(p, me, 40_000_004), actualizarFields(40_000_004, { email }))
    await cambiar(me, 40_000_004, CLAVE, NEW_CLAVE)
    await confirm(email, NEW_CLAVE)
    expect((await naturalCuenta(p, 40_000_004)).email).toBe(email)
  })

  it('a link to recover at the old mailbox, and its button already pressed, end with a new mailbox', async () => {
    const me = await registerNatural(p, 40_000_005)
    await requestEnlace(me, 40_000_005)
    const pressed = browser()
    const newClavePage = await pressed.press(
      await pressed.open(await enlaceFor(p, emailOf(40_000_005), RECOVER_TEXT)),
      paths.enlacePages.recuperar,
    )
    await requestEnlace(browser(), 40_000_005)
    const url = await enlaceFor(p, emailOf(40_000_005), RECOVER_TEXT)
    const email = 'nuevo@otro.test'
    await me.submitFrom(await withCodigo(p, me, 40_000_005), actualizarFields(40_000_005, { email }))
    await confirm(email)
    expect((await naturalCuenta(p, 40_000_005)).email).toBe(email)
    expect((await browser().open(url)).status).toBe(410)
    await pressed.submitFrom(newClavePage, { claveNueva: NEW_CLAVE, repetirClaveNueva: NEW_CLAVE })
    expect((await validateForCambiar(browser(), 40_000_005, NEW_CLAVE)).status).toBe(422)
  })

  it('a request proven with the old answer, a code and a temporary key end with a new question', async () => {
    await registerNatural(p, 40_000_006)
    const thief = browser()
    const proven = await withRespuesta(thief, 40_000_006)
    const withCode = browser()
    const codePage = await withCode.submitFrom(
      await validateForActualizar(withCode, 40_000_006),
      {},
      'codigo',
    )
    const codigo = await codeFor(p, emailOf(40_000_006))
    const me = browser()
    const data = await withCodigo(p, me, 40_000_006)
    await me.submitFrom(data, actualizarFields(40_000_006, NEW_ANSWER))
    const before = await naturalCuenta(p, 40_000_006)
    await thief.submitFrom(proven, actualizarFields(40_000_006, { direccion: 'Otra' }))
    expect((await withCode.submitFrom(codePage, { codigo })).url).not.toBe(
      pasoUrl('natural', 'actualizar', 'datos'),
    )
    expect(await naturalCuenta(p, 40_000_006)).toEqual(before)
  })

  it('a temporary key ends with a new mobile', async () => {
    const me = await registerNatural(p, 40_000_007)
    const key = await requestProvisoria(browser(), 40_000_007)
    expect(key).not.toBe('')
    const { sinCelular: _none, ...fields } = actualizarFields(40_000_007, { celular: '55554444' })
    const asked = await me.submitFrom(await withCodigo(p, me, 40_000_007), fields)
    expect((await naturalCuenta(p, 40_000_007)).celular).toBeNull()
    await confirmCelular(p, me, asked, 'actualizar', '955554444')
    expect((await naturalCuenta(p, 40_000_007)).celular).toBe('955554444')
    expect((await validateForCambiar(browser(), 40_000_007, key)).status).toBe(422)
  })

  it('the notice of a recovery leaves although five links were asked for first', async () => {
    await registerNatural(p, 40_000_008)
    for (let i = 0; i < 7; i++) await requestEnlace(browser(), 40_000_008)
    await p.dispatch()
    await requestProvisoria(browser(), 40_000_008)
    const subjects = (await mailsFor(p, emailOf(40_000_008))).map(({ subject }) => subject)
    expect(subjects.at(-1)).toContain('clave provisoria')
  })
})
