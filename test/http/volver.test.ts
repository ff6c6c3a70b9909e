import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Navegador, type Pagina } from '../support/navegador.ts'
import { CLAVE, RESPUESTA, registroNatural, rutDe } from '../support/personas.ts'
import { type ProductoDePrueba, productoDePrueba } from '../support/producto.ts'
import {
  cambiar,
  datosDe,
  emailDe,
  enlacePara,
  registrada,
  responder,
  validarDatos,
} from '../support/recorridos.ts'

const DESTINO = 'https://asistencia.test/curso?id=7&x=a b'
const ESCRITO = 'https://asistencia.test/curso?id=7&x=a%20b'
const NUEVA = 'Qu3ltehue!'

/** Where the button “Volver a Asistencia” of a page leads. */
const volverEn = (pagina: Pagina): string | undefined =>
  /href="([^"]+)"[^>]*>Volver a Asistencia</.exec(pagina.html)?.[1]?.replaceAll('&amp;', '&')

describe('?volver=', () => {
  let p: ProductoDePrueba
  beforeAll(async () => {
    p = await productoDePrueba()
  })
  afterAll(() => p.cerrar())

  /** A browser that was sent here by another system. */
  async function enviada(ruta: string, volver = DESTINO): Promise<Navegador> {
    const yo = new Navegador(p.app)
    await yo.abrir(`${ruta}?volver=${encodeURIComponent(volver)}`)
    return yo
  }

  test('is offered on the last page of registrar', async () => {
    const yo = await enviada('/natural/registrar')
    const lista = await yo.enviar('/natural/registrar', registroNatural(20_000_001))
    expect(volverEn(lista)).toBe(ESCRITO)
  })

  test('is offered to who turns out to be registered already', async () => {
    await registrada(p, 20_000_002)
    const yo = await enviada('/natural/registrar')
    const alto = await yo.enviar('/natural/registrar', registroNatural(20_000_002))
    expect(volverEn(alto)).toBe(ESCRITO)
  })

  test('goes through recuperar and cambiar, mistakes included', async () => {
    await registrada(p, 20_000_003)
    const yo = await enviada('/natural/recuperar')
    const mal = await responder(yo, 20_000_003, 'no es esta')
    const lista = await yo.enviarDesde(mal, { respuestaSecreta: RESPUESTA })
    expect(volverEn(lista)).toBe(ESCRITO)
    const clave = /id="clave-provisoria"[^>]*>([^<]+)</.exec(lista.html)?.[1] ?? ''
    expect(volverEn(await cambiar(yo, 20_000_003, clave, NUEVA))).toBe(ESCRITO)
  })

  test('goes through the link by mail when it is opened in the same browser', async () => {
    await registrada(p, 20_000_004)
    const yo = await enviada('/')
    await yo.enviar('/natural/recuperar', { rut: rutDe(20_000_004) })
    expect(volverEn(await yo.enviar('/natural/recuperar/correo', {}))).toBe(ESCRITO)
    const enlace = await enlacePara(p, emailDe(20_000_004), 'Recuperar mi CS')
    const nueva = await yo.presionar(await yo.abrir(enlace), '/enlace/recuperar')
    const lista = await yo.enviarDesde(nueva, { claveNueva: NUEVA, repetirClaveNueva: NUEVA })
    expect(volverEn(lista)).toBe(ESCRITO)
  })

  test('goes through actualizar, and through completing data after a change', async () => {
    await registrada(p, 20_000_005)
    const yo = await enviada('/natural/actualizar')
    const seguridad = await validarDatos(yo, 20_000_005)
    const datos = await yo.enviarDesde(seguridad, { preguntaSecreta: 'p01', respuestaSecreta: RESPUESTA })
    expect(volverEn(await yo.enviarDesde(datos, datosDe(20_000_005)))).toBe(ESCRITO)

    await p.deps.almacen.transaccion(async (uow) => {
      const cuenta = await uow.cuentas.porIdentificador('natural', rutDe(20_000_005))
      if (cuenta) await uow.cuentas.guardar({ ...cuenta, direccion: null })
    })
    const cambiada = await cambiar(yo, 20_000_005, CLAVE, NUEVA)
    const completar = await yo.presionar(cambiada, '/cambiar/completar')
    expect(volverEn(await yo.enviarDesde(completar, datosDe(20_000_005)))).toBe(ESCRITO)
  })

  test('survives a second click, whose session was renewed by the first', async () => {
    const yo = await enviada('/natural/registrar')
    const formulario = await yo.abrir('/natural/registrar')
    await yo.enviarDesde(formulario, registroNatural(20_000_006))
    const otraVez = await yo.enviarDesde(formulario, registroNatural(20_000_006))
    expect(volverEn(otraVez)).toBe(ESCRITO)
  })

  test.each([
    ['javascript:', 'javascript:alert(1)//https://asistencia.test'],
    ['credentials', 'https://yo:clave@asistencia.test/'],
    ['another origin', 'https://asistencia.test.malo.test/'],
    ['another port', 'https://asistencia.test:8443/'],
    ['http', 'http://asistencia.test/'],
    ['2,001 characters', `https://asistencia.test/${'a'.repeat(1977)}`],
    ['a line break', 'https://asistencia.test/\r\nSet-Cookie: a=b'],
    ['a backslash', 'https:\\\\asistencia.test\\'],
    ['no scheme', '//asistencia.test/'],
  ])('is ignored with %s', async (_que, volver) => {
    const yo = await enviada('/natural/recuperar', volver)
    await yo.enviar('/natural/recuperar', { rut: rutDe(20_000_007) })
    const lista = await yo.enviar('/natural/recuperar/correo', {})
    expect(lista.estado).toBe(200)
    expect(lista.html).not.toContain('Volver a Asistencia')
  })

  test('2,000 characters are taken; twice in one address is not', async () => {
    const largo = `https://asistencia.test/${'a'.repeat(1976)}`
    const yo = await enviada('/natural/recuperar', largo)
    await yo.enviar('/natural/recuperar', { rut: rutDe(20_000_008) })
    expect(volverEn(await yo.enviar('/natural/recuperar/correo', {}))).toBe(largo)
    const doble = await new Navegador(p.app).pedir(`/?volver=${ESCRITO}&volver=${ESCRITO}`)
    expect(doble.status).toBe(200)
    expect(doble.headers).not.toHaveProperty('set-cookie')
  })
})

