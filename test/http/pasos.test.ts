import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { elegidoEn, formularioDe, Navegador, type Pagina, textoDe, valorDe } from '../support/navegador.ts'
import { RESPUESTA, rutDe } from '../support/personas.ts'
import { type ProductoDePrueba, productoDePrueba } from '../support/producto.ts'
import {
  claveEn,
  conRespuesta,
  correosPara,
  datosDe,
  emailDe,
  registrada,
  responder,
  validar,
  validarDatos,
} from '../support/recorridos.ts'

const PERDIDA = 'El trámite anterior ya terminó o pasó su tiempo. Por seguridad, comience de nuevo'

describe('the steps of a request', () => {
  let p: ProductoDePrueba
  beforeAll(async () => {
    p = await productoDePrueba({ entorno: { LIMIT_POSTS_PER_10_MINUTES: '1000' } })
  })
  afterAll(() => p.cerrar())

  test.each([
    'recuperar/pregunta',
    'recuperar/correo',
    'cambiar/nueva',
    'cambiar/listo',
    'actualizar/seguridad',
    'actualizar/codigo',
    'actualizar/datos',
    'actualizar/listo',
    'registrar/listo',
    'registrar/alto',
  ])('%s cannot be opened before the step it depends on, and the first step says so once', async (paso) => {
    const yo = new Navegador(p.app)
    const pagina = await yo.abrir(`/natural/${paso}`)
    expect(pagina).toMatchObject({ estado: 200, url: `/natural/${paso.split('/')[0]}`, errores: [PERDIDA] })
    expect((await yo.abrir(pagina.url)).errores).toEqual([])
  })

  test('a step that is still to come, or was left behind, leads to where the request is', async () => {
    const yo = await registrada(p, 12_000_001)
    expect((await validarDatos(yo, 12_000_001)).url).toBe('/natural/actualizar/seguridad')
    expect((await yo.abrir('/natural/actualizar/datos')).url).toBe('/natural/actualizar/seguridad')
    expect((await yo.abrir('/natural/actualizar/listo')).url).toBe('/natural/actualizar/seguridad')
    await conRespuesta(yo, 12_000_001)
    expect((await yo.abrir('/natural/actualizar/seguridad')).url).toBe('/natural/actualizar/datos')
    expect(claveEn(await responder(yo, 12_000_001))).not.toBe('')
    expect((await yo.abrir('/natural/recuperar/pregunta')).url).toBe('/natural/recuperar/listo')
  })

  test('a form of the last step cannot be sent before the proof', async () => {
    const yo = await registrada(p, 12_000_002)
    const ajena = await conRespuesta(await registrada(p, 12_000_003), 12_000_003)
    const seguridad = await validarDatos(yo, 12_000_002)
    const { todos } = formularioDe(seguridad, { ...formularioDe(ajena, {}).todos })
    const { _csrf = '', solicitud = '' } = formularioDe(seguridad, {}).todos
    const pagina = await yo.publicar('/natural/actualizar/datos', { ...todos, _csrf, solicitud })
    expect(pagina.url).toBe('/natural/actualizar/seguridad')
    const robada = await yo.publicar('/natural/actualizar/datos', { ...todos, _csrf })
    expect(robada).toMatchObject({ url: '/natural/actualizar', errores: [PERDIDA] })
  })

  test('a request lives 30 minutes, and 10 after something was proven', async () => {
    const yo = await registrada(p, 12_000_004)
    await yo.enviar('/natural/recuperar', { rut: rutDe(12_000_004) })
    p.reloj.adelantar({ minutos: 29 })
    expect((await yo.abrir('/natural/recuperar/pregunta')).estado).toBe(200)
    p.reloj.adelantar({ minutos: 1 })
    expect((await yo.abrir('/natural/recuperar/pregunta')).errores).toEqual([PERDIDA])
    await validar(yo, 12_000_004)
    p.reloj.adelantar({ minutos: 9 })
    expect((await yo.abrir('/natural/cambiar/nueva')).url).toBe('/natural/cambiar/nueva')
    p.reloj.adelantar({ minutos: 1 })
    expect((await yo.abrir('/natural/cambiar/nueva')).errores).toEqual([PERDIDA])
  })

  test('two tabs of the same operation each keep their own person', async () => {
    const yo = await registrada(p, 12_000_005)
    await registrada(p, 12_000_006)
    const una = await yo.enviar('/natural/recuperar', { rut: rutDe(12_000_005) })
    const otra = await yo.enviar('/natural/recuperar', { rut: rutDe(12_000_006) })
    const fallida = await yo.enviarDesde(una, { respuestaSecreta: 'no es esta' })
    expect(textoDe(fallida)).toContain('12.000.005')
    const deOtra = await yo.enviarDesde(otra, { respuestaSecreta: RESPUESTA })
    const deUna = await yo.enviarDesde(fallida, { respuestaSecreta: RESPUESTA })
    const claves = [claveEn(deUna), claveEn(deOtra)]
    expect(new Set(claves).size).toBe(2)
    expect((await validar(yo, 12_000_005, claves[0])).url).toBe('/natural/cambiar/nueva')
    expect((await validar(yo, 12_000_006, claves[1])).url).toBe('/natural/cambiar/nueva')
  })

  test('an address names its request: it shows that one, and nothing to another session', async () => {
    const yo = await registrada(p, 12_000_015)
    await registrada(p, 12_000_016)
    const direccion = async (numero: number) => {
      const { accion, todos } = formularioDe(await yo.abrir('/natural/recuperar'), { rut: rutDe(numero) })
      return String((await yo.crudo(accion, todos)).headers.location)
    }
    const [una, otra] = [await direccion(12_000_015), await direccion(12_000_016)]
    expect(textoDe(await yo.abrir(una))).toContain('12.000.015')
    expect(textoDe(await yo.abrir(otra))).toContain('12.000.016')
    const ajena = await new Navegador(p.app).abrir(una)
    expect(ajena).toMatchObject({ url: '/natural/recuperar', errores: [PERDIDA] })
    const lista = await yo.enviarDesde(await yo.abrir(una), { respuestaSecreta: RESPUESTA })
    expect(textoDe(lista)).toContain('Rut: 12.000.015')
    expect(claveEn(await yo.abrir(una))).toBe(claveEn(lista))
    expect(claveEn(await yo.abrir(otra))).toBe('')
  })

  test('the same step sent again after it was done leads on, in the old session too', async () => {
    const yo = await registrada(p, 12_000_007)
    const pregunta = await yo.enviar('/natural/recuperar', { rut: rutDe(12_000_007) })
    const { accion, todos } = formularioDe(pregunta, { respuestaSecreta: RESPUESTA })
    const clave = claveEn(await yo.publicar(accion, todos))
    expect(claveEn(await yo.publicar(accion, todos))).toBe(clave)
    expect(await correosPara(p, emailDe(12_000_007))).toHaveLength(2)

    const seguridad = await validarDatos(yo, 12_000_007)
    const paso2 = formularioDe(seguridad, { preguntaSecreta: 'p01', respuestaSecreta: RESPUESTA })
    expect((await yo.publicar(paso2.accion, paso2.todos)).url).toBe('/natural/actualizar/datos')
    const otraVez = await yo.publicar(paso2.accion, paso2.todos)
    expect(otraVez.url).toBe('/natural/actualizar/datos')
    expect(valorDe(otraVez, 'direccion')).toBe('Pasaje Los Aromos')
  })

  test('“Volver” of the first step leads home, and of a later one to the first', async () => {
    const yo = await registrada(p, 12_000_008)
    const volverDe = (pagina: Pagina) => /href="([^"]+)"[^>]*>Volver</.exec(pagina.html)?.[1]
    for (const operacion of ['registrar', 'recuperar', 'cambiar', 'actualizar'])
      expect(volverDe(await yo.abrir(`/natural/${operacion}`))).toBe('/')
    expect(volverDe(await validar(yo, 12_000_008))).toBe('/natural/cambiar')
    expect(volverDe(await validarDatos(yo, 12_000_008))).toBe('/natural/actualizar')
  })

  test('the last step of actualizar keeps what was typed beside what is wrong', async () => {
    const yo = await registrada(p, 12_000_009)
    const cambios = {
      direccion: 'Otra <9>',
      comuna: '05101',
      celular: '123',
      sinCelular: '',
      email: 'a, b@c.test',
    }
    const pagina = await yo.enviarDesde(await conRespuesta(yo, 12_000_009), datosDe(12_000_009, cambios))
    expect(pagina).toMatchObject({ estado: 422, url: '/natural/actualizar/datos' })
    expect(pagina.errores).toHaveLength(3)
    for (const nombre of ['direccion', 'celular', 'email'] as const)
      expect(valorDe(pagina, nombre)).toBe(cambios[nombre])
    expect(elegidoEn(pagina, 'comuna')).toBe('05101')
    expect((await yo.enviarDesde(pagina, datosDe(12_000_009))).titulo).toBe('Datos actualizados')
  })
})
