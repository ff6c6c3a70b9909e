import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { pasoUrl } from '../../../src/domain/urls.ts'
import { CLAVE, naturalRegistration, RESPUESTA, rutOf } from '../../support/data/personas.ts'
import { inputValue, ScriptFreeBrowser } from '../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'

const NEW_CLAVE = 'Qu3ltehue!'

describe('the story of a natural person', () => {
  let p: TestProduct
  let me: ScriptFreeBrowser

  beforeEach(async () => {
    p = await createTestProduct()
    me = new ScriptFreeBrowser(p.app)
  })
  afterEach(() => p.close())

  it('registers, forgets the CS, gets a temporary key, changes the CS and updates', async () => {
    const created = await me.submit(pasoUrl('natural', 'registrar'), naturalRegistration(12_345_678))
    expect(created.errors).toEqual([])
    expect(created.title).toBe('Su cuenta fue creada')

    await p.dispatch()
    expect(p.mail.sent.map(({ to }) => to)).toEqual(['persona12345678@correo.test'])

    const pregunta = await me.submit(pasoUrl('natural', 'recuperar'), { rut: rutOf(12_345_678) })
    expect(pregunta.url).toBe(pasoUrl('natural', 'recuperar', 'pregunta'))
    const finished = await me.submitFrom(pregunta, { respuestaSecreta: RESPUESTA.toUpperCase() })
    expect(finished.title).toBe('Su clave provisoria está lista')
    const provisoria = /id="clave-provisoria"[^>]*>([^<]+)</.exec(finished.html)?.[1] ?? ''
    expect(provisoria).toMatch(/^[A-Z2-9]{10}$/)

    const nuevaPage = await me.submit(pasoUrl('natural', 'cambiar'), {
      rut: rutOf(12_345_678),
      claveActual: provisoria.toLowerCase(),
    })
    expect(nuevaPage.url).toBe(pasoUrl('natural', 'cambiar', 'nueva'))
    const changed = await me.submitFrom(nuevaPage, { claveNueva: NEW_CLAVE, repetirClaveNueva: NEW_CLAVE })
    expect(changed.title).toBe('Su CS fue cambiada')

    const old = await me.submit(pasoUrl('natural', 'cambiar'), { rut: rutOf(12_345_678), claveActual: CLAVE })
    expect(old.status).toBe(422)
    expect(old.errors).toEqual(['Los datos no coinciden. Revíselos. Le quedan 4 intentos'])

    const seguridad = await me.submit(pasoUrl('natural', 'actualizar'), {
      rut: rutOf(12_345_678),
      fechaNacimiento: '3/10/1994',
      emailRegistrado: 'PERSONA12345678@correo.test',
    })
    expect(seguridad.url).toBe(pasoUrl('natural', 'actualizar', 'seguridad'))
    const data = await me.submitFrom(seguridad, { preguntaSecreta: 'p03', respuestaSecreta: RESPUESTA })
    expect(data.url).toBe(pasoUrl('natural', 'actualizar', 'datos'))
    expect(inputValue(data, 'direccion')).toBe('Pasaje Los Aromos')
  })
})
