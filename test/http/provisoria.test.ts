import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Navegador } from '../support/navegador.ts'
import { type ProductoDePrueba, productoDePrueba } from '../support/producto.ts'
import { cambiar, pedirProvisoria, registrada, validar } from '../support/recorridos.ts'

const NUEVA = 'Qu3ltehue!'
/** Has the shape of a temporary key, and is none. */
const AJENA = 'ABCDEFGHJK'

describe('a temporary key', () => {
  let p: ProductoDePrueba
  beforeAll(async () => {
    p = await productoDePrueba()
  })
  afterAll(() => p.cerrar())

  test('is good for 60 minutes', async () => {
    const yo = await registrada(p, 28_000_001)
    const clave = await pedirProvisoria(yo, 28_000_001)
    p.reloj.adelantar({ minutos: 59 })
    const abierta = await validar(yo, 28_000_001, clave)
    expect(abierta.url).toBe('/natural/cambiar/nueva')
    p.reloj.adelantar({ minutos: 1 })
    expect((await validar(new Navegador(p.app), 28_000_001, clave)).estado).toBe(422)
  })

  test('is over after 60 minutes also for who proved it before', async () => {
    const yo = await registrada(p, 28_000_002)
    const clave = await pedirProvisoria(yo, 28_000_002)
    p.reloj.adelantar({ minutos: 55 })
    const abierta = await validar(yo, 28_000_002, clave)
    p.reloj.adelantar({ minutos: 5 })
    const tarde = await yo.enviarDesde(abierta, { claveNueva: NUEVA, repetirClaveNueva: NUEVA })
    expect(tarde.url).toBe('/natural/cambiar')
  })

  test('works once: of two who proved it, one changes the CS', async () => {
    const yo = await registrada(p, 28_000_003)
    const otro = new Navegador(p.app)
    const clave = await pedirProvisoria(yo, 28_000_003)
    const [mia, suya] = [await validar(yo, 28_000_003, clave), await validar(otro, 28_000_003, clave)]
    const campos = { claveNueva: NUEVA, repetirClaveNueva: NUEVA }
    expect((await yo.enviarDesde(mia, campos)).titulo).toBe('Su CS fue cambiada')
    expect((await otro.enviarDesde(suya, campos)).url).toBe('/natural/cambiar')
    expect((await validar(otro, 28_000_003, clave)).estado).toBe(422)
  })

  test('has five tries of its own, then dies', async () => {
    const yo = await registrada(p, 28_000_004)
    const clave = await pedirProvisoria(yo, 28_000_004)
    for (let vez = 0; vez < 5; vez++) expect((await validar(yo, 28_000_004, AJENA)).estado).toBe(422)
    p.reloj.adelantar({ minutos: 16 })
    expect((await validar(yo, 28_000_004, clave)).errores).toEqual([
      'Los datos no coinciden. Revíselos. Le quedan 4 intentos',
    ])
  })

  test('four misses of it, and any number of keys of another shape, leave it alive', async () => {
    const yo = await registrada(p, 28_000_005)
    const clave = await pedirProvisoria(yo, 28_000_005)
    for (let vez = 0; vez < 4; vez++) await validar(yo, 28_000_005, AJENA)
    for (let vez = 0; vez < 6; vez++) await validar(yo, 28_000_005, 'no es esta')
    expect((await validar(yo, 28_000_005, clave)).url).toBe('/natural/cambiar/nueva')
  })

  test('works while the key is closed, and its change opens it', async () => {
    const yo = await registrada(p, 28_000_006)
    for (let vez = 0; vez < 5; vez++) await validar(yo, 28_000_006, 'no es esta')
    expect((await validar(yo, 28_000_006)).errores[0]).toContain('está cerrada hasta las')
    const clave = await pedirProvisoria(yo, 28_000_006)
    expect((await cambiar(yo, 28_000_006, clave, NUEVA)).titulo).toBe('Su CS fue cambiada')
    expect((await validar(yo, 28_000_006, NUEVA)).url).toBe('/natural/cambiar/nueva')
  })
})
