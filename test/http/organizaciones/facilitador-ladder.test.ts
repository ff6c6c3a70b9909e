import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { paths } from '../../../src/domain/urls.ts'
import { updateCuenta } from '../../support/data/cuentas.ts'
import {
  facilitadorCuenta,
  facilitadorEmail,
  idsIn,
  invitationFor,
  pedido,
  proveOtec,
  RECUPERAR_URL,
  registerOtec,
  requestFacilitador,
  respond,
  withFacilitador,
} from '../../support/data/facilitadores.ts'
import { OPERADOR } from '../../support/data/operador.ts'
import { nieOf } from '../../support/data/personas.ts'
import { enlaceFor, mailsFor, noFuiYo } from '../../support/http/journeys.ts'
import { ScriptFreeBrowser, textOf } from '../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'
import { unfreezeCuenta } from '../../support/staff/unfreeze.ts'
import { ENGINES } from '../../support/storage/databases.ts'

describe.each(ENGINES)('a facilitator whom staff unfroze, on %s', (engine) => {
  let p: TestProduct
  beforeAll(async () => {
    p = await createTestProduct({ engine })
  })
  afterAll(() => p.close())

  it('once had a CS: no OTEC writes into the account, though it has none now', async () => {
    await withFacilitador(p, 77_000_091, 1091)
    await noFuiYo(p, facilitadorEmail(1091))
    await unfreezeCuenta(p.deps, OPERADOR, 'facilitador', nieOf(1091))
    const unfrozen = await facilitadorCuenta(p, 1091)
    expect(unfrozen).toMatchObject({ estado: 'activa', claveHash: null, email: facilitadorEmail(1091) })
    const attacker = 'ajeno1091@correo.test'
    p.clock.advance({ days: 4 })
    const me = await registerOtec(p, 77_000_092)
    await requestFacilitador(me, 77_000_092, pedido(1091, { email: attacker }))
    expect((await facilitadorCuenta(p, 1091))?.email).toBe(facilitadorEmail(1091))
    expect(await mailsFor(p, attacker)).toEqual([])
  })
})

describe.each(ENGINES)('a facilitator with a CS and a mailbox that nobody confirmed, on %s', (engine) => {
  let p: TestProduct
  beforeAll(async () => {
    p = await createTestProduct({ engine })
  })
  afterAll(() => p.close())

  it('accepts an OTEC there, which confirms nothing: that link proves nothing alone', async () => {
    await withFacilitador(p, 77_000_093, 1093)
    await updateCuenta(p, 'facilitador', nieOf(1093), { emailConfirmedAt: null })
    const me = await registerOtec(p, 77_000_094)
    await requestFacilitador(me, 77_000_094, pedido(1093))
    const { page } = await respond(p, await invitationFor(p, facilitadorEmail(1093)), 'aceptar-otec')
    expect(page.url).toBe(paths.otecAccepted)
    expect(await facilitadorCuenta(p, 1093)).toMatchObject({ estado: 'activa', emailConfirmedAt: null })
  })

  it('recovers by a link there through the call centre alone, though its reader knows the document number', async () => {
    const me = await withFacilitador(p, 77_000_095, 1095)
    await updateCuenta(p, 'facilitador', nieOf(1095), { emailConfirmedAt: null })
    const page = await proveOtec(me, RECUPERAR_URL, 77_000_095)
    const [facilitador = ''] = idsIn(page)
    await me.submitFrom(page, { facilitador })
    const reader = new ScriptFreeBrowser(p.app)
    const opened = await reader.open(await enlaceFor(p, facilitadorEmail(1095), 'Recuperar mi CS'))
    for (const _click of ['first', 'second']) {
      const answered = await reader.submitFrom(opened, { nie: nieOf(1095) })
      expect(answered.url).toBe(paths.slowRecovery.caso)
      expect(textOf(answered)).toMatch(/[A-Z2-9]{8}/)
    }
  })
})
