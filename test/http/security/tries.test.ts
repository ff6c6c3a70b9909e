import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pasoUrl, paths } from '../../../src/domain/urls.ts'
import { CLAVE, RESPUESTA, rutOf } from '../../support/data/personas.ts'
import {
  cambiar,
  emailOf,
  enlaceFor,
  registerConfirmed,
  registerNatural,
  requestEnlace,
  respond,
  shownProvisoria,
  validateForCambiar,
} from '../../support/http/journeys.ts'
import { ScriptFreeBrowser } from '../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'

const NEW_CLAVE = 'Qu3ltehue!'
const LOCKED_OUT = /esta validación está cerrada hasta las (\d\d:\d\d) del (\d\d-\d\d-\d{4})\. .*800 80 10 30/
const UNTIL_RECUPERAR =
  'Por seguridad, debe recuperar su CS para volver a usarla. Vaya a Recuperar CS o llame gratis al 800 80 10 30'

describe('tries', () => {
  let p: TestProduct
  beforeAll(async () => {
    p = await createTestProduct({
      env: { LIMIT_FIRST_STEPS_PER_HOUR: '10000', LIMIT_POSTS_PER_10_MINUTES: '100000' },
    })
  })
  afterAll(() => p.close())

  /** Misses the CS so many times. @returns the last error shown. */
  async function fail(me: ScriptFreeBrowser, number: number, times: number): Promise<string> {
    let last = ''
    for (let round = 0; round < times; round++) {
      last = (await validateForCambiar(me, number, 'no es esta')).errors[0] ?? ''
    }
    return last
  }

  it('each miss tells how many remain; the fifth locks out, even the right CS, and says until when', async () => {
    const me = await registerNatural(p, 27_000_001)
    const errors: string[] = []
    for (let round = 0; round < 4; round++) errors.push(await fail(me, 27_000_001, 1))
    expect(errors).toEqual([
      'Los datos no coinciden. Revíselos. Le quedan 4 intentos',
      'Los datos no coinciden. Revíselos. Le quedan 3 intentos',
      'Los datos no coinciden. Revíselos. Le quedan 2 intentos',
      'Los datos no coinciden. Revíselos. Le queda 1 intento',
    ])
    expect(LOCKED_OUT.exec(await fail(me, 27_000_001, 1))?.slice(1)).toEqual(['12:15', '22-11-2026'])
    expect((await validateForCambiar(me, 27_000_001)).errors[0]).toMatch(LOCKED_OUT)
    p.clock.advance({ minutes: 15 })
    expect((await validateForCambiar(me, 27_000_001)).url).toBe(pasoUrl('natural', 'cambiar', 'nueva'))
    expect(await fail(me, 27_000_001, 1)).toBe('Los datos no coinciden. Revíselos. Le quedan 4 intentos')
  })

  it('each further lockout doubles, up to 24 hours', async () => {
    await registerNatural(p, 27_000_002)
    const me = new ScriptFreeBrowser(p.app)
    const minutes: number[] = []
    for (let lockout = 0; lockout < 9; lockout++) {
      await fail(me, 27_000_002, 5)
      const from = p.clock.now().getTime()
      const { lockedUntil } = await p.deps.store.transaction((uow) =>
        uow.tryCounters.read({
          secret: 'clave',
          subject: p.deps.fingerprints.fingerprint('sujeto', `natural:${rutOf(27_000_002)}`),
          browser: '',
        }),
      )
      minutes.push(((lockedUntil?.getTime() ?? 0) - from) / 60_000)
      p.clock.advance({ minutes: minutes.at(-1) ?? 0 })
    }
    expect(minutes).toEqual([15, 30, 60, 120, 240, 480, 960, 1440, 1440])
    expect((await validateForCambiar(me, 27_000_002)).url).toBe(pasoUrl('natural', 'cambiar', 'nueva'))
    await fail(me, 27_000_002, 5)
    p.clock.advance({ minutes: 15 })
    expect((await validateForCambiar(me, 27_000_002)).url).toBe(pasoUrl('natural', 'cambiar', 'nueva'))
  })

  it('100 misses in the owner’s browser lock out the CS there until a recovery, which ends it', async () => {
    const me = await registerNatural(p, 27_000_003)
    expect((await validateForCambiar(me, 27_000_003)).url).toBe(pasoUrl('natural', 'cambiar', 'nueva'))
    for (let lockout = 0; lockout < 19; lockout++) {
      await fail(me, 27_000_003, 5)
      p.clock.advance({ hours: 24 })
    }
    expect(await fail(me, 27_000_003, 4)).toBe('Los datos no coinciden. Revíselos. Le queda 1 intento')
    expect(await fail(me, 27_000_003, 1)).toBe(UNTIL_RECUPERAR)
    p.clock.advance({ days: 120 })
    expect((await validateForCambiar(me, 27_000_003)).errors).toEqual([UNTIL_RECUPERAR])
    const provisoria = shownProvisoria(await respond(me, 27_000_003))
    expect((await cambiar(me, 27_000_003, provisoria, NEW_CLAVE)).title).toBe('Su CS fue cambiada')
    expect((await validateForCambiar(me, 27_000_003, NEW_CLAVE)).url).toBe(
      pasoUrl('natural', 'cambiar', 'nueva'),
    )
  }, 20_000)

  it('of other browsers the CS is locked for a day at most, whatever they miss', async () => {
    await registerNatural(p, 27_000_008)
    for (let lockout = 0; lockout < 21; lockout++) {
      await fail(new ScriptFreeBrowser(p.app), 27_000_008, 5)
      p.clock.advance({ hours: 24 })
    }
    const me = new ScriptFreeBrowser(p.app)
    expect((await validateForCambiar(me, 27_000_008)).url).toBe(pasoUrl('natural', 'cambiar', 'nueva'))
  }, 20_000)

  it('of other browsers 20 misses of an answer lock it for 30 days', async () => {
    const me = await registerNatural(p, 27_000_009)
    let last = ''
    for (let lockout = 0; lockout < 4; lockout++) {
      for (let round = 0; round < 5; round++) last = (await respond(me, 27_000_009, 'mala')).errors[0] ?? ''
      if (lockout < 3) p.clock.advance({ hours: 2 })
    }
    expect(LOCKED_OUT.exec(last)).not.toBeNull()
    p.clock.advance({ days: 29 })
    expect((await respond(me, 27_000_009)).errors[0]).toMatch(LOCKED_OUT)
    p.clock.advance({ days: 1 })
    expect(shownProvisoria(await respond(me, 27_000_009))).not.toBe('')
  })

  it('a recovery by mail ends the lockout of an answer', async () => {
    const me = await registerConfirmed(p, 27_000_004)
    let page = await respond(me, 27_000_004, 'no es esta')
    for (let round = 0; round < 4; round++) page = await me.submitFrom(page, { respuestaSecreta: 'ni esta' })
    expect(page.errors[0]).toMatch(LOCKED_OUT)
    expect((await me.submitFrom(page, { respuestaSecreta: RESPUESTA })).errors[0]).toMatch(LOCKED_OUT)
    await requestEnlace(me, 27_000_004)
    const enlace = await enlaceFor(p, emailOf(27_000_004), 'Recuperar mi CS')
    const nuevaPage = await me.press(await me.open(enlace), paths.enlacePages.recuperar)
    await me.submitFrom(nuevaPage, { claveNueva: NEW_CLAVE, repetirClaveNueva: NEW_CLAVE })
    expect(shownProvisoria(await respond(me, 27_000_004))).not.toBe('')
  })

  it('an invalid form costs no try', async () => {
    const me = await registerNatural(p, 27_000_005)
    for (let round = 0; round < 6; round++) {
      await me.submit(pasoUrl('natural', 'cambiar'), { rut: rutOf(27_000_005), claveActual: '' })
      await me.submit(pasoUrl('natural', 'cambiar'), { rut: '1-1', claveActual: CLAVE })
    }
    expect(await fail(me, 27_000_005, 1)).toBe('Los datos no coinciden. Revíselos. Le quedan 4 intentos')
  })

  it('one counter for the CS, whichever form it is tried in', async () => {
    const me = await registerNatural(p, 27_000_006)
    await fail(me, 27_000_006, 3)
    const page = await me.submit(pasoUrl('natural', 'actualizar', 'clave'), {
      rut: rutOf(27_000_006),
      claveActual: 'no es esta',
    })
    expect(page.errors).toEqual(['Los datos no coinciden. Revíselos. Le queda 1 intento'])
  })

  it('other secrets of the same person are not locked out', async () => {
    const me = await registerNatural(p, 27_000_007)
    await fail(me, 27_000_007, 5)
    expect(shownProvisoria(await respond(me, 27_000_007))).not.toBe('')
  })
})
