import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applyPendingChanges } from '../../../src/application/worker/apply-pending-changes.ts'
import { refusalText } from '../../../src/domain/outcome/refusals.ts'
import { pasoUrl } from '../../../src/domain/urls.ts'
import { loadRegistro, organismoOf } from '../../support/data/organismos.ts'
import {
  organizacionActualizarFields,
  organizacionCuenta,
  organizacionWithCodigo,
  organizacionWithRespuesta,
  registerOrganizacion,
  updateOrganizacionCuenta,
} from '../../support/data/organizaciones.ts'
import { CLAVE, rutOf } from '../../support/data/personas.ts'
import { emailOf, noFuiYo } from '../../support/http/journeys.ts'
import { textOf } from '../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'
import { ENGINES } from '../../support/storage/databases.ts'

const OTHER_REPRESENTANTE = rutOf(9_000_001)

describe.each(ENGINES)('an organisation of the registro that updates its data, on %s', (engine) => {
  let p: TestProduct
  beforeAll(async () => {
    p = await createTestProduct({ engine })
    await loadRegistro(p.deps, organismoOf(77_100_001), organismoOf(77_100_002))
  })
  afterAll(() => p.close())

  it('sees name, type and representative but cannot edit them', async () => {
    const me = await registerOrganizacion(p, 77_100_001)
    const data = await organizacionWithCodigo(p, me, 77_100_001)
    expect(textOf(data)).toContain('Razón Social Organismo 77100001 SpA Tipo OTEC')
    expect(textOf(data)).toContain('Rut del Representante Legal 12.345.678-5')
    expect(textOf(data)).toContain('Estos datos vienen del registro de SENCE')
    expect(data.html).not.toContain('name="rutRepresentante"')
    const fields = organizacionActualizarFields(77_100_001, {
      rutRepresentante: OTHER_REPRESENTANTE,
      razonSocial: 'Otra',
    })
    expect((await me.submitFrom(data, fields)).title).toBe('Datos actualizados')
    expect(await organizacionCuenta(p, 77_100_001)).toMatchObject({
      rutRepresentante: rutOf(12_345_678),
      razonSocial: 'Organismo 77100001 SpA',
      identidad: 'coincide',
    })
  })

  it('without a representative is filled in with the register’s and no other, so that it does not stop itself', async () => {
    const number = 77_100_002
    const me = await registerOrganizacion(p, number)
    const empty = { rutRepresentante: null, emailRepresentante: null, celularRepresentante: null }
    await updateOrganizacionCuenta(p, number, empty)
    const withClave = { rut: rutOf(number), claveActual: CLAVE }
    const data = await me.submit(pasoUrl('juridica', 'actualizar', 'clave'), withClave)
    const wrong = organizacionActualizarFields(number, { rutRepresentante: OTHER_REPRESENTANTE })
    const refused = await me.submitFrom(data, wrong)
    expect(refused).toMatchObject({ status: 422, errors: [refusalText('representante_no_coincide')] })
    expect(refused.html).toContain('href="#rutRepresentante"')
    expect(await organizacionCuenta(p, number)).toMatchObject(empty)
    const done = await me.submitFrom(refused, organizacionActualizarFields(number))
    expect(done.title).toBe('Datos actualizados')
    expect(await organizacionCuenta(p, number)).toMatchObject({
      rutRepresentante: rutOf(12_345_678),
      identidad: 'coincide',
    })
  })

  it('outside the registro is no longer verified with another representative', async () => {
    const me = await registerOrganizacion(p, 77_100_003)
    await updateOrganizacionCuenta(p, 77_100_003, { identidad: 'verificada', verifiedBy: 'operador' })
    const fields = { rutRepresentante: OTHER_REPRESENTANTE, claveParaConfirmar: CLAVE }
    const lost = await me.submitFrom(
      await organizacionWithRespuesta(me, 77_100_003),
      organizacionActualizarFields(77_100_003, fields),
    )
    expect(textOf(lost)).toContain('entonces habrá que verificarla de nuevo')
    p.clock.advance({ hours: 24 })
    await applyPendingChanges(p.deps)
    expect(await organizacionCuenta(p, 77_100_003)).toMatchObject({ identidad: 'declarada' })
  })

  it('gets representative and verification back with “No fui yo”', async () => {
    const me = await registerOrganizacion(p, 77_100_004)
    await updateOrganizacionCuenta(p, 77_100_004, { identidad: 'verificada', verifiedBy: 'operador' })
    p.clock.advance({ minutes: 1 })
    const fields = organizacionActualizarFields(77_100_004, {
      rutRepresentante: OTHER_REPRESENTANTE,
      claveParaConfirmar: CLAVE,
    })
    await me.submitFrom(await organizacionWithRespuesta(me, 77_100_004), fields)
    p.clock.advance({ hours: 24 })
    await applyPendingChanges(p.deps)
    expect(await organizacionCuenta(p, 77_100_004)).toMatchObject({ identidad: 'declarada' })
    await noFuiYo(p, emailOf(77_100_004))
    expect(await organizacionCuenta(p, 77_100_004)).toMatchObject({
      rutRepresentante: rutOf(12_345_678),
      identidad: 'verificada',
    })
  })
})
