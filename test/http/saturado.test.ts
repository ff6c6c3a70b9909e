import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { formularioDe, valorDe } from '../support/navegador.ts'
import { CLAVE, RESPUESTA, registroNatural, rutDe } from '../support/personas.ts'
import { type ProductoDePrueba, productoDePrueba } from '../support/producto.ts'
import { claveEn, registrada, validar } from '../support/recorridos.ts'

describe('when too many keys wait to be hashed', () => {
  let p: ProductoDePrueba
  beforeAll(async () => {
    p = await productoDePrueba({ entorno: { LIMIT_HASH_WAIT_SECONDS: '1' } })
  })
  afterAll(() => p.cerrar())

  /** Does something while the queue is full. */
  async function conColaLlena<T>(hacer: () => Promise<T>): Promise<T> {
    return p.deps.hasher.turno(100_000, hacer)
  }

  test('a registration is answered 503 with Retry-After and everything kept, and the same form works afterwards', async () => {
    const yo = await registrada(p, 30_000_001)
    const { accion, todos } = formularioDe(await yo.abrir('/natural/registrar'), registroNatural(30_000_002))
    const pagina = await conColaLlena(() => yo.publicar(accion, todos))
    expect(pagina.estado).toBe(503)
    expect(Number(pagina.cabeceras['retry-after'])).toBeGreaterThan(1)
    expect(pagina.errores[0]).toMatch(/^El sistema está ocupado y no cambiamos nada\. Espere \d+ segundos/)
    expect(valorDe(pagina, 'email')).toBe('persona30000002@correo.test')
    expect((await yo.publicar(accion, todos)).titulo).toBe('Su cuenta fue creada')
  })

  test('no try is spent', async () => {
    const yo = await registrada(p, 30_000_003)
    const credencial = formularioDe(await yo.abrir('/natural/cambiar'), {
      rut: rutDe(30_000_003),
      claveActual: 'no es esta',
    })
    const pregunta = await yo.enviar('/natural/recuperar', { rut: rutDe(30_000_003) })
    const respuesta = formularioDe(pregunta, { respuestaSecreta: 'no es esta' })
    await conColaLlena(async () => {
      for (let vez = 0; vez < 6; vez++) {
        for (const { accion, todos } of [credencial, respuesta])
          expect((await yo.publicar(accion, todos)).estado).toBe(503)
      }
    })
    const queda = ['Los datos no coinciden. Revíselos. Le quedan 4 intentos']
    expect((await yo.publicar(credencial.accion, credencial.todos)).errores).toEqual(queda)
    expect((await yo.publicar(respuesta.accion, respuesta.todos)).errores).toEqual(queda)
  })

  test('right keys and answers are told the same, and serve afterwards', async () => {
    const yo = await registrada(p, 30_000_004)
    const pregunta = await yo.enviar('/natural/recuperar', { rut: rutDe(30_000_004) })
    const { accion, todos } = formularioDe(pregunta, { respuestaSecreta: RESPUESTA })
    expect((await conColaLlena(() => yo.publicar(accion, todos))).estado).toBe(503)
    expect(claveEn(await yo.publicar(accion, todos))).not.toBe('')
    expect((await conColaLlena(() => validar(yo, 30_000_004, CLAVE))).estado).toBe(503)
    expect((await validar(yo, 30_000_004, CLAVE)).url).toBe('/natural/cambiar/nueva')
  })
})
