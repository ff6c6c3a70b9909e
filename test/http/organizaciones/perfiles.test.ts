import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pasoUrl, urlOfPaso } from '../../../src/domain/urls.ts'
import { CLAVE, juridicaRegistration, nieOf, RESPUESTA, rutOf } from '../../support/data/personas.ts'
import { mailsFor } from '../../support/http/journeys.ts'
import { ScriptFreeBrowser } from '../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'

const NUMBER = 76_000_001

describe('an organisation', () => {
  let p: TestProduct
  beforeAll(async () => {
    p = await createTestProduct()
  })
  afterAll(() => p.close())

  it('registers, recovers by mail, changes and updates with its representative', async () => {
    const me = new ScriptFreeBrowser(p.app)
    const created = await me.submit(pasoUrl('juridica', 'registrar'), juridicaRegistration(NUMBER))
    expect([created.title, ...created.errors]).toEqual(['Su cuenta fue creada'])
    const pregunta = await me.submit(pasoUrl('juridica', 'recuperar'), { rut: rutOf(NUMBER) })
    const finished = await me.submitFrom(pregunta, { respuestaSecreta: RESPUESTA })
    expect(finished.title).toBe('Enviamos su clave provisoria')
    expect((await mailsFor(p, `persona${NUMBER}@correo.test`)).length).toBeGreaterThan(1)
    const validated = await me.submit(pasoUrl('juridica', 'cambiar'), {
      rut: rutOf(NUMBER),
      claveActual: CLAVE,
    })
    const newClave = 'Qu3ltehue!'
    const changed = await me.submitFrom(validated, { claveNueva: newClave, repetirClaveNueva: newClave })
    expect(changed.title).toBe('Su CS fue cambiada')
    const seguridad = await me.submit(pasoUrl('juridica', 'actualizar'), {
      rut: rutOf(NUMBER),
      rutRepresentante: rutOf(12_345_678),
      emailRegistrado: `persona${NUMBER}@correo.test`,
    })
    expect(seguridad.url).toBe(pasoUrl('juridica', 'actualizar', 'seguridad'))
  })
})

describe('a foreign facilitator', () => {
  it('has no registration, recovery or update of its own', async () => {
    const p = await createTestProduct()
    const me = new ScriptFreeBrowser(p.app)
    for (const operacion of ['registrar', 'recuperar', 'actualizar'] as const) {
      expect((await me.open(urlOfPaso({ perfil: 'facilitador', operacion }))).status).toBe(404)
    }
    const page = await me.submit(pasoUrl('facilitador', 'cambiar'), { nie: nieOf(1), claveActual: CLAVE })
    expect(page.status).toBe(422)
    await p.close()
  })
})
