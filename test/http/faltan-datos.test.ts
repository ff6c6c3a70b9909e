import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Navegador, type Pagina, textoDe } from '../support/navegador.ts'
import { CLAVE, RESPUESTA, rutDe } from '../support/personas.ts'
import { type ProductoDePrueba, productoDePrueba } from '../support/producto.ts'
import {
  cambiar,
  claveEn,
  correosPara,
  cuentaDe,
  datosDe,
  emailDe,
  enlacePara,
  pedirEnlace,
  registradaCon,
  responder,
  validarDatos,
} from '../support/recorridos.ts'

const NUEVA = 'Qu3ltehue!'
const SIN_PREGUNTA = { preguntaSecreta: null, respuestaHash: null }
const SIN_DOMICILIO = { direccion: null, numero: null, region: null, comuna: null }
const PREGUNTA = { preguntaNueva: 'p06', respuestaNueva: 'Don Elefantito' }

/** What a page lists as missing. */
const faltanEn = (pagina: Pagina): string[] => {
  const lista = /Datos que faltan<\/h2>[\s\S]*?<ul>([\s\S]*?)<\/ul>/.exec(pagina.html)?.[1] ?? ''
  return [...lista.matchAll(/<li>([^<]+)<\/li>/g)].map(([, dato]) => dato ?? '')
}

describe('an account of the old system that lacks minimum data', () => {
  let p: ProductoDePrueba
  beforeAll(async () => {
    p = await productoDePrueba()
  })
  afterAll(() => p.cerrar())

  const validarConClave = (yo: Navegador, numero: number, claveActual = CLAVE) =>
    yo.enviar('/natural/actualizar/clave', { rut: rutDe(numero), claveActual })

  test('changes its CS, then reads what is missing and completes it with what was proven', async () => {
    const yo = await registradaCon(p, 18_000_001, {
      ...SIN_PREGUNTA,
      ...SIN_DOMICILIO,
      fechaNacimiento: null,
    })
    const cambiada = await cambiar(yo, 18_000_001, CLAVE, NUEVA)
    expect(cambiada.titulo).toBe('Su CS fue cambiada')
    expect(faltanEn(cambiada)).toEqual([
      'Fecha de Nacimiento',
      'Pregunta y Respuesta Secreta',
      'Dirección, Región y Comuna',
    ])
    const datos = await yo.presionar(cambiada, '/cambiar/completar')
    expect(datos.url).toBe('/natural/actualizar/datos')
    const completos = datosDe(18_000_001, { ...PREGUNTA, fechaNacimiento: '03-10-1994' })
    expect((await yo.enviarDesde(datos, completos)).titulo).toBe('Datos actualizados')
    expect(await cuentaDe(p, 18_000_001)).toMatchObject({
      fechaNacimiento: '1994-10-03',
      direccion: 'Pasaje Los Aromos',
      preguntaSecreta: 'p06',
    })
    expect(claveEn(await responder(yo, 18_000_001, 'don elefantito'))).not.toBe('')
  })

  test.each([
    [1, 'birth date', { fechaNacimiento: null }, {}, ['Complete este dato: Fecha de Nacimiento'], {}],
    [
      2,
      'question',
      SIN_PREGUNTA,
      {},
      ['Complete este dato: Pregunta Secreta', 'Complete este dato: Respuesta Secreta'],
      PREGUNTA,
    ],
    [3, 'address', SIN_DOMICILIO, { direccion: '' }, ['Complete este dato: Dirección Particular'], {}],
  ])(
    '%i. without %s is reached with its CS, and does not go on before it is given',
    async (caso, _que, cambios, campos, errores, faltaba) => {
      const numero = 18_000_010 + caso
      const yo = await registradaCon(p, numero, cambios)
      const datos = await validarConClave(yo, numero)
      expect(datos.url).toBe('/natural/actualizar/datos')
      expect((await yo.enviarDesde(datos, datosDe(numero, campos))).errores).toEqual(errores)
      const completos = datosDe(numero, { ...faltaba, fechaNacimiento: '03-10-1994' })
      expect((await yo.enviarDesde(await yo.abrir(datos.url), completos)).titulo).toBe('Datos actualizados')
    },
  )

  test('its CS alone completes what is missing and changes nothing else that leads to the person', async () => {
    const yo = await registradaCon(p, 18_000_014, SIN_DOMICILIO)
    const datos = await validarConClave(yo, 18_000_014)
    const otros = { ...PREGUNTA, email: 'otra@correo.test', celular: '87654321', sinCelular: '' }
    const negada = await yo.enviarDesde(datos, datosDe(18_000_014, otros))
    expect(negada.estado).toBe(422)
    expect(negada.errores).toHaveLength(3)
    for (const error of negada.errores) expect(error).toContain('solo se cambia con un código')
    expect(await cuentaDe(p, 18_000_014)).toMatchObject({
      preguntaSecreta: 'p01',
      celular: null,
      direccion: null,
    })
  })

  test('without e-mail gives one, which is registered at once and asked to confirm', async () => {
    const yo = await registradaCon(p, 18_000_002, { email: null, emailConfirmadoEn: null })
    const datos = await validarConClave(yo, 18_000_002)
    const email = 'recien18@correo.test'
    expect((await yo.enviarDesde(datos, datosDe(18_000_002, { email }))).titulo).toBe('Datos actualizados')
    expect(await cuentaDe(p, 18_000_002)).toMatchObject({ email, emailConfirmadoEn: null })
    const asuntos = (await correosPara(p, email)).map(({ asunto }) => asunto)
    expect(asuntos).toEqual([
      'Confirme su correo en Clave Sence',
      'Sus datos de Clave Sence fueron actualizados',
    ])
    const nuevo = new Navegador(p.app)
    await nuevo.presionar(
      await nuevo.abrir(await enlacePara(p, email, 'Confirmar mi correo')),
      '/confirmar-correo',
    )
    expect((await cuentaDe(p, 18_000_002)).emailConfirmadoEn).toEqual(p.reloj.ahora())
  })

  test('without birth date or e-mail, the usual data to validate with say no more than “no coinciden”', async () => {
    const yo = await registradaCon(p, 18_000_003, { email: null, fechaNacimiento: null })
    const pagina = await validarDatos(yo, 18_000_003)
    expect(pagina).toMatchObject({
      estado: 422,
      errores: ['Los datos no coinciden. Revíselos. Le quedan 4 intentos'],
    })
    expect(pagina.html).toContain('href="/natural/actualizar/clave"')
  })

  test('without question gets a decoy and the link by mail, which leads to completing', async () => {
    const yo = await registradaCon(p, 18_000_004, SIN_PREGUNTA)
    expect((await responder(yo, 18_000_004, RESPUESTA)).errores).toEqual([
      'Los datos no coinciden. Revíselos. Le quedan 4 intentos',
    ])
    await pedirEnlace(yo, 18_000_004)
    const enlace = await enlacePara(p, emailDe(18_000_004), 'Recuperar mi CS')
    const nueva = await yo.presionar(await yo.abrir(enlace), '/enlace/recuperar')
    const cambiada = await yo.enviarDesde(nueva, { claveNueva: NUEVA, repetirClaveNueva: NUEVA })
    expect(faltanEn(cambiada)).toEqual(['Pregunta y Respuesta Secreta'])
    const datos = await yo.presionar(cambiada, '/cambiar/completar')
    expect((await yo.enviarDesde(datos, datosDe(18_000_004, PREGUNTA))).titulo).toBe('Datos actualizados')
  })

  test('complete, it is not reached with the CS alone', async () => {
    const yo = await registradaCon(p, 18_000_005, {})
    const pagina = await validarConClave(yo, 18_000_005)
    expect(pagina).toMatchObject({
      url: '/natural/actualizar/alto',
      titulo: 'Su cuenta tiene todos sus datos',
    })
    expect((await yo.abrir('/natural/actualizar/datos')).url).toBe('/natural/actualizar/alto')
  })

  test('with a wrong CS says how many tries remain', async () => {
    const yo = await registradaCon(p, 18_000_006, SIN_PREGUNTA)
    const pagina = await validarConClave(yo, 18_000_006, 'no es esta')
    expect(pagina).toMatchObject({
      estado: 422,
      errores: ['Los datos no coinciden. Revíselos. Le quedan 4 intentos'],
    })
  })
})

