import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Navegador, valorDe } from '../support/navegador.ts'
import { CLAVE, RESPUESTA, registroNatural, rutDe } from '../support/personas.ts'
import { type ProductoDePrueba, productoDePrueba } from '../support/producto.ts'

const NUEVA = 'Qu3ltehue!'

describe('the story of a natural person', () => {
  let p: ProductoDePrueba
  let yo: Navegador

  beforeEach(async () => {
    p = await productoDePrueba()
    yo = new Navegador(p.app)
  })
  afterEach(() => p.cerrar())

  test('registers, confirms, forgets, gets a temporary key, changes, and updates', async () => {
    const creada = await yo.enviar('/natural/registrar', registroNatural(12_345_678))
    expect(creada.errores).toEqual([])
    expect(creada.titulo).toBe('Su cuenta fue creada')

    await p.despachar()
    expect(p.correo.enviados.map(({ para }) => para)).toEqual(['persona12345678@correo.test'])

    const pregunta = await yo.enviar('/natural/recuperar', { rut: rutDe(12_345_678) })
    expect(pregunta.url).toBe('/natural/recuperar/pregunta')
    const lista = await yo.enviarDesde(pregunta, { respuestaSecreta: RESPUESTA.toUpperCase() })
    expect(lista.titulo).toBe('Su clave provisoria está lista')
    const provisoria = /id="clave-provisoria"[^>]*>([^<]+)</.exec(lista.html)?.[1] ?? ''
    expect(provisoria).toMatch(/^[A-Z2-9]{10}$/)

    const nueva = await yo.enviar('/natural/cambiar', {
      rut: rutDe(12_345_678),
      claveActual: provisoria.toLowerCase(),
    })
    expect(nueva.url).toBe('/natural/cambiar/nueva')
    const cambiada = await yo.enviarDesde(nueva, { claveNueva: NUEVA, repetirClaveNueva: NUEVA })
    expect(cambiada.titulo).toBe('Su CS fue cambiada')

    const vieja = await yo.enviar('/natural/cambiar', { rut: rutDe(12_345_678), claveActual: CLAVE })
    expect(vieja.estado).toBe(422)
    expect(vieja.errores).toEqual(['Los datos no coinciden. Revíselos. Le quedan 4 intentos'])

    const seguridad = await yo.enviar('/natural/actualizar', {
      rut: rutDe(12_345_678),
      fechaNacimiento: '3/10/1994',
      emailRegistrado: 'PERSONA12345678@correo.test',
    })
    expect(seguridad.url).toBe('/natural/actualizar/seguridad')
    const datos = await yo.enviarDesde(seguridad, { preguntaSecreta: 'p01', respuestaSecreta: RESPUESTA })
    expect(datos.url).toBe('/natural/actualizar/datos')
    expect(valorDe(datos, 'direccion')).toBe('Pasaje Los Aromos')
  })
})
