import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { formularioDe, type Navegador } from '../support/navegador.ts'
import { CLAVE, RESPUESTA, rutDe } from '../support/personas.ts'
import { type ProductoDePrueba, productoDePrueba } from '../support/producto.ts'
import {
  cambiar,
  claveEn,
  emailDe,
  enlacePara,
  pedirEnlace,
  registrada,
  responder,
  validar,
} from '../support/recorridos.ts'

const NUEVA = 'Qu3ltehue!'
const CERRADO = /esta validación está cerrada hasta las (\d\d:\d\d) del (\d\d-\d\d-\d{4})\. .*800 80 10 30/
const HASTA_RECUPERAR =
  'Por seguridad, debe recuperar su CS para volver a usarla. Vaya a Recuperar CS o llame gratis al 800 80 10 30'

describe('tries', () => {
  let p: ProductoDePrueba
  beforeAll(async () => {
    p = await productoDePrueba({
      entorno: { LIMIT_FIRST_STEPS_PER_HOUR: '10000', LIMIT_POSTS_PER_10_MINUTES: '100000' },
    })
  })
  afterAll(() => p.cerrar())

  /** So many misses of the key. @returns what the last one was told. */
  async function fallar(yo: Navegador, numero: number, veces: number): Promise<string> {
    const { accion, todos } = formularioDe(await yo.abrir('/natural/cambiar'), {
      rut: rutDe(numero),
      claveActual: 'no es esta',
    })
    let ultimo = ''
    for (let vez = 0; vez < veces; vez++) ultimo = (await yo.publicar(accion, todos)).errores[0] ?? ''
    return ultimo
  }

  test('each miss says how many remain; the fifth closes, also for the right key, and says until when', async () => {
    const yo = await registrada(p, 27_000_001)
    const dicho: string[] = []
    for (let vez = 0; vez < 4; vez++) dicho.push(await fallar(yo, 27_000_001, 1))
    expect(dicho).toEqual([
      'Los datos no coinciden. Revíselos. Le quedan 4 intentos',
      'Los datos no coinciden. Revíselos. Le quedan 3 intentos',
      'Los datos no coinciden. Revíselos. Le quedan 2 intentos',
      'Los datos no coinciden. Revíselos. Le queda 1 intento',
    ])
    expect(CERRADO.exec(await fallar(yo, 27_000_001, 1))?.slice(1)).toEqual(['12:15', '22-11-2026'])
    expect((await validar(yo, 27_000_001)).errores[0]).toMatch(CERRADO)
    p.reloj.adelantar({ minutos: 15 })
    expect((await validar(yo, 27_000_001)).url).toBe('/natural/cambiar/nueva')
    expect(await fallar(yo, 27_000_001, 1)).toBe('Los datos no coinciden. Revíselos. Le quedan 4 intentos')
  })

  test('each next closure doubles, up to 24 hours', async () => {
    const yo = await registrada(p, 27_000_002)
    const minutos: number[] = []
    for (let cierre = 0; cierre < 9; cierre++) {
      await fallar(yo, 27_000_002, 5)
      const desde = p.reloj.ahora().getTime()
      const { cerradoHasta } = await p.deps.almacen.transaccion((uow) =>
        uow.contadores.leer('clave', p.deps.huellas.huella('sujeto', `natural:${rutDe(27_000_002)}`)),
      )
      minutos.push(((cerradoHasta?.getTime() ?? 0) - desde) / 60_000)
      p.reloj.adelantar({ minutos: minutos.at(-1) ?? 0 })
    }
    expect(minutos).toEqual([15, 30, 60, 120, 240, 480, 960, 1440, 1440])
    expect((await validar(yo, 27_000_002)).url).toBe('/natural/cambiar/nueva')
    await fallar(yo, 27_000_002, 5)
    p.reloj.adelantar({ minutos: 15 })
    expect((await validar(yo, 27_000_002)).url).toBe('/natural/cambiar/nueva')
  })

  test('100 misses close the key until a recovery, and the recovery opens it', async () => {
    const yo = await registrada(p, 27_000_003)
    for (let cierre = 0; cierre < 19; cierre++) {
      await fallar(yo, 27_000_003, 5)
      p.reloj.adelantar({ horas: 24 })
    }
    expect(await fallar(yo, 27_000_003, 4)).toBe('Los datos no coinciden. Revíselos. Le queda 1 intento')
    expect(await fallar(yo, 27_000_003, 1)).toBe(HASTA_RECUPERAR)
    p.reloj.adelantar({ dias: 400 })
    expect((await validar(yo, 27_000_003)).errores).toEqual([HASTA_RECUPERAR])
    const provisoria = claveEn(await responder(yo, 27_000_003))
    expect((await cambiar(yo, 27_000_003, provisoria, NUEVA)).titulo).toBe('Su CS fue cambiada')
    expect((await validar(yo, 27_000_003, NUEVA)).url).toBe('/natural/cambiar/nueva')
  }, 20_000)

  test('an answer that is closed opens with a recovery by mail', async () => {
    const yo = await registrada(p, 27_000_004)
    let pagina = await responder(yo, 27_000_004, 'no es esta')
    for (let vez = 0; vez < 4; vez++) pagina = await yo.enviarDesde(pagina, { respuestaSecreta: 'ni esta' })
    expect(pagina.errores[0]).toMatch(CERRADO)
    expect((await yo.enviarDesde(pagina, { respuestaSecreta: RESPUESTA })).errores[0]).toMatch(CERRADO)
    await pedirEnlace(yo, 27_000_004)
    const enlace = await enlacePara(p, emailDe(27_000_004), 'Recuperar mi CS')
    const nueva = await yo.presionar(await yo.abrir(enlace), '/enlace/recuperar')
    await yo.enviarDesde(nueva, { claveNueva: NUEVA, repetirClaveNueva: NUEVA })
    expect(claveEn(await responder(yo, 27_000_004))).not.toBe('')
  })

  test('an invalid form costs no try', async () => {
    const yo = await registrada(p, 27_000_005)
    for (let vez = 0; vez < 6; vez++) {
      await yo.enviar('/natural/cambiar', { rut: rutDe(27_000_005), claveActual: '' })
      await yo.enviar('/natural/cambiar', { rut: '1-1', claveActual: CLAVE })
    }
    expect(await fallar(yo, 27_000_005, 1)).toBe('Los datos no coinciden. Revíselos. Le quedan 4 intentos')
  })

  test('one counter for the key, whichever form it is tried in', async () => {
    const yo = await registrada(p, 27_000_006)
    await fallar(yo, 27_000_006, 3)
    const pagina = await yo.enviar('/natural/actualizar/clave', {
      rut: rutDe(27_000_006),
      claveActual: 'no es esta',
    })
    expect(pagina.errores).toEqual(['Los datos no coinciden. Revíselos. Le queda 1 intento'])
  })

  test('other secrets of the same person stay open', async () => {
    const yo = await registrada(p, 27_000_007)
    await fallar(yo, 27_000_007, 5)
    expect(claveEn(await responder(yo, 27_000_007))).not.toBe('')
  })
})
