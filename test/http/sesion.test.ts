import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Campos, formularioDe, Navegador, type Pagina } from '../support/navegador.ts'
import { RESPUESTA, rutDe } from '../support/personas.ts'
import { type ProductoDePrueba, productoDePrueba } from '../support/producto.ts'
import { claveEn, cuentaDe, datosDe, emailDe, registrada } from '../support/recorridos.ts'

const galleta = (cabeceras: Record<string, unknown>): string =>
  /clave=([^;]+)/.exec(String(cabeceras['set-cookie'] ?? ''))?.[0] ?? ''

/** Sends the form of a page. @returns the cookie that came with the answer, and the page that it leads to. */
async function paso(yo: Navegador, pagina: Pagina, campos: Campos) {
  const { accion, todos } = formularioDe(pagina, campos)
  const respuesta = await yo.crudo(accion, todos)
  return { accion, todos, cookie: galleta(respuesta.headers), pagina: await yo.seguir(respuesta, accion) }
}

describe('the session', () => {
  let p: ProductoDePrueba
  beforeAll(async () => {
    p = await productoDePrueba()
  })
  afterAll(() => p.cerrar())

  /** Somebody who knows a session id from before a proof. */
  const con = (cookie: string) => new Navegador(p.app, { Cookie: cookie })

  test('its id is new after each proof, and the former one reaches nothing', async () => {
    await registrada(p, 13_000_001)
    const yo = new Navegador(p.app)
    const inicio = await yo.abrir('/natural/recuperar')
    const pregunta = await paso(yo, inicio, { rut: rutDe(13_000_001) })
    const lista = await paso(yo, pregunta.pagina, { respuestaSecreta: RESPUESTA })
    const viejas = [galleta(inicio.cabeceras), pregunta.cookie]
    expect(new Set([...viejas, lista.cookie, '']).size).toBe(4)
    const clave = claveEn(lista.pagina)
    expect(clave).not.toBe('')
    for (const vieja of viejas) {
      expect((await con(vieja).abrir('/natural/recuperar/listo')).html).not.toContain(clave)
    }
    const otra = { ...lista.todos, respuestaSecreta: 'xyz' }
    expect((await con(pregunta.cookie).publicar(lista.accion, otra)).html).not.toContain(clave)
  })

  test('an id from before the proof does not update the account that was proven afterwards', async () => {
    const yo = await registrada(p, 13_000_002)
    const datos = {
      rut: rutDe(13_000_002),
      fechaNacimiento: '03-10-1994',
      emailRegistrado: emailDe(13_000_002),
    }
    const seguridad = await paso(yo, await yo.abrir('/natural/actualizar'), datos)
    const respuesta = { preguntaSecreta: 'p01', respuestaSecreta: RESPUESTA }
    const tercero = await paso(yo, seguridad.pagina, respuesta)
    expect(tercero.pagina.url).toBe('/natural/actualizar/datos')
    const { accion, todos } = formularioDe(tercero.pagina, datosDe(13_000_002, { direccion: 'Otra 1' }))
    const pagina = await con(seguridad.cookie).publicar(accion, todos)
    expect(pagina.url).toBe('/natural/actualizar')
    expect((await cuentaDe(p, 13_000_002)).direccion).toBe('Pasaje Los Aromos')
  })

  test('there is none on pages without a form', async () => {
    for (const url of [
      '/',
      '/mas-informacion',
      '/privacidad',
      '/accesibilidad',
      '/no-existe',
      '/enlace/vencido',
    ]) {
      expect((await new Navegador(p.app).pedir(url)).headers).not.toHaveProperty('set-cookie')
    }
  })

  test('“Terminar” ends the requests of all tabs and clears the browser’s copies; a second click does no harm', async () => {
    const yo = await registrada(p, 13_000_003)
    const pregunta = await yo.enviar('/natural/recuperar', { rut: rutDe(13_000_003) })
    const { _csrf = '' } = formularioDe(pregunta, {}).todos
    const fin = await yo.crudo('/terminar', { _csrf })
    expect(fin.status).toBe(303)
    expect(fin.headers.location).toBe('/')
    expect(fin.headers['clear-site-data']).toBe('"cache", "storage"')
    expect((await yo.abrir('/natural/recuperar/pregunta')).url).toBe('/natural/recuperar')
    expect((await yo.crudo('/terminar', { _csrf })).status).toBe(303)
  })

  test('it ends after an hour without use', async () => {
    const yo = new Navegador(p.app)
    const primera = await yo.pedir('/natural/registrar')
    p.reloj.adelantar({ minutos: 59 })
    expect((await yo.pedir('/natural/registrar')).headers).not.toHaveProperty('set-cookie')
    p.reloj.adelantar({ minutos: 60 })
    const nueva = await yo.pedir('/natural/registrar')
    expect(galleta(nueva.headers)).not.toBe('')
    expect(galleta(nueva.headers)).not.toBe(galleta(primera.headers))
  })
})
