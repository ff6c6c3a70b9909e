import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { escuchar, type Pedir } from '../support/crudo.ts'
import { Navegador } from '../support/navegador.ts'
import { type ProductoDePrueba, productoDePrueba } from '../support/producto.ts'
import { claveEn, registrada, responder } from '../support/recorridos.ts'

const KB = 1024
const PAGINAS_NATURAL = [
  '/natural/registrar',
  '/natural/recuperar',
  '/natural/cambiar',
  '/natural/actualizar',
]

let p: ProductoDePrueba
let pedir: Pedir
let cerrar: () => Promise<void>
beforeAll(async () => {
  p = await productoDePrueba()
  const escucha = await escuchar(p.app)
  pedir = escucha.pedir
  cerrar = escucha.cerrar
})
afterAll(async () => {
  await cerrar()
  await p.cerrar()
})

/** Bytes of a page and of every style sheet that it waits for, as a browser gets them on its first visit. */
async function primeraVisita(ruta: string, codificaciones: string): Promise<number> {
  const cabeceras = { 'accept-encoding': codificaciones }
  const pagina = await pedir(ruta, cabeceras)
  expect(pagina.estado).toBe(200)
  const html = gunzipSync(pagina.cuerpo).toString()
  const hojas = [...html.matchAll(/<link rel="stylesheet" href="([^"]+)"/g)].map(([, url = '']) => url)
  expect(hojas.length).toBeGreaterThan(0)
  const respuestas = await Promise.all(hojas.map((url) => pedir(url, cabeceras)))
  return respuestas.reduce((suma, { cuerpo }) => suma + cuerpo.length, pagina.cuerpo.length)
}

describe('bytes of a first visit, HTML and style sheets', () => {
  test.each(['/', ...PAGINAS_NATURAL])('%s: at most 14 KB, with brotli or without', async (ruta) => {
    expect(await primeraVisita(ruta, 'gzip, deflate, br')).toBeLessThanOrEqual(14 * KB)
    expect(await primeraVisita(ruta, 'gzip')).toBeLessThanOrEqual(14 * KB)
  })

  test('the longest form, of a migrant, with all comunas and countries: at most 18 KB', async () => {
    expect(await primeraVisita('/migrante/registrar', 'gzip, deflate, br')).toBeLessThanOrEqual(18 * KB)
    expect(await primeraVisita('/migrante/registrar', 'gzip')).toBeLessThanOrEqual(18 * KB)
  })

  test('fonts that are fetched before they are asked for weigh at most 34 KB together', async () => {
    const { cuerpo } = await pedir('/')
    const fuentes = [...cuerpo.toString().matchAll(/rel="preload" as="font"[^>]* href="([^"]+)"/g)]
    const respuestas = await Promise.all(fuentes.map(([, url = '']) => pedir(url)))
    expect(respuestas.map(({ estado }) => estado)).toEqual([200, 200])
    expect(respuestas.reduce((suma, { cuerpo }) => suma + cuerpo.length, 0)).toBeLessThanOrEqual(34 * KB)
  })
})

