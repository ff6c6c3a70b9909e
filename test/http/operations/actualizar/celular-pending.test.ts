import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applyPendingChanges } from '../../../../src/application/worker/apply-pending-changes.ts'
import { refusalText } from '../../../../src/domain/outcome/refusals.ts'
import { cancelUrl, paths } from '../../../../src/domain/urls.ts'
import { updateCuenta } from '../../../support/data/cuentas.ts'
import { CLAVE, rutOf } from '../../../support/data/personas.ts'
import {
  askForSms,
  confirmCelular,
  lastPage,
  smsCodeFor,
  smsTo,
  withCelular,
} from '../../../support/http/celular.ts'
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
  requestEnlace,
  returnFields,
  withCodigo,
  withRespuesta,
} from '../../../support/http/journeys.ts'
import { ScriptFreeBrowser, textOf } from '../../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../../support/product/test-product.ts'

const NEW_CLAVE = 'Qu3ltehue!'
const BUTTON = 'Enviar código por SMS'

describe('a new mobile in Actualizar', () => {
  let p: TestProduct
  beforeAll(async () => {
    p = await createTestProduct({ env: { LIMIT_POSTS_PER_10_MINUTES: '10000' } })
  })
  afterAll(() => p.close())

  const oldOf = (number: number) => `9${number}`
  const newOf = (number: number) => `9${number + 1000}`
  const stored = async (number: number) => {
    const { celular, celularConfirmedAt, factores } = await naturalCuenta(p, number)
    return { celular, confirmed: celularConfirmedAt !== null, rank: factores.celular?.rank }
  }
  const register = (number: number) => registerConfirmed(p, number, withCelular(oldOf(number)))
  const fieldsOf = (number: number, others = {}) =>
    actualizarFields(number, { ...withCelular(newOf(number)), ...others })
  const askWithCodigo = async (me: ScriptFreeBrowser, number: number, others = {}) =>
    me.submitFrom(await withCodigo(p, me, number), fieldsOf(number, others))
  const askWithRespuesta = async (me: ScriptFreeBrowser, number: number, others = {}) =>
    me.submitFrom(await withRespuesta(me, number), fieldsOf(number, others))
  const OLD = (number: number) => ({ celular: oldOf(number), confirmed: false, rank: undefined })

  it('is pending until its code is used; the page says so; old mobile and mailbox are told at once', async () => {
    const number = 42_000_001
    const me = await register(number)
    const page = await askWithCodigo(me, number)
    expect(page.title).toBe('Datos actualizados')
    expect(textOf(page)).toContain('Su celular será el +56 9 •••• ••01')
    expect(textOf(page)).toContain('Lo usaremos en cuanto lo confirme.')
    expect(textOf(page)).toContain('Confirme su nuevo celular +56 9 •••• ••01')
    expect(await stored(number)).toEqual(OLD(number))
    expect(await smsTo(p, newOf(number))).toEqual([])
    expect(await smsTo(p, oldOf(number))).toEqual([expect.stringContaining('hay cambios en los datos')])
    const told = (await mailsFor(p, emailOf(number))).at(-1)?.text
    expect(told).toContain('Además se pidió registrar el celular +56 9 •••• ••01.')
    expect(told).not.toContain('Lo que cambió')

    const done = await confirmCelular(p, me, page, 'actualizar', newOf(number))
    expect(textOf(done)).toContain('Su celular +56 9 •••• ••01 quedó confirmado.')
    expect(textOf(done)).not.toContain('Su celular será')
    expect(await stored(number)).toEqual({ celular: newOf(number), confirmed: true, rank: 'canal' })
    const subjects = (await mailsFor(p, emailOf(number))).map(({ subject }) => subject)
    expect(subjects).toContain('El celular de su Clave Sence fue cambiado')
    expect((await cambiar(me, number, CLAVE, NEW_CLAVE)).html).not.toContain(BUTTON)
  })

  it('asked for with the answer alone takes effect 24 hours after its code, ranking no higher than the answer', async () => {
    const number = 42_000_002
    const me = await register(number)
    const page = await askWithRespuesta(me, number)
    expect(textOf(page)).toContain('Lo usaremos 24 horas después de que lo confirme.')
    const done = await confirmCelular(p, me, page, 'actualizar', newOf(number))
    expect(textOf(done)).toMatch(/quedó confirmado\. Lo usaremos desde el \d\d-\d\d-\d{4} \d\d:\d\d\./)
    expect(done.html).not.toContain(BUTTON)
    expect(await stored(number)).toEqual(OLD(number))
    p.clock.advance({ hours: 23, minutes: 59 })
    await applyPendingChanges(p.deps)
    expect(await stored(number)).toEqual(OLD(number))
    p.clock.advance({ minutes: 1 })
    await applyPendingChanges(p.deps)
    expect(await stored(number)).toEqual({ celular: newOf(number), confirmed: true, rank: 'respuesta' })
  })

  it('asked for with the answer ends when the owner changes the CS: its code is dead, and the page says so', async () => {
    const number = 42_000_003
    await register(number)
    const thief = new ScriptFreeBrowser(p.app)
    const form = await askForSms(thief, await askWithRespuesta(thief, number), 'actualizar')
    const codigo = await smsCodeFor(p, newOf(number))
    const owner = await cambiar(new ScriptFreeBrowser(p.app), number, CLAVE, NEW_CLAVE)
    expect(textOf(owner)).toContain('Anulamos el cambio de celular que estaba pendiente.')
    await thief.submitFrom(form, { codigo })
    expect((await lastPage(thief, 'actualizar')).html).not.toContain(BUTTON)
    expect(await stored(number)).toEqual(OLD(number))
  })

  it('asked for with a code outlives a new CS, and the last page of Cambiar offers to confirm it', async () => {
    const number = 42_000_004
    const me = await register(number)
    await askWithCodigo(me, number)
    const changed = await cambiar(me, number, CLAVE, NEW_CLAVE)
    await confirmCelular(p, me, changed, 'cambiar', newOf(number))
    expect(await stored(number)).toEqual({ celular: newOf(number), confirmed: true, rank: 'canal' })
  })

  it('is not kept by who comes back, although it was asked for with a code', async () => {
    const number = 42_000_020
    await askWithCodigo(await register(number), number)
    await requestEnlace(new ScriptFreeBrowser(p.app), number)
    // The mailbox is another by now as far as anybody knows: it was never confirmed, so a second link leaves later.
    await updateCuenta(p, 'natural', rutOf(number), { emailConfirmedAt: null })
    const me = new ScriptFreeBrowser(p.app)
    const asks = await me.open(await enlaceFor(p, emailOf(number), 'Recuperar mi CS'))
    await me.submitFrom(asks, { rut: rutOf(number), fechaNacimiento: '03-10-1994' })
    p.clock.advance({ hours: 72 })
    const enlace = await me.open(await enlaceFor(p, emailOf(number), 'Recuperar mi CS'))
    const form = await me.press(enlace, paths.enlacePages['recuperar-tras-espera'])
    const back = await me.submitFrom(form, returnFields(NEW_CLAVE))
    expect(back.title).toBe('Su CS fue cambiada')
    expect(back.html).not.toContain(BUTTON)
    expect(await stored(number)).toMatchObject({ celular: null, confirmed: false })
  })

  it('can be cancelled where it shows, and its code serves no more', async () => {
    const number = 42_000_005
    const me = await register(number)
    const form = await askForSms(me, await askWithCodigo(me, number), 'actualizar')
    const codigo = await smsCodeFor(p, newOf(number))
    const cancelled = await me.press(form, cancelUrl('natural', 'actualizar'))
    expect(textOf(cancelled)).toContain('Cancelamos el cambio de celular. Su cuenta sigue como estaba.')
    const refused = await me.submitFrom(form, { codigo })
    expect(refused.errors[0]).toMatch(/^Los datos no coinciden/)
    expect(await stored(number)).toEqual(OLD(number))
  })

  it('and a new e-mail asked for together both take effect, whichever is confirmed first', async () => {
    for (const [number, emailFirst] of [
      [42_000_006, true],
      [42_000_007, false],
    ] as const) {
      const me = await register(number)
      const email = `nuevo${number}@otro.test`
      const page = await askWithCodigo(me, number, { email })
      if (emailFirst) await confirmEmail(p, email)
      await confirmCelular(p, me, page, 'actualizar', newOf(number))
      if (!emailFirst) await confirmEmail(p, email)
      expect(await naturalCuenta(p, number)).toMatchObject({ email, celular: newOf(number) })
    }
  })

  it('is dropped, whatever it was asked for with, by who removes the mobile, which is told', async () => {
    const number = 42_000_008
    const me = await register(number)
    await askWithCodigo(me, number)
    const removed = await me.submitFrom(await withCodigo(p, me, number), actualizarFields(number))
    expect(removed.html).not.toContain('Su celular será')
    expect(removed.html).not.toContain(BUTTON)
    expect(await stored(number)).toMatchObject({ celular: null, confirmed: false })
    expect(await smsTo(p, oldOf(number))).toHaveLength(2)
  })

  it('ends after 72 hours without its code', async () => {
    const number = 42_000_009
    const me = await register(number)
    await askWithCodigo(me, number)
    p.clock.advance({ hours: 72 })
    const changed = await cambiar(me, number, CLAVE, NEW_CLAVE)
    expect(textOf(changed)).toContain('Confirme su celular +56 9 •••• ••09')
  })

  it('that three others have confirmed is refused on the page of its code, also where it would wait', async () => {
    const celular = '942009990'
    for (const number of [42_000_010, 42_000_011, 42_000_012]) {
      const one = await registerNatural(p, number, withCelular(celular))
      await confirmCelular(p, one, await lastPage(one, 'registrar'), 'registrar', celular)
    }
    for (const [number, ask] of [
      [42_000_013, askWithCodigo],
      [42_000_014, askWithRespuesta],
    ] as const) {
      const me = await register(number)
      const page = await ask(me, number, withCelular(celular))
      expect(page.title).toBe('Datos actualizados')
      const refused = await confirmCelular(p, me, page, 'actualizar', celular)
      expect(refused).toMatchObject({ status: 422, errors: [refusalText('celular_en_tres_cuentas')] })
      expect(await stored(number)).toEqual(OLD(number))
    }
  })

  it('goes back with “No fui yo”, and the old one is confirmed as it was', async () => {
    const number = 42_000_015
    const me = await register(number)
    await confirmCelular(p, me, await lastPage(me, 'registrar'), 'registrar', oldOf(number))
    p.clock.advance({ minutes: 1 })
    const page = await askWithCodigo(me, number)
    p.clock.advance({ minutes: 1 })
    await confirmCelular(p, me, page, 'actualizar', newOf(number))
    await noFuiYo(p, emailOf(number))
    expect(await stored(number)).toEqual({ celular: oldOf(number), confirmed: true, rank: undefined })
    for (const celular of [oldOf(number), newOf(number)]) {
      expect((await smsTo(p, celular)).at(-1)).toContain('congelamos su Clave Sence')
    }
  })

  it('put back by “No fui yo” stays unconfirmed where three others confirmed it meanwhile', async () => {
    const number = 42_000_016
    const me = await register(number)
    await confirmCelular(p, me, await lastPage(me, 'registrar'), 'registrar', oldOf(number))
    p.clock.advance({ minutes: 1 })
    const page = await askWithCodigo(me, number)
    await confirmCelular(p, me, page, 'actualizar', newOf(number))
    p.clock.advance({ minutes: 1 })
    for (const other of [42_000_017, 42_000_018, 42_000_019]) {
      const one = await registerNatural(p, other, withCelular(oldOf(number)))
      await confirmCelular(p, one, await lastPage(one, 'registrar'), 'registrar', oldOf(number))
    }
    await noFuiYo(p, emailOf(number))
    const { estado, email, celular, celularConfirmedAt } = await naturalCuenta(p, number)
    expect({ estado, email, celular, celularConfirmedAt }).toEqual({
      estado: 'congelada',
      email: emailOf(number),
      celular: oldOf(number),
      celularConfirmedAt: null,
    })
  })
})
