import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sealAudit } from '../../../src/application/audit/seal.ts'
import { verifyAudit } from '../../../src/application/audit/verify.ts'
import { paths } from '../../../src/domain/urls.ts'
import { CLAVE } from '../../support/data/personas.ts'
import {
  actualizarFields,
  cambiar,
  enlaceFor,
  mailsFor,
  naturalCuenta,
  noFuiYo,
  registerNatural,
  requestEnlace,
  requestProvisoria,
  returnFields,
  validateForCambiar,
  withCodigo,
} from '../../support/http/journeys.ts'
import { ScriptFreeBrowser } from '../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'

const NUMBER = 37_000_001
const NEW_CLAVE = 'Qu3ltehue!'

describe('the story of a natural person on PostgreSQL', () => {
  let p: TestProduct
  beforeAll(async () => {
    p = await createTestProduct({ engine: 'postgres' })
  })
  afterAll(() => p.close())

  it('is the same: every operation, the mailed link, “No fui yo” and the way back', async () => {
    const me = await registerNatural(p, NUMBER)
    expect((await validateForCambiar(me, NUMBER, 'no es esta')).status).toBe(422)
    const provisoria = await requestProvisoria(me, NUMBER)
    expect((await cambiar(me, NUMBER, provisoria, NEW_CLAVE)).title).toBe('Su CS fue cambiada')
    expect((await validateForCambiar(me, NUMBER, CLAVE)).status).toBe(422)
    const email = 'otra37@correo.test'
    const finished = await me.submitFrom(
      await withCodigo(p, me, NUMBER),
      actualizarFields(NUMBER, { email, direccion: 'Otra 7' }),
    )
    expect(finished.title).toBe('Datos actualizados')
    const confirm = await me.open(await enlaceFor(p, email, 'Confirmar mi correo'))
    expect((await me.press(confirm, paths.enlacePages['confirmar-correo'])).title).toBe(
      'Su correo está confirmado',
    )
    expect(await naturalCuenta(p, NUMBER)).toMatchObject({ email, direccion: 'Otra 7' })

    p.clock.advance({ minutes: 1 })
    await cambiar(me, NUMBER, NEW_CLAVE, 'Ch1ncol.88')
    expect((await noFuiYo(p, email)).title).toBe('Congelamos la cuenta')
    expect(await naturalCuenta(p, NUMBER)).toMatchObject({ estado: 'congelada', wayBack: 'email' })
    await requestEnlace(new ScriptFreeBrowser(p.app), NUMBER)
    const returned = await me.open(await enlaceFor(p, email, 'Recuperar mi CS'))
    const nuevaPage = await me.press(returned, paths.enlacePages.volver)
    const finalPage = await me.submitFrom(nuevaPage, returnFields('Ch1ncol.77'))
    expect(finalPage.title).toBe('Su CS fue cambiada')
    expect((await naturalCuenta(p, NUMBER)).estado).toBe('activa')

    expect((await mailsFor(p, email)).map(({ subject }) => subject)).toContain('Su Clave Sence fue congelada')
    await sealAudit(p.deps, p.composition.sealer)
    expect(await verifyAudit(p.deps, p.composition.sealer)).toMatchObject({
      findings: [],
      unsealed: 0,
    })
  })
})
