import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Campos, elegidoEn, Navegador, textoDe, valorDe } from '../support/navegador.ts'
import { RESPUESTA } from '../support/personas.ts'
import { type ProductoDePrueba, productoDePrueba } from '../support/producto.ts'
import {
  claveEn,
  codigoPara,
  conCodigo,
  conRespuesta,
  correosPara,
  cuentaDe,
  datosDe,
  emailDe,
  registrada,
  responder,
  validarDatos,
} from '../support/recorridos.ts'

describe('actualizar', () => {
  let p: ProductoDePrueba
  beforeAll(async () => {
    p = await productoDePrueba()
  })
  afterAll(() => p.cerrar())

  test('with the secret answer: the boxes hold what is registered, and what changed is told by name', async () => {
    const yo = await registrada(p, 16_000_001, { celular: '8765 4321', sinCelular: '' })
    const datos = await conRespuesta(yo, 16_000_001)
    expect(datos.url).toBe('/natural/actualizar/datos')
    expect(valorDe(datos, 'direccion')).toBe('Pasaje Los Aromos')
    expect(valorDe(datos, 'email')).toBe(emailDe(16_000_001))
    expect(valorDe(datos, 'celular')).toBe('87654321')
    expect(elegidoEn(datos, 'comuna')).toBe('13101')
    expect(valorDe(datos, 'fechaNacimiento')).toBeUndefined()
    const cambios = { direccion: 'Calle Nueva', comuna: '05101', region: '05', sinCelular: '', celular: '' }
    const lista = await yo.enviarDesde(datos, datosDe(16_000_001, { ...cambios, sinCelular: 'si' }))
    expect(textoDe(lista)).toContain('Sus datos han sido actualizados correctamente.')
    expect(textoDe(lista)).toContain(
      'SENCE enviará una notificación a su e-mail del proceso registrado dentro de los próximos 10 minutos.',
    )
    expect(await cuentaDe(p, 16_000_001)).toMatchObject({
      direccion: 'Calle Nueva',
      region: '05',
      comuna: '05101',
      celular: null,
      fechaNacimiento: '1994-10-03',
    })
    const aviso = (await correosPara(p, emailDe(16_000_001))).at(-1)
    expect(aviso?.asunto).toBe('Sus datos de Clave Sence fueron actualizados')
    expect(aviso?.texto).toContain('- Dirección Particular\n- Región\n- Comuna\n- Celular')
    expect(aviso?.texto).not.toContain('Calle Nueva')
  })

  test('a new question and answer take the place of the old ones', async () => {
    const yo = await registrada(p, 16_000_002)
    const nueva = { preguntaNueva: 'p06', respuestaNueva: 'Don Elefantito' }
    await yo.enviarDesde(await conRespuesta(yo, 16_000_002), datosDe(16_000_002, nueva))
    expect((await responder(yo, 16_000_002, RESPUESTA)).estado).toBe(422)
    expect(claveEn(await responder(yo, 16_000_002, 'don elefantito'))).not.toBe('')
  })

  test('the chosen question must be one’s own, and which part failed is not told', async () => {
    const yo = await registrada(p, 16_000_003)
    const seguridad = await validarDatos(yo, 16_000_003)
    const otra = await yo.enviarDesde(seguridad, { preguntaSecreta: 'p02', respuestaSecreta: RESPUESTA })
    expect(otra).toMatchObject({
      estado: 422,
      errores: ['Los datos no coinciden. Revíselos. Le quedan 4 intentos'],
    })
    expect(elegidoEn(otra, 'preguntaSecreta')).toBe('p02')
  })

  test('wrong data to validate with are refused without saying which', async () => {
    const yo = await registrada(p, 16_000_004)
    const mal: Campos[] = [{ fechaNacimiento: '04-10-1994' }, { emailRegistrado: 'otra@correo.test' }]
    const errores: string[] = []
    for (const campos of mal) errores.push(...(await validarDatos(yo, 16_000_004, campos)).errores)
    expect(errores).toEqual([
      'Los datos no coinciden. Revíselos. Le quedan 4 intentos',
      'Los datos no coinciden. Revíselos. Le quedan 3 intentos',
    ])
    const enMayusculas = await validarDatos(yo, 16_000_004, {
      emailRegistrado: 'PERSONA16000004@CORREO.TEST',
    })
    expect(enMayusculas.url).toBe('/natural/actualizar/seguridad')
  })

  test('with a code by mail, for 15 minutes', async () => {
    const yo = await registrada(p, 16_000_005)
    const pagina = await yo.enviarDesde(await validarDatos(yo, 16_000_005), {}, 'codigo')
    expect(pagina.url).toBe('/natural/actualizar/codigo')
    const codigo = await codigoPara(p, emailDe(16_000_005))
    p.reloj.adelantar({ minutos: 14 })
    expect((await yo.enviarDesde(pagina, { codigo })).url).toBe('/natural/actualizar/datos')
  })

  test('a code of more than 15 minutes is over', async () => {
    const yo = await registrada(p, 16_000_006)
    const pagina = await yo.enviarDesde(await validarDatos(yo, 16_000_006), {}, 'codigo')
    const codigo = await codigoPara(p, emailDe(16_000_006))
    p.reloj.adelantar({ minutos: 15 })
    expect((await yo.enviarDesde(pagina, { codigo })).url).not.toBe('/natural/actualizar/datos')
  })

  test('a code is bound to its request, and only the last one is good', async () => {
    const yo = await registrada(p, 16_000_007)
    const una = await yo.enviarDesde(await validarDatos(yo, 16_000_007), {}, 'codigo')
    const primero = await codigoPara(p, emailDe(16_000_007))
    const otro = new Navegador(p.app)
    const otra = await otro.enviarDesde(await validarDatos(otro, 16_000_007), {}, 'codigo')
    const deOtra = await codigoPara(p, emailDe(16_000_007))
    expect(deOtra).not.toBe(primero)
    expect((await yo.enviarDesde(una, { codigo: deOtra })).errores).toEqual([
      'Los datos no coinciden. Revíselos. Le quedan 4 intentos',
    ])
    const deNuevo = await otro.enviarDesde(otra, {}, 'codigo')
    expect((await otro.enviarDesde(deNuevo, { codigo: deOtra })).estado).toBe(422)
    expect((await yo.enviarDesde(una, { codigo: primero })).url).toBe('/natural/actualizar/datos')
  })

  test('five wrong codes close it, also for the right one', async () => {
    const yo = await registrada(p, 16_000_008)
    let pagina = await yo.enviarDesde(await validarDatos(yo, 16_000_008), {}, 'codigo')
    const codigo = await codigoPara(p, emailDe(16_000_008))
    const malo = String((Number(codigo) + 1) % 1_000_000).padStart(6, '0')
    for (let vez = 0; vez < 5; vez++) pagina = await yo.enviarDesde(pagina, { codigo: malo })
    expect((await yo.enviarDesde(pagina, { codigo })).errores[0]).toContain('está cerrada hasta las')
  })

  test('a code that was dropped for the mailbox’s limit does not end the one that arrived', async () => {
    const yo = await registrada(p, 16_000_009)
    let pagina = await validarDatos(yo, 16_000_009)
    for (let vez = 0; vez < 7; vez++) pagina = await yo.enviarDesde(pagina, {}, 'codigo')
    const codigo = await codigoPara(p, emailDe(16_000_009))
    expect((await yo.enviarDesde(pagina, { codigo })).url).toBe('/natural/actualizar/datos')
  })

  test('with the code the page is the same as with the answer', async () => {
    const yo = await registrada(p, 16_000_010)
    expect((await conCodigo(p, yo, 16_000_010)).url).toBe('/natural/actualizar/datos')
  })
})
