import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Cuenta } from '../../src/domain/cuenta.ts'
import { PREGUNTAS } from '../../src/domain/respuesta-secreta.ts'
import { Navegador, type Pagina } from '../support/navegador.ts'
import { rutDe } from '../support/personas.ts'
import { type ProductoDePrueba, productoDePrueba } from '../support/producto.ts'
import {
  claveEn,
  pedirEnlace,
  pedirProvisoria,
  registradaCon,
  responder,
  validar,
  validarDatos,
} from '../support/recorridos.ts'

const CUENTAS: [string, Partial<Cuenta>][] = [
  ['active', {}],
  ['frozen', { estado: 'congelada' }],
  ['closed', { estado: 'cerrada' }],
  ['without question', { preguntaSecreta: null, respuestaHash: null }],
  ['without e-mail', { email: null }],
  ['with a mobile', { celular: '933000005' }],
  ['with a mobile only', { email: null, celular: '933000006' }],
  ['without birth date', { fechaNacimiento: null }],
  ['without CS', { claveHash: null }],
]
const SENUELO = 33_000_099

/** What a stranger sees: status, headers, names of cookies and the page, without what is new each time. */
function visible({ estado, url, html, cabeceras }: Pagina) {
  const { 'x-request-id': _id, date: _date, etag: _etag, 'content-length': _largo, ...resto } = cabeceras
  const sinNonces = JSON.stringify(resto)
    .replace(/nonce-[^']+/g, 'nonce')
    .replace(/clave=[^;]+/g, 'clave=')
  const preguntas = PREGUNTAS.reduce((texto, pregunta) => texto.replaceAll(pregunta.texto, 'PREGUNTA'), html)
  const pagina = preguntas
    .replace(/(type="hidden"[^>]* value|nonce)="[^"]*"/g, '$1')
    .replace(/visita-[\w-]+/g, 'VISITA')
    .replace(/\/captcha\/[^"]+/g, 'CAPTCHA')
    .replace(/\?solicitud=[\da-f-]+/g, '')
    .replace(/33\.?000\.?0\d\d-[\dK]/g, 'RUT')
  return { estado, url, cabeceras: sinNonces, pagina }
}

describe('before anything was proven', () => {
  let p: ProductoDePrueba
  beforeAll(async () => {
    p = await productoDePrueba()
    for (const [n, [, cambios]] of CUENTAS.entries()) await registradaCon(p, 33_000_001 + n, cambios)
  })
  afterAll(() => p.cerrar())

  const FLUJOS: [string, (yo: Navegador, numero: number) => Promise<Pagina>][] = [
    ['the question of recuperar', (yo, numero) => yo.enviar('/natural/recuperar', { rut: rutDe(numero) })],
    ['a wrong answer', (yo, numero) => responder(yo, numero, 'no es esta')],
    ['the link by mail', (yo, numero) => pedirEnlace(yo, numero)],
    ['a wrong key', (yo, numero) => validar(yo, numero, 'no es esta')],
    ['a wrong temporary key', (yo, numero) => validar(yo, numero, 'ABCDEFGHJK')],
    [
      'wrong data in actualizar',
      (yo, numero) => validarDatos(yo, numero, { emailRegistrado: 'x@correo.test' }),
    ],
    [
      'a wrong key in actualizar',
      (yo, numero) => yo.enviar('/natural/actualizar/clave', { rut: rutDe(numero), claveActual: 'mala' }),
    ],
  ]

  /** A flow as a stranger sees it, and the hashes that it took. */
  async function vista(flujo: (yo: Navegador, numero: number) => Promise<Pagina>, numero: number) {
    const antes = p.composicion.estadoHasher().hechos
    const pagina = visible(await flujo(new Navegador(p.app), numero))
    return { ...pagina, hashes: p.composicion.estadoHasher().hechos - antes }
  }

  test.each(FLUJOS)(
    '%s is the same for every account as without one, and takes the same hashes',
    async (_que, flujo) => {
      const senuelo = await vista(flujo, SENUELO)
      for (const n of CUENTAS.keys()) expect(await vista(flujo, 33_000_001 + n)).toEqual(senuelo)
    },
  )

  test('and so is closing it after five misses', async () => {
    const cerrar = async (yo: Navegador, numero: number) => {
      let pagina = await validar(yo, numero, 'no es esta')
      while (!pagina.errores[0]?.includes('está cerrada hasta')) pagina = await validar(yo, numero, 'ni esta')
      return pagina
    }
    const senuelo = await vista(cerrar, SENUELO)
    for (const n of CUENTAS.keys()) expect(await vista(cerrar, 33_000_001 + n)).toEqual(senuelo)
  })

  test('a live temporary key does not show in what a wrong one gets', async () => {
    await registradaCon(p, 33_000_020, {})
    expect(await pedirProvisoria(new Navegador(p.app), 33_000_020)).not.toBe('')
    const mala = (yo: Navegador, numero: number) => validar(yo, numero, 'ABCDEFGHJK')
    expect(await vista(mala, 33_000_020)).toEqual(await vista(mala, 33_000_021))
  })

  test('only the proof tells what an account is', async () => {
    await registradaCon(p, 33_000_030, { estado: 'cerrada' })
    const pagina = await responder(new Navegador(p.app), 33_000_030)
    expect(pagina).toMatchObject({ url: '/natural/recuperar/alto', titulo: 'Esta cuenta está cerrada' })
    expect(claveEn(pagina)).toBe('')
  })
})
