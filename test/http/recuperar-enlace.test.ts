import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mostrarRut } from '../../src/domain/rut.ts'
import { Navegador, textoDe } from '../support/navegador.ts'
import { CLAVE, rutDe } from '../support/personas.ts'
import { type ProductoDePrueba, productoDePrueba } from '../support/producto.ts'
import {
  correosPara,
  cuentaDe,
  emailDe,
  enlacePara,
  pedirEnlace,
  registrada,
  validar,
} from '../support/recorridos.ts'

const NUEVA = 'Qu3ltehue!'
const BOTON = 'Recuperar mi CS'

describe('recuperar with a link by mail', () => {
  let p: ProductoDePrueba
  beforeAll(async () => {
    p = await productoDePrueba()
  })
  afterAll(() => p.cerrar())

  /** An account, and the address of a link that was asked for it. */
  async function conEnlace(numero: number): Promise<string> {
    const yo = await registrada(p, numero)
    expect((await pedirEnlace(yo, numero)).titulo).toBe('Revise su correo')
    return enlacePara(p, emailDe(numero), BOTON)
  }
  const presionar = async (yo: Navegador, url: string) =>
    yo.presionar(await yo.abrir(url), '/enlace/recuperar')

  test('always says the same, and no address, whether or not there is an account', async () => {
    const conCuenta = await pedirEnlace(await registrada(p, 14_000_001), 14_000_001)
    const sinCuenta = await pedirEnlace(new Navegador(p.app), 14_900_001)
    expect(textoDe(sinCuenta)).toContain('Si existe una cuenta, enviamos un enlace a su correo registrado.')
    const rutEscrito = [14_000_001, 14_900_001].map((numero) => mostrarRut(rutDe(numero)))
    expect(textoDe(conCuenta).replace(rutEscrito[0] ?? '', rutEscrito[1] ?? '')).toBe(textoDe(sinCuenta))
    expect(conCuenta.html).not.toContain('correo.test')
  })

  test('its button leads to the new CS, and the old one ends', async () => {
    const url = await conEnlace(14_000_002)
    const yo = new Navegador(p.app)
    const nueva = await presionar(yo, url)
    expect(nueva.url).toBe('/natural/cambiar/nueva')
    const pagina = await yo.enviarDesde(nueva, { claveNueva: NUEVA, repetirClaveNueva: NUEVA })
    expect(pagina.titulo).toBe('Su CS fue cambiada')
    expect((await validar(yo, 14_000_002, CLAVE)).estado).toBe(422)
    expect((await validar(yo, 14_000_002, NUEVA)).url).toBe('/natural/cambiar/nueva')
  })

  test('the token leaves the address at once, and opening does nothing however often', async () => {
    const url = await conEnlace(14_000_003)
    const antes = await cuentaDe(p, 14_000_003)
    const ficha = new URL(url).pathname.split('/').at(-1) ?? ''
    for (let vez = 0; vez < 3; vez++) {
      const respuesta = await new Navegador(p.app).pedir(new URL(url).pathname)
      expect(respuesta.status).toBe(303)
      expect(respuesta.headers.location).toMatch(/^\/enlace\/recuperar\?enlace=[\da-f-]{36}$/)
    }
    const yo = new Navegador(p.app)
    const pagina = await yo.abrir(url)
    expect(pagina.html).not.toContain(ficha)
    expect(await cuentaDe(p, 14_000_003)).toEqual(antes)
    expect((await yo.presionar(pagina, '/enlace/recuperar')).url).toBe('/natural/cambiar/nueva')
  })

  test('is good for 60 minutes', async () => {
    const url = await conEnlace(14_000_004)
    const yo = new Navegador(p.app)
    p.reloj.adelantar({ minutos: 59 })
    const pagina = await yo.abrir(url)
    expect(pagina.titulo).toBe('Cree una nueva CS')
    p.reloj.adelantar({ minutos: 1 })
    expect(await yo.presionar(pagina, '/enlace/recuperar')).toMatchObject({
      estado: 410,
      titulo: 'Este enlace ya no sirve',
    })
    expect((await new Navegador(p.app).abrir(url)).estado).toBe(410)
  })

  test('works once', async () => {
    const url = await conEnlace(14_000_005)
    const [una, otra] = [new Navegador(p.app), new Navegador(p.app)]
    const paginaDeOtra = await otra.abrir(url)
    expect((await presionar(una, url)).url).toBe('/natural/cambiar/nueva')
    expect((await otra.presionar(paginaDeOtra, '/enlace/recuperar')).estado).toBe(410)
  })

  test('only the newest one works', async () => {
    const vieja = await conEnlace(14_000_006)
    await pedirEnlace(new Navegador(p.app), 14_000_006)
    const nueva = await enlacePara(p, emailDe(14_000_006), BOTON)
    expect(nueva).not.toBe(vieja)
    expect((await new Navegador(p.app).abrir(vieja)).estado).toBe(410)
    expect((await presionar(new Navegador(p.app), nueva)).url).toBe('/natural/cambiar/nueva')
  })

  test('over the limit of a mailbox the message is dropped silently, and the last link that left still works', async () => {
    const yo = await registrada(p, 14_000_007)
    const paginas = new Set<string>()
    for (let vez = 0; vez < 7; vez++) paginas.add(textoDe(await pedirEnlace(yo, 14_000_007)))
    expect(paginas.size).toBe(1)
    const enlaces = (await correosPara(p, emailDe(14_000_007))).filter(({ texto }) => texto.includes(BOTON))
    expect(enlaces).toHaveLength(5)
    const url = await enlacePara(p, emailDe(14_000_007), BOTON)
    expect((await presionar(new Navegador(p.app), url)).url).toBe('/natural/cambiar/nueva')
  })

  test('a second click on its button finds where the first one went', async () => {
    const url = await conEnlace(14_000_008)
    const yo = new Navegador(p.app)
    const pagina = await yo.abrir(url)
    const clics = await Promise.all([
      yo.presionar(pagina, '/enlace/recuperar'),
      yo.presionar(pagina, '/enlace/recuperar'),
    ])
    expect(clics.map((clic) => clic.url)).toEqual(['/natural/cambiar/nueva', '/natural/cambiar/nueva'])
    expect((await yo.presionar(pagina, '/enlace/recuperar')).url).toBe('/natural/cambiar/nueva')
  })

  test('is never closed: it works when key and answer are', async () => {
    const yo = await registrada(p, 14_000_009)
    for (let vez = 0; vez < 5; vez++) await validar(yo, 14_000_009, 'no es esta')
    expect((await validar(yo, 14_000_009)).errores[0]).toContain('está cerrada hasta')
    await pedirEnlace(yo, 14_000_009)
    const nueva = await presionar(yo, await enlacePara(p, emailDe(14_000_009), BOTON))
    await yo.enviarDesde(nueva, { claveNueva: NUEVA, repetirClaveNueva: NUEVA })
    expect((await validar(yo, 14_000_009, NUEVA)).url).toBe('/natural/cambiar/nueva')
  })
})
