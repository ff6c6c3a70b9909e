import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pasoUrl, paths } from '../../../src/domain/urls.ts'
import {
  FACILITADOR_CLAVE,
  facilitadorCuenta,
  facilitadorEmail,
  idsIn,
  invitationFor,
  otecEmail,
  pedido,
  proveOtec,
  RECUPERAR_URL,
  registerOtec,
  requestFacilitador,
  SOLICITAR_URL,
  validateFacilitador,
  withFacilitador,
} from '../../support/data/facilitadores.ts'
import { organizacionCuenta } from '../../support/data/organizaciones.ts'
import { CLAVE } from '../../support/data/personas.ts'
import { enlaceFor, noFuiYo } from '../../support/http/journeys.ts'
import { ScriptFreeBrowser, textOf } from '../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'

const NEW_CLAVE = 'Tr3pador#7'

describe('OTEC and facilitator, frozen or locked out', () => {
  let p: TestProduct
  beforeAll(async () => {
    p = await createTestProduct()
  })
  afterAll(() => p.close())

  it('“No fui yo” of the OTEC freezes it and undoes its request', async () => {
    const me = await registerOtec(p, 77_000_051)
    await requestFacilitador(me, 77_000_051, pedido(1051))
    const invitation = await invitationFor(p, facilitadorEmail(1051))
    expect((await noFuiYo(p, otecEmail(77_000_051))).title).toBe('Congelamos la cuenta')
    expect((await organizacionCuenta(p, 77_000_051)).estado).toBe('congelada')
    expect((await new ScriptFreeBrowser(p.app).open(invitation)).status).toBe(410)
    expect((await proveOtec(me, SOLICITAR_URL, 77_000_051)).title).toBe('Su cuenta está congelada')
  })

  it('“No fui yo” of the facilitator freezes it and ends its accepted OTEC, without dead links', async () => {
    await withFacilitador(p, 77_000_061, 1061)
    expect((await noFuiYo(p, facilitadorEmail(1061))).title).toBe('Congelamos la cuenta')
    const congelada = await facilitadorCuenta(p, 1061)
    expect(congelada).toMatchObject({ estado: 'congelada', email: facilitadorEmail(1061) })
    const me = new ScriptFreeBrowser(p.app)
    const page = await validateFacilitador(me, 1061, FACILITADOR_CLAVE)
    expect(page.title).toBe('Su cuenta está congelada')
    // No OTEC can ask for its link any more.
    expect(textOf(page)).toContain('pida aquí un número de caso')
    expect(page.html).not.toMatch(/\/facilitador\/(?:recuperar|actualizar|registrar)/)
    expect((await proveOtec(new ScriptFreeBrowser(p.app), RECUPERAR_URL, 77_000_061)).title).toBe(
      'No hay facilitadores activos',
    )
    // Its mailbox was not confirmed before it chose its CS.
    expect(congelada?.wayBack).toBe('mesa')
  })

  it('a frozen facilitator gets the way back when its OTEC asks to recover it', async () => {
    await withFacilitador(p, 77_000_065, 1065)
    p.clock.advance({ minutes: 1 })
    const own = new ScriptFreeBrowser(p.app)
    const nuevaPage = await validateFacilitador(own, 1065, FACILITADOR_CLAVE)
    await own.submitFrom(nuevaPage, { claveNueva: NEW_CLAVE, repetirClaveNueva: NEW_CLAVE })
    await noFuiYo(p, facilitadorEmail(1065))
    const stopped = await validateFacilitador(new ScriptFreeBrowser(p.app), 1065, NEW_CLAVE)
    expect(textOf(stopped)).toContain('pida a su OTEC')
    const me = new ScriptFreeBrowser(p.app)
    const choicePage = await proveOtec(me, RECUPERAR_URL, 77_000_065)
    await me.submitFrom(choicePage, { facilitador: idsIn(choicePage)[0] ?? '' })
    const enlace = await enlaceFor(p, facilitadorEmail(1065), 'Recuperar mi CS')
    const page = await own.open(enlace)
    expect(page.title).toBe('Vuelva a usar su cuenta')
    expect((await own.press(page, paths.enlacePages.volver)).url).toBe(
      pasoUrl('facilitador', 'cambiar', 'nueva'),
    )
  })

  it('a locked-out facilitator is told to ask its OTEC, without dead links', async () => {
    await withFacilitador(p, 77_000_071, 1071)
    const me = new ScriptFreeBrowser(p.app)
    let page = await validateFacilitador(me, 1071, 'no es esta')
    expect(page.html).not.toMatch(/href="\/facilitador\/(?:recuperar|actualizar|registrar)/)
    for (let round = 0; round < 4; round++) page = await validateFacilitador(me, 1071, 'no es esta')
    expect(page.errors[0]).toContain('pida a una OTEC con la que trabaja')
    expect(page.errors[0]).not.toContain('Recuperar CS')
    expect((await validateFacilitador(me, 1071, CLAVE)).errors[0]).toContain('pida a una OTEC')
  })
})
