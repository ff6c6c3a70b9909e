import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pasoUrl } from '../../../../src/domain/urls.ts'
import {
  cambiar,
  registerNatural,
  requestProvisoria,
  validateForCambiar,
} from '../../../support/http/journeys.ts'
import { ScriptFreeBrowser } from '../../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../../support/product/test-product.ts'

const NEW_CLAVE = 'Qu3ltehue!'
/** Has the format of a temporary key, but is not one. */
const SOMEONE_ELSES_CLAVE = 'ABCDEFGHJK'

describe('a temporary key', () => {
  let p: TestProduct
  beforeAll(async () => {
    p = await createTestProduct()
  })
  afterAll(() => p.close())

  it('works for 60 minutes', async () => {
    const me = await registerNatural(p, 28_000_001)
    const clave = await requestProvisoria(me, 28_000_001)
    p.clock.advance({ minutes: 59 })
    const open = await validateForCambiar(me, 28_000_001, clave)
    expect(open.url).toBe(pasoUrl('natural', 'cambiar', 'nueva'))
    p.clock.advance({ minutes: 1 })
    expect((await validateForCambiar(new ScriptFreeBrowser(p.app), 28_000_001, clave)).status).toBe(422)
  })

  it('expires after 60 minutes even if it was validated before', async () => {
    const me = await registerNatural(p, 28_000_002)
    const clave = await requestProvisoria(me, 28_000_002)
    p.clock.advance({ minutes: 55 })
    const open = await validateForCambiar(me, 28_000_002, clave)
    p.clock.advance({ minutes: 5 })
    const late = await me.submitFrom(open, { claveNueva: NEW_CLAVE, repetirClaveNueva: NEW_CLAVE })
    expect(late.url).toBe(pasoUrl('natural', 'cambiar'))
  })

  it('works once: of two who validated it, one changes the CS', async () => {
    const me = await registerNatural(p, 28_000_003)
    const other = new ScriptFreeBrowser(p.app)
    const clave = await requestProvisoria(me, 28_000_003)
    const [mine, theirs] = [
      await validateForCambiar(me, 28_000_003, clave),
      await validateForCambiar(other, 28_000_003, clave),
    ]
    const fields = { claveNueva: NEW_CLAVE, repetirClaveNueva: NEW_CLAVE }
    expect((await me.submitFrom(mine, fields)).title).toBe('Su CS fue cambiada')
    expect((await other.submitFrom(theirs, fields)).url).toBe(pasoUrl('natural', 'cambiar'))
    expect((await validateForCambiar(other, 28_000_003, clave)).status).toBe(422)
  })

  it('has five tries of its own, then stops working', async () => {
    const me = await registerNatural(p, 28_000_004)
    const clave = await requestProvisoria(me, 28_000_004)
    for (let round = 0; round < 5; round++)
      expect((await validateForCambiar(me, 28_000_004, SOMEONE_ELSES_CLAVE)).status).toBe(422)
    p.clock.advance({ minutes: 16 })
    expect((await validateForCambiar(me, 28_000_004, clave)).errors).toEqual([
      'Los datos no coinciden. Revíselos. Le quedan 4 intentos',
    ])
  })

  it('survives four misses, and any number of tries with another format', async () => {
    const me = await registerNatural(p, 28_000_005)
    const clave = await requestProvisoria(me, 28_000_005)
    for (let round = 0; round < 4; round++) await validateForCambiar(me, 28_000_005, SOMEONE_ELSES_CLAVE)
    for (let round = 0; round < 6; round++) await validateForCambiar(me, 28_000_005, 'no es esta')
    expect((await validateForCambiar(me, 28_000_005, clave)).url).toBe(pasoUrl('natural', 'cambiar', 'nueva'))
  })

  it('works while the CS is locked out, and changing the CS ends the lockout', async () => {
    const me = await registerNatural(p, 28_000_006)
    for (let round = 0; round < 5; round++) await validateForCambiar(me, 28_000_006, 'no es esta')
    expect((await validateForCambiar(me, 28_000_006)).errors[0]).toContain('está cerrada hasta las')
    const clave = await requestProvisoria(me, 28_000_006)
    expect((await cambiar(me, 28_000_006, clave, NEW_CLAVE)).title).toBe('Su CS fue cambiada')
    expect((await validateForCambiar(me, 28_000_006, NEW_CLAVE)).url).toBe(
      pasoUrl('natural', 'cambiar', 'nueva'),
    )
  })
})