describe('files that never change', () => {
  test('come compressed as the browser can read them, all of them the same text', async () => {
    const { cuerpo } = await pedir('/')
    const hoja = /href="(\/recursos\/[^"]+\.css)"/.exec(cuerpo.toString())?.[1] ?? ''
    const llana = await pedir(hoja)
    const br = await pedir(hoja, { 'accept-encoding': 'gzip, br' })
    const gzip = await pedir(hoja, { 'accept-encoding': 'gzip, br;q=0' })
    expect([llana, gzip, br].map(({ cabeceras }) => cabeceras['content-encoding'])).toEqual([
      undefined,
      'gzip',
      'br',
    ])
    expect(gunzipSync(gzip.cuerpo).equals(llana.cuerpo)).toBe(true)
    expect(brotliDecompressSync(br.cuerpo).equals(llana.cuerpo)).toBe(true)
    for (const { cabeceras } of [llana, gzip, br]) {
      expect(cabeceras).toMatchObject({
        'cache-control': 'public, max-age=31536000, immutable',
        'content-type': 'text/css; charset=utf-8',
        vary: 'Accept-Encoding',
      })
    }
  })

  test('every font, picture and sheet that a style sheet names exists', async () => {
    const { cuerpo } = await pedir('/')
    const hoja = /href="(\/recursos\/[^"]+\.css)"/.exec(cuerpo.toString())?.[1] ?? ''
    const css = (await pedir(hoja)).cuerpo.toString()
    const nombrados = [...css.matchAll(/url\("([^"]+)"\)/g)].map(([, url = '']) => url)
    expect(nombrados.length).toBeGreaterThan(4)
    for (const url of nombrados) {
      expect((await pedir(new URL(url, `http://x${hoja}`).pathname)).estado, url).toBe(200)
    }
  })
})

describe('pages', () => {
  const codificacion = async (cabeceras: Record<string, string>, ruta = '/natural/recuperar') =>
    (await pedir(ruta, { 'accept-encoding': 'gzip', ...cabeceras })).cabeceras['content-encoding']

  test('are compressed on a first visit and from our own pages', async () => {
    const sesion = { cookie: 'clave=x', host: 'clave.test' }
    expect(await codificacion({})).toBe('gzip')
    expect(await codificacion({ ...sesion, 'sec-fetch-site': 'same-origin' })).toBe('gzip')
    expect(await codificacion({ ...sesion, 'sec-fetch-site': 'none' })).toBe('gzip')
    expect(await codificacion({ ...sesion, referer: 'https://clave.test/' })).toBe('gzip')
  })

  test('that another site opens with the session of a person have the length that they have', async () => {
    const sesion = { cookie: 'clave=x', host: 'clave.test' }
    expect(await codificacion({ ...sesion, 'sec-fetch-site': 'cross-site' })).toBeUndefined()
    expect(await codificacion({ ...sesion, 'sec-fetch-site': 'same-site' })).toBeUndefined()
    expect(await codificacion({ ...sesion, referer: 'https://otro.test/' })).toBeUndefined()
    expect(await codificacion({ ...sesion, referer: 'no es una URL' })).toBeUndefined()
    expect(await codificacion(sesion)).toBeUndefined()
  })

  test('are left as they are for who does not take gzip, and where they are short', async () => {
    expect(await codificacion({ 'accept-encoding': 'identity' })).toBeUndefined()
    expect(await codificacion({ 'accept-encoding': 'gzip;q=0, *;q=0' })).toBeUndefined()
    expect(await codificacion({}, '/healthz')).toBeUndefined()
  })

  test('tell caches that they differ by encoding', async () => {
    const { cabeceras } = await pedir('/')
    expect(String(cabeceras.vary)).toContain('Accept-Encoding')
  })

  test('with a temporary key are never compressed, by us or by what is in between', async () => {
    const yo = new Navegador(p.app, { 'Sec-Fetch-Site': 'same-origin' })
    await registrada(p, 21_000_001)
    const pagina = await responder(yo, 21_000_001)
    const { cabeceras } = pagina
    expect(claveEn(pagina)).toHaveLength(10)
    expect(cabeceras['cache-control']).toBe('no-store, no-transform')
    expect(cabeceras['content-encoding']).toBeUndefined()
  })

  test('carry an anti-forgery token that is another each time', async () => {
    const yo = new Navegador(p.app)
    const fichas = new Set<string>()
    for (let vez = 0; vez < 3; vez++) {
      const { html } = await yo.abrir('/natural/recuperar')
      for (const trozo of (/name="_csrf" value="([^"]+)"/.exec(html)?.[1] ?? '').split('.')) fichas.add(trozo)
    }
    expect(fichas.size).toBe(9)
  })
})
