import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pasoUrl } from '../../../../src/domain/urls.ts'
import {
  cambiar,
  emailOf,
  enlaceFor,
  naturalCuenta,
  provisoriaFor,
  registerNatural,
  respond,
  validateForCambiar,
} from '../../../support/http/journeys.ts'
import { ScriptFreeBrowser } from '../../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../../support/product/test-product.ts'

const NEW_CLAVE = 'Qu3ltehue!'
const NUEVA = pasoUrl('natural', 'cambiar', 'nueva')
const WRONG_KEY = 'ABCDEFGHJK'

describe('the button of the message that brings a temporary key', () => {
  let p: TestProduct
  beforeAll(async () => {
    p = await createTestProduct({ env: { NATURAL_TEMPORARY_KEY_DELIVERY: 'mail' } })
  })
  afterAll(() => p.close())

  const anyone = () => new ScriptFreeBrowser(p.app)
  const buttonFor = (number: number) => enlaceFor(p, emailOf(number), 'Cambiar mi CS')

  /** Registers somebody who asked for a key. @returns the key. */
  async function mailedKey(number: number): Promise<string> {
    await respond(await registerNatural(p, number), number)
    return provisoriaFor(p, emailOf(number))
  }

  it('leads to Cambiar, drops the token from the address, and does nothing when it is opened', async () => {
    await mailedKey(41_451_001)
    const before = await naturalCuenta(p, 41_451_001)
    const page = await anyone().open(await buttonFor(41_451_001))
    expect(page).toMatchObject({ status: 200, url: pasoUrl('natural', 'cambiar') })
    expect(page.html).not.toContain(emailOf(41_451_001))
    expect(await naturalCuenta(p, 41_451_001)).toEqual(before)
  })

  it('makes the tries of the browser that uses it those of the owner, whatever others missed', async () => {
    const key = await mailedKey(41_451_002)
    for (let i = 0; i < 6; i++) await validateForCambiar(anyone(), 41_451_002, WRONG_KEY)
    expect((await validateForCambiar(anyone(), 41_451_002, key)).status).toBe(422)
    const me = anyone()
    await me.open(await buttonFor(41_451_002))
    expect((await validateForCambiar(me, 41_451_002, key)).url).toBe(NUEVA)
  })

  it('confirms the mailbox, which the key alone does not', async () => {
    const typed = await mailedKey(41_451_003)
    await cambiar(anyone(), 41_451_003, typed, NEW_CLAVE)
    expect((await naturalCuenta(p, 41_451_003)).emailConfirmedAt).toBeNull()
    const key = await mailedKey(41_451_004)
    const me = anyone()
    await me.open(await buttonFor(41_451_004))
    await cambiar(me, 41_451_004, key, NEW_CLAVE)
    expect((await naturalCuenta(p, 41_451_004)).emailConfirmedAt).toEqual(p.clock.now())
  })

  it('counts once: afterwards it leads to Cambiar and makes no other browser the owner’s', async () => {
    const key = await mailedKey(41_451_005)
    const me = anyone()
    await me.open(await buttonFor(41_451_005))
    await validateForCambiar(me, 41_451_005, key)
    for (let i = 0; i < 6; i++) await validateForCambiar(anyone(), 41_451_005, WRONG_KEY)
    const other = anyone()
    expect((await other.open(await buttonFor(41_451_005))).url).toBe(pasoUrl('natural', 'cambiar'))
    expect((await validateForCambiar(other, 41_451_005, key)).status).toBe(422)
    expect((await validateForCambiar(me, 41_451_005, key)).url).toBe(NUEVA)
  })

  it('is worth nothing for the key of another account, nor once that key ended', async () => {
    const key = await mailedKey(41_451_006)
    await mailedKey(41_451_007)
    const me = anyone()
    await me.open(await buttonFor(41_451_007))
    for (let i = 0; i < 6; i++) await validateForCambiar(anyone(), 41_451_006, WRONG_KEY)
    expect((await validateForCambiar(me, 41_451_006, key)).status).toBe(422)
    const former = await buttonFor(41_451_007)
    await respond(anyone(), 41_451_007)
    expect((await anyone().open(former)).status).toBe(410)
  })
})
