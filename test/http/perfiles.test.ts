import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Navegador } from '../support/navegador.ts'
import { CLAVE, nieDe, RESPUESTA, registroJuridica, rutDe } from '../support/personas.ts'
import { type ProductoDePrueba, productoDePrueba } from '../support/producto.ts'
import { correosPara } from '../support/recorridos.ts'

const NUMERO = 76_000_001

describe('an organisation', () => {
  let p: ProductoDePrueba
  beforeAll(async () => {
    p = await productoDePrueba()
  })
  afterAll(() => p.cerrar())

  test('registers, recovers by mail, changes and updates with its representative', async () => {
    const yo = new Navegador(p.app)
    const creada = await yo.enviar('/juridica/registrar', registroJuridica(NUMERO))
    expect([creada.titulo, ...creada.errores]).toEqual(['Su cuenta fue creada'])
    const pregunta = await yo.enviar('/juridica/recuperar', { rut: rutDe(NUMERO) })
    const lista = await yo.enviarDesde(pregunta, { respuestaSecreta: RESPUESTA })
    expect(lista.titulo).toBe('Enviamos su clave provisoria')
    expect((await correosPara(p, `persona${NUMERO}@correo.test`)).length).toBeGreaterThan(1)
    const validada = await yo.enviar('/juridica/cambiar', { rut: rutDe(NUMERO), claveActual: CLAVE })
    const nueva = 'Qu3ltehue!'
    const cambiada = await yo.enviarDesde(validada, { claveNueva: nueva, repetirClaveNueva: nueva })
    expect(cambiada.titulo).toBe('Su CS fue cambiada')
    const seguridad = await yo.enviar('/juridica/actualizar', {
      rut: rutDe(NUMERO),
      rutRepresentante: rutDe(12_345_678),
      emailRegistrado: `persona${NUMERO}@correo.test`,
    })
    expect(seguridad.url).toBe('/juridica/actualizar/seguridad')
  })
})

describe('a foreign facilitator', () => {
  test('has no registration, recovery or update of its own', async () => {
    const p = await productoDePrueba()
    const yo = new Navegador(p.app)
    for (const operacion of ['registrar', 'recuperar', 'actualizar']) {
      expect((await yo.abrir(`/facilitador/${operacion}`)).estado).toBe(404)
    }
    const pagina = await yo.enviar('/facilitador/cambiar', { nie: nieDe(1), claveActual: CLAVE })
    expect(pagina.estado).toBe(422)
    await p.cerrar()
  })
})