describe('an account without e-mail where temporary keys are mailed', () => {
  let p: ProductoDePrueba
  beforeAll(async () => {
    p = await productoDePrueba({ entorno: { NATURAL_TEMPORARY_KEY_DELIVERY: 'mail' } })
  })
  afterAll(() => p.cerrar())

  test('Recuperar stops after the answer, lists the e-mail, sends to Actualizar Datos and brings back', async () => {
    const yo = await registradaCon(p, 18_100_001, { email: null })
    const alto = await responder(yo, 18_100_001)
    expect(alto).toMatchObject({ url: '/natural/recuperar/alto', titulo: 'Faltan datos mínimos' })
    expect(faltanEn(alto)).toEqual(['Email'])
    expect(textoDe(alto)).toContain('¿No recuerda su CS? Llame gratis al 800 80 10 30')
    expect(alto.html).toContain('href="/natural/actualizar/clave?desde=recuperar"')
    const datos = await yo.enviar('/natural/actualizar/clave?desde=recuperar', {
      rut: rutDe(18_100_001),
      claveActual: CLAVE,
    })
    const lista = await yo.enviarDesde(datos, datosDe(18_100_001))
    expect(lista.html).toMatch(/href="\/natural\/recuperar"[^>]*>Seguir con Recuperar CS</)
    expect((await responder(yo, 18_100_001)).titulo).toBe('Enviamos su clave provisoria')
  })

  test('who does not remember the CS either gets a case number for the call centre', async () => {
    const yo = await registradaCon(p, 18_100_002, { email: null })
    const pagina = await yo.presionar(await responder(yo, 18_100_002), '/recuperar/caso')
    expect(textoDe(pagina)).toMatch(/Su número de caso es [A-Z2-9]{8}\. Llame gratis al 800 80 10 30/)
  })
})
