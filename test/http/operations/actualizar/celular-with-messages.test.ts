import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applyPendingChanges } from '../../../../src/application/worker/apply-pending-changes.ts'
import {
  migranteWithCodigo,
  migranteWithRespuesta,
  nieCuenta,
  registerMigrante,
} from '../../../support/data/migrantes.ts'
import {
  organizacionActualizarFields,
  organizacionCuenta,
  organizacionWithCodigo,
  organizacionWithRespuesta,
  registerOrganizacion,
} from '../../../support/data/organizaciones.ts'
import { CLAVE } from '../../../support/data/personas.ts'
import { confirmCelular } from '../../../support/http/celular.ts'
import {
  actualizarFields,
  naturalCuenta,
  registerNatural,
  withCodigo,
  withRespuesta,
} from '../../../support/http/journeys.ts'
import { createTestProduct, type TestProduct } from '../../../support/product/test-product.ts'

const WITH_CELULAR = { celular: '98765432', sinCelular: '' }
const WITH_EMPRESA_CELULAR = { celular: '98765434', sinCelular: '' }
const WITH_REMOVED_CELULAR = { celular: '98765435', sinCelular: '' }
const WITH_OTHER_CELULAR = { celular: '98765433', sinCelular: '' }
const ASKS_FOR_CODIGO =
  'Por seguridad, ahora Celular Nuevo solo se cambia con un código. Presione «Recibir un código en mi correo», o deje el dato como estaba'
const BUTTON_TEXT = 'Recibir un código en mi correo'
const ASKS_FOR_CLAVE =
  'Para cambiar Celular Nuevo, escriba la CS Actual más abajo o presione «Recibir un código por correo»'

describe('where messages carry the temporary key, a mobile is added or changed', () => {
  let p: TestProduct
  beforeAll(async () => {
    p = await createTestProduct({
      env: { LIMIT_POSTS_PER_10_MINUTES: '10000', NATURAL_TEMPORARY_KEY_DELIVERY: 'mail' },
    })
  })
  afterAll(() => p.close())

  it.each([
    ['added by a migrant', 34_000_001, {}, WITH_CELULAR],
    ['changed by a migrant', 34_000_002, WITH_CELULAR, WITH_OTHER_CELULAR],
  ])('with the mailed code, not with the answer alone: %s', async (_what, number, before, change) => {
    const me = await registerMigrante(p, number, before)
    const { celular } = await nieCuenta(p, number)
    const refused = await me.submitFrom(
      await migranteWithRespuesta(me, number),
      actualizarFields(number, change),
    )
    expect(refused).toMatchObject({ status: 422, errors: [ASKS_FOR_CODIGO] })
    expect(refused.html).toContain(BUTTON_TEXT)
    expect((await nieCuenta(p, number)).celular).toBe(celular)
    const finished = await me.submitFrom(
      await migranteWithCodigo(p, me, number),
      actualizarFields(number, change),
    )
    expect(finished.title).toBe('Datos actualizados')
    expect((await nieCuenta(p, number)).celular).toBe(celular)
    await confirmCelular(p, me, finished, 'actualizar', `9${change.celular}`, 'migrante')
    expect((await nieCuenta(p, number)).celular).toBe(`9${change.celular}`)
  })

  it('the same for a natural person, where the setting mails the key', async () => {
    const number = 24_300_003
    const me = await registerNatural(p, number)
    const data = actualizarFields(number, WITH_CELULAR)
    const refused = await me.submitFrom(await withRespuesta(me, number), data)
    expect(refused.errors).toEqual([ASKS_FOR_CODIGO])
    const finished = await me.submitFrom(await withCodigo(p, me, number), data)
    await confirmCelular(p, me, finished, 'actualizar', '998765432')
    expect((await naturalCuenta(p, number)).celular).toBe('998765432')
  })

  it('for an organisation, with its CS or with the code to its representative', async () => {
    const [withClave, byCodigo] = [77_300_001, 77_300_002]
    for (const number of [withClave, byCodigo]) {
      const me = await registerOrganizacion(p, number)
      const fields = organizacionActualizarFields(number, WITH_EMPRESA_CELULAR)
      const refused = await me.submitFrom(await organizacionWithRespuesta(me, number), fields)
      expect(refused).toMatchObject({ status: 422, errors: [ASKS_FOR_CLAVE] })
      const finished =
        number === withClave
          ? await me.submitFrom(refused, { ...fields, claveParaConfirmar: CLAVE })
          : await me.submitFrom(await organizacionWithCodigo(p, me, number), fields)
      await confirmCelular(p, me, finished, 'actualizar', '998765434', 'juridica')
      // With answer and CS it waits for 24 hours.
      const isAtOnce = number === byCodigo
      expect((await organizacionCuenta(p, number)).celular).toBe(isAtOnce ? '998765434' : null)
      p.clock.advance({ hours: 24 })
      await applyPendingChanges(p.deps)
      expect((await organizacionCuenta(p, number)).celular).toBe('998765434')
    }
  })

  it('with neither, if it is removed or stays as it was', async () => {
    const number = 34_000_004
    const me = await registerMigrante(p, number, WITH_REMOVED_CELULAR)
    const remaining = actualizarFields(number, { ...WITH_REMOVED_CELULAR, direccion: 'Otra 4' })
    expect((await me.submitFrom(await migranteWithRespuesta(me, number), remaining)).title).toBe(
      'Datos actualizados',
    )
    const unchanged = await me.submitFrom(await migranteWithRespuesta(me, number), actualizarFields(number))
    expect(unchanged.title).toBe('Datos actualizados')
    expect((await nieCuenta(p, number)).celular).toBeNull()
    const empresa = await registerOrganizacion(p, 77_300_004, WITH_REMOVED_CELULAR)
    const data = await organizacionWithRespuesta(empresa, 77_300_004)
    expect((await empresa.submitFrom(data, organizacionActualizarFields(77_300_004))).title).toBe(
      'Datos actualizados',
    )
    expect((await organizacionCuenta(p, 77_300_004)).celular).toBeNull()
  })
})

it('where the page shows the temporary key, the answer is enough to change the mobile', async () => {
  const p = await createTestProduct()
  const me = await registerNatural(p, 24_300_005)
  const finished = await me.submitFrom(
    await withRespuesta(me, 24_300_005),
    actualizarFields(24_300_005, WITH_CELULAR),
  )
  expect(finished.title).toBe('Datos actualizados')
  await p.close()
})