describe('the links of the old system', () => {
  let p: ProductoDePrueba
  beforeAll(async () => {
    p = await productoDePrueba()
  })
  afterAll(() => p.cerrar())

  test.each([
    ['/Account', '/'],
    ['/account/', '/'],
    ['/Account/Registrar', '/natural/registrar'],
    ['/ACCOUNT/RECUPERARCLAVE', '/natural/recuperar'],
    ['/account/cambiarClave', '/natural/cambiar'],
    ['/Account/ActualizarDatos', '/natural/actualizar'],
  ])('%s still works, in any letter case and with any query string', async (antiguo, nuevo) => {
    const yo = new Navegador(p.app)
    const respuesta = await yo.pedir(`${antiguo}?ReturnUrl=%2F%2Fmalo.test&a=b`)
    expect(respuesta.status).toBe(301)
    expect(respuesta.headers.location).toBe(`${nuevo}?ReturnUrl=%2F%2Fmalo.test&a=b`)
    expect((await yo.pedir(antiguo)).headers.location).toBe(nuevo)
  })

  test('they carry ?volver= along', async () => {
    const yo = new Navegador(p.app)
    await yo.abrir(`/Account/RecuperarClave?volver=${encodeURIComponent(DESTINO)}`)
    await yo.enviar('/natural/recuperar', { rut: rutDe(20_100_001) })
    expect(volverEn(await yo.enviar('/natural/recuperar/correo', {}))).toBe(ESCRITO)
  })
})
