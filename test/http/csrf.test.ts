import type { Express } from 'express'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { TEXTOS_RECHAZO } from '../../src/domain/rechazos.ts'
import { ADJUNTO, formularioDe, Navegador, textoDe, valorDe } from '../support/navegador.ts'
import { CLAVE, RESPUESTA, registroMigrante, registroNatural } from '../support/personas.ts'
import { type ProductoDePrueba, productoDePrueba } from '../support/producto.ts'
import { registrada } from '../support/recorridos.ts'

const SIN_COOKIES = { estado: 403, titulo: 'Su navegador no guarda las cookies de este sitio' }

interface Capa {
  route?: { path: string; methods: Record<string, boolean> }
  handle: { stack?: Capa[] }
}

/** Every address that takes posts, found by walking the routers. */
function rutasPost(app: Express): string[] {
  const recorrer = (capas: readonly Capa[]): string[] =>
    capas.flatMap(({ route, handle }) => {
      if (route) return route.methods.post ? [route.path] : []
      return recorrer(handle.stack ?? [])
    })
  return recorrer((app.router as unknown as { stack: Capa[] }).stack)
}

describe('anti-forgery', () => {
  let p: ProductoDePrueba
  beforeAll(async () => {
    p = await productoDePrueba()
  })
  afterAll(() => p.cerrar())

  test('every address that takes posts refuses one without a token of ours', async () => {
    const rutas = rutasPost(p.app)
    expect(rutas.length).toBeGreaterThan(15)
    expect(rutas).toContain('/natural/registrar')
    expect(rutas).toContain('/terminar')
    const yo = new Navegador(p.app)
    await yo.abrir('/natural/registrar')
    for (const ruta of rutas) {
      for (const _csrf of [undefined, '', 'a.b.c', 'nonce']) {
        const respuesta = await yo.crudo(ruta, _csrf === undefined ? {} : { _csrf })
        expect([ruta, respuesta.status]).toEqual([ruta, 403])
      }
    }
  })

  test('a forged token gets a page that says what to do, and nothing is written', async () => {
    const yo = new Navegador(p.app)
    const { accion, todos } = formularioDe(await yo.abrir('/natural/registrar'), registroNatural(23_000_001))
    const [nonce = '', emitida = '', sesion = ''] = String(todos._csrf).split('.')
    const cambiada = sesion.replace(/^./, (letra) => (letra === 'A' ? 'B' : 'A'))
    const falsas = [`${nonce}.${cambiada}.${sesion}`, `x${nonce}.${emitida}.${sesion}`, `${todos._csrf}.x`]
    for (const _csrf of falsas) {
      const pagina = await yo.publicar(accion, { ...todos, _csrf })
      expect(pagina).toMatchObject({ estado: 403, titulo: 'Esta página venció' })
      expect(textoDe(pagina)).toContain('No cambiamos nada en su cuenta.')
    }
  })

  test.each([
    ['Sec-Fetch-Site', 'cross-site', 403],
    ['Sec-Fetch-Site', 'same-site', 403],
    ['Sec-Fetch-Site', 'same-origin', 303],
    ['Sec-Fetch-Site', 'none', 303],
    ['Origin', 'https://malo.test', 403],
    ['Origin', 'null', 303],
    ['Origin', 'no es una URL', 403],
  ])('a genuine token sent with %s: %s is answered %i', async (cabecera, valor, estado) => {
    const yo = new Navegador(p.app)
    const { accion, todos } = formularioDe(await yo.abrir('/natural/recuperar'), { rut: '12.345.678-5' })
    expect((await yo.crudo(accion, todos).set(cabecera, valor)).status).toBe(estado)
  })

  test('a token of another session is taken for an old one of ours: the form comes back, nothing is done', async () => {
    const ajena = formularioDe(await new Navegador(p.app).abrir('/natural/registrar'), {}).todos
    const yo = new Navegador(p.app)
    const { accion, todos } = formularioDe(await yo.abrir('/natural/registrar'), registroNatural(23_000_002))
    const pagina = await yo.publicar(accion, { ...todos, _csrf: ajena._csrf ?? '' })
    expect(pagina.estado).toBe(422)
    expect(pagina.errores[0]).toContain('estuvo abierto mucho tiempo y venció')
  })

  test('a form whose session is over comes back with everything kept, and works when it is sent again', async () => {
    const yo = new Navegador(p.app)
    const formulario = await yo.abrir('/natural/registrar')
    p.reloj.adelantar({ horas: 3 })
    const enviado = registroNatural(23_000_003)
    const pagina = await yo.enviarDesde(formulario, enviado)
    expect(pagina).toMatchObject({ estado: 422, titulo: 'REGISTRAR PERSONA NATURAL' })
    expect(pagina.errores).toHaveLength(1)
    for (const nombre of ['rut', 'nombres', 'direccion', 'email'])
      expect(valorDe(pagina, nombre)).toBe(enviado[nombre])
    expect(valorDe(pagina, 'clave')).toBe('')
    const secretos = { clave: CLAVE, repetirClave: CLAVE, respuestaSecreta: RESPUESTA }
    const conservado = { region: '13', comuna: '13101', preguntaSecreta: 'p01', sinCelular: 'si' }
    const visible = Object.fromEntries(Object.keys(enviado).map((n) => [n, valorDe(pagina, n) ?? '']))
    const otraVez = await yo.enviarDesde(pagina, { ...visible, ...conservado, ...secretos })
    expect(otraVez.titulo).toBe('Su cuenta fue creada')
  })

  test('a form from a browser inside another application, which hides its origin, loses nothing', async () => {
    const yo = new Navegador(p.app, { Origin: 'null', 'Sec-Fetch-Site': 'cross-site' })
    expect((await yo.enviar('/natural/registrar', registroNatural(23_000_006))).titulo).toBe(
      'Su cuenta fue creada',
    )
    const conArchivo = await yo.enviar('/migrante/registrar', registroMigrante(23_000_007))
    expect(conArchivo.titulo).toBe('Su cuenta fue creada')
  })

  test('a hidden origin is believed with the token of its own session alone', async () => {
    const ajena = formularioDe(await new Navegador(p.app).abrir('/natural/registrar'), {}).todos
    const yo = new Navegador(p.app)
    const { accion, todos } = formularioDe(await yo.abrir('/natural/registrar'), registroNatural(23_000_008))
    const oculta = { ...todos, _csrf: ajena._csrf ?? '' }
    expect((await yo.crudo(accion, oculta).set('Origin', 'null')).status).toBe(403)
    expect((await new Navegador(p.app).crudo(accion, todos).set('Origin', 'null')).status).toBe(403)
  })

  test('a browser that keeps no cookies is told so with everything kept, and the second time how to allow them', async () => {
    const { accion, todos } = formularioDe(
      await new Navegador(p.app).abrir('/natural/registrar'),
      registroNatural(23_000_004),
    )
    const pagina = await new Navegador(p.app).publicar(accion, todos)
    expect(pagina.estado).toBe(422)
    expect(pagina.errores).toEqual([TEXTOS_RECHAZO.sin_cookies])
    expect(pagina.errores[0]).toContain('800 80 10 30')
    expect(valorDe(pagina, 'nombres')).toBe('María Jesús')

    const otraVez = formularioDe(pagina, registroNatural(23_000_004))
    const segunda = await new Navegador(p.app).publicar(otraVez.accion, otraVez.todos)
    expect(segunda).toMatchObject(SIN_COOKIES)
    expect(textoDe(segunda)).toContain('Abrir en el navegador')
    expect(segunda.html).toContain('href="tel:800801030"')
    expect(segunda.html).not.toContain(TEXTOS_RECHAZO.sin_cookies)
    // Who allowed them meanwhile goes on.
    const yo = new Navegador(p.app)
    const vuelta = await yo.publicar('/natural/registrar', todos)
    expect((await yo.enviarDesde(vuelta, registroNatural(23_000_004))).titulo).toBe('Su cuenta fue creada')
  })

  test('so is one that sends a file, a later step or the button of a link', async () => {
    const migrante = formularioDe(await new Navegador(p.app).abrir('/migrante/registrar'), {})
    const conArchivo = await new Navegador(p.app).enPartes(migrante.accion, migrante.todos, [ADJUNTO])
    expect([conArchivo.status, conArchivo.text]).toEqual([403, expect.stringContaining(SIN_COOKIES.titulo)])
    const { todos } = formularioDe(await new Navegador(p.app).abrir('/natural/recuperar'), {})
    for (const url of ['/natural/recuperar/pregunta', '/enlace/recuperar'])
      expect(await new Navegador(p.app).publicar(url, todos)).toMatchObject(SIN_COOKIES)
  })

  test('a button of a page whose session is over does nothing and says so', async () => {
    const yo = await registrada(p, 23_000_005)
    const alto = await yo.enviar('/natural/registrar', registroNatural(23_000_005))
    p.reloj.adelantar({ horas: 2 })
    expect(await yo.presionar(alto, '/registrar/caso')).toMatchObject({
      estado: 403,
      titulo: 'Esta página venció',
    })
  })
})
