import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pasoUrl, paths } from '../../../src/domain/urls.ts'
import {
  activateFacilitador,
  answerOn,
  facilitadorCuenta,
  facilitadorEmail,
  idsIn,
  otecEmail,
  pedido,
  proveOtec,
  RECUPERAR_URL,
  registerOtec,
  requestFacilitador,
  SOLICITAR_URL,
  withFacilitador,
} from '../../support/data/facilitadores.ts'
import { organizacionCuenta } from '../../support/data/organizaciones.ts'
import { enlaceFor, noFuiYo } from '../../support/http/journeys.ts'
import { ScriptFreeBrowser } from '../../support/http/script-free-browser.ts'
import { createTestClock, createTestProduct, type TestProduct } from '../../support/product/test-product.ts'

/** Advances 1 ms per reading, so that a lazo and its evento get different times. */
function createRunningClock() {
  const clock = createTestClock()
  let readings = 0
  return { ...clock, now: () => new Date(clock.now().getTime() + readings++) }
}

describe('“No fui yo” about facilitadores, with a running clock', () => {
  let p: TestProduct
  beforeAll(async () => {
    p = await createTestProduct({ clock: createRunningClock() })
  })
  afterAll(() => p.close())

  const lazosOf = async (otecNumber: number) => {
    const { id } = await organizacionCuenta(p, otecNumber)
    return p.deps.store.transaction((uow) => uow.lazos.findByOtec(id))
  }
  const estadosOf = async (otecNumber: number) => (await lazosOf(otecNumber)).map(({ estado }) => estado)

  it('of the OTEC undoes the thief’s requests, even accepted ones, and restores whom the thief let go', async () => {
    await withFacilitador(p, 77_100_001, 1101)
    p.clock.advance({ minutes: 1 })
    const thief = new ScriptFreeBrowser(p.app)
    await requestFacilitador(thief, 77_100_001, pedido(1102, { email: 'ladron1102@correo.test' }))
    const enlace = await enlaceFor(p, otecEmail(77_100_001), 'No fui yo')
    await activateFacilitador(p, 'ladron1102@correo.test')
    const [, own] = await lazosOf(77_100_001)
    await proveOtec(thief, SOLICITAR_URL, 77_100_001)
    await thief.submit(pasoUrl('juridica', 'facilitador/solicitar', 'retirar'), {
      facilitador: own?.id ?? '',
    })
    expect(await estadosOf(77_100_001)).toEqual(['activo', 'retirado'])

    const me = new ScriptFreeBrowser(p.app)
    await me.press(await me.open(enlace), paths.enlacePages['no-fui-yo'])
    expect(await estadosOf(77_100_001)).toEqual(['retirado', 'activo'])
  })

  it('of the OTEC keeps a facilitator requested before, even if it accepted since', async () => {
    const me = await registerOtec(p, 77_100_011)
    await requestFacilitador(me, 77_100_011, pedido(1111))
    await requestFacilitador(me, 77_100_011, pedido(1112))
    await activateFacilitador(p, facilitadorEmail(1111))
    await noFuiYo(p, otecEmail(77_100_011))
    expect(await estadosOf(77_100_011)).toEqual(['retirado', 'activo'])
  })

  it('of the facilitator ends the accepted OTEC, and the OTEC’s own does not restore it', async () => {
    const me = await withFacilitador(p, 77_100_021, 1121)
    const choicePage = await proveOtec(me, RECUPERAR_URL, 77_100_021)
    await me.submitFrom(choicePage, { facilitador: idsIn(choicePage)[0] ?? '' })
    const accepted = await enlaceFor(p, facilitadorEmail(1121), 'No fui yo')
    const own = new ScriptFreeBrowser(p.app)
    await own.press(await own.open(accepted), paths.enlacePages['no-fui-yo'])
    expect((await facilitadorCuenta(p, 1121))?.estado).toBe('congelada')
    expect(await estadosOf(77_100_021)).toEqual(['rechazado'])
    await noFuiYo(p, otecEmail(77_100_021))
    expect(await estadosOf(77_100_021)).toEqual(['rechazado'])
  })

  it('of the facilitator also ends an OTEC accepted when it already had its CS', async () => {
    await withFacilitador(p, 77_100_031, 1131)
    const second = await registerOtec(p, 77_100_032)
    await requestFacilitador(second, 77_100_032, pedido(1131, { email: 'x1131@correo.test' }))
    await activateWithClave(1131)
    expect(await estadosOf(77_100_032)).toEqual(['activo'])
    await noFuiYo(p, facilitadorEmail(1131))
    expect([await estadosOf(77_100_031), await estadosOf(77_100_032)]).toEqual([['activo'], ['rechazado']])
  })

  const activateWithClave = async (number: number) => {
    const me = new ScriptFreeBrowser(p.app)
    const url = await enlaceFor(p, facilitadorEmail(number), 'Responder a la OTEC')
    await answerOn(p, me, await me.open(url), url)
  }
})
