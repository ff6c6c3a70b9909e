import { crc32, inflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { Saturado } from '../../src/application/ports.ts'
import { azarDelSistema } from '../../src/security/azar.ts'
import { crearCaptcha } from '../../src/security/captcha/captcha.ts'
import { ALFABETO } from '../../src/security/captcha/letras.ts'
import { crearCifrador } from '../../src/security/cifrador.ts'
import { llave } from './claves-de-prueba.ts'

const cifrador = crearCifrador([llave('c1')])
let ahora = Date.parse('2026-03-01T12:00:00Z')
const reloj = { ahora: () => new Date(ahora), dormir: async () => {} }
/** Draws the same letters each time. */
const conTexto = (texto: string) => ({
  ...azarDelSistema,
  texto: (alfabeto: string, largo: number) =>
    alfabeto === ALFABETO ? texto : azarDelSistema.texto(alfabeto, largo),
})

const captcha = crearCaptcha({ cifrador, reloj, azar: conTexto('MSTZ') })
const comprobar = (ficha: string, respuesta: string, formulario = 'registrar', sello = 'sesion-1') =>
  captcha.comprobar(ficha, formulario, sello, respuesta)

test.each(['MSTZ', 'mstz', ' Ms tZ ', 'm s\tt\u00a0z'])(
  'the letters are right in any case and with any blanks: %j',
  (respuesta) => {
    expect(comprobar(captcha.emitir('registrar', 'sesion-1'), respuesta).estado).toBe('correcta')
  },
)

test.each(['', 'MST', 'MSTZM', 'MSTY', 'ztsm'])('anything else is wrong: %j', (respuesta) => {
  expect(comprobar(captcha.emitir('registrar', 'sesion-1'), respuesta).estado).toBe('distinta')
})

test('a challenge has one id, however often it is judged, and no other has it', () => {
  const ficha = captcha.emitir('registrar', 'sesion-1')
  const { id } = comprobar(ficha, 'MSTZ')
  expect(id).toMatch(/^[0-9a-f-]{36}$/)
  expect(comprobar(ficha, 'otra').id).toBe(id)
  expect(comprobar(captcha.emitir('registrar', 'sesion-1'), 'MSTZ').id).not.toBe(id)
})

test('a challenge serves one form of one session', () => {
  const ficha = captcha.emitir('registrar', 'sesion-1')
  expect(comprobar(ficha, 'MSTZ', 'recuperar').estado).toBe('vencida')
  expect(comprobar(ficha, 'MSTZ', 'registrar', 'sesion-2').estado).toBe('vencida')
})

test('a challenge lasts 10 minutes', async () => {
  const ficha = captcha.emitir('registrar', 'sesion-1')
  ahora += 10 * 60_000 - 1
  expect(comprobar(ficha, 'MSTZ').estado).toBe('correcta')
  expect(await captcha.imagen(ficha)).toBeDefined()
  expect(await captcha.sonido(ficha)).toBeDefined()
  ahora += 1
  expect(comprobar(ficha, 'MSTZ')).toEqual({ estado: 'vencida', id: expect.any(String) })
  expect(await captcha.imagen(ficha)).toBeUndefined()
  expect(await captcha.sonido(ficha)).toBeUndefined()
})

test.each([
  ['nothing', ''],
  ['rubbish', 'x.y.z'],
  ['a token of another key', crearCifrador([llave('c2')]).cifrar('{}', 'captcha')],
  ['an encrypted text of another use', cifrador.cifrar('{}', 'aviso')],
  ['a token with a letter more', `${captcha.emitir('registrar', 'sesion-1')}A`],
])('%s is no challenge and has no picture', async (_, ficha) => {
  expect(comprobar(ficha, 'MSTZ')).toEqual({ estado: 'vencida', id: null })
  expect(await captcha.imagen(ficha)).toBeUndefined()
})

test('a token fits in a URL as it is and does not show the letters', () => {
  const ficha = captcha.emitir('registrar', 'sesion-1')
  expect(ficha).toMatch(/^[\w.-]+$/)
  expect(ficha).not.toContain('MSTZ')
  expect(Buffer.from(ficha.split('.').at(-1) ?? '', 'base64url').toString('latin1')).not.toContain('MSTZ')
})

test('challenges have four letters of the alphabet, and differ', () => {
  const emitidos: string[] = []
  const azar = {
    ...azarDelSistema,
    texto: (alfabeto: string, largo: number) => {
      const texto = azarDelSistema.texto(alfabeto, largo)
      if (alfabeto === ALFABETO) emitidos.push(texto)
      return texto
    },
  }
  const otro = crearCaptcha({ cifrador, reloj, azar })
  for (let i = 0; i < 200; i++) otro.emitir('registrar', 'sesion-1')
  expect(new Set(emitidos).size).toBeGreaterThan(190)
  expect(new Set(emitidos.map(({ length }) => length))).toEqual(new Set([4]))
  expect(new Set(emitidos.join(''))).toEqual(new Set(ALFABETO))
})

test('a fixed answer is the right one for every challenge', () => {
  const fijo = crearCaptcha({ cifrador, reloj, azar: conTexto('MSTZ'), respuestaFija: 'Prueba1' })
  const ficha = fijo.emitir('registrar', 'sesion-1')
  expect(fijo.comprobar(ficha, 'registrar', 'sesion-1', 'PRUEBA1').estado).toBe('correcta')
  expect(fijo.comprobar(ficha, 'registrar', 'sesion-1', 'MSTZ').estado).toBe('distinta')
})

test('the picture of a challenge is always the same, and two challenges of the same letters differ', async () => {
  const ficha = captcha.emitir('registrar', 'sesion-1')
  const foto = await captcha.imagen(ficha)
  expect(await crearCaptcha({ cifrador, reloj, azar: azarDelSistema }).imagen(ficha)).toEqual(foto)
  expect(await captcha.imagen(captcha.emitir('registrar', 'sesion-1'))).not.toEqual(foto)
})

test('those who ask for the same picture share one, while it is drawn and afterwards', async () => {
  const ficha = captcha.emitir('registrar', 'sesion-1')
  const [una, otra] = await Promise.all([captcha.imagen(ficha), captcha.imagen(ficha)])
  expect(otra).toBe(una)
  expect(await captcha.imagen(ficha)).toBe(una)
})

test('a picture that was not asked for lately is drawn again: so many are kept, and no more', async () => {
  const otro = crearCaptcha({ cifrador, reloj, azar: azarDelSistema, guardadas: 2 })
  const [primera = '', segunda = '', tercera = ''] = [1, 2, 3].map(() => otro.emitir('registrar', 'sesion-1'))
  const [foto, otraFoto] = [await otro.imagen(primera), await otro.imagen(segunda)]
  expect(await otro.imagen(primera)).toBe(foto)
  await otro.imagen(tercera)
  expect(await otro.imagen(primera)).toBe(foto)
  expect(await otro.imagen(segunda)).not.toBe(otraFoto)
})

test('of a rush for pictures some are drawn and the rest turned away at once, and then they are drawn again', async () => {
  const otro = crearCaptcha({ cifrador, reloj, azar: azarDelSistema, enEspera: 3 })
  const pedir = () => otro.imagen(otro.emitir('registrar', 'sesion-1'))
  const pedidas = await Promise.allSettled(Array.from({ length: 9 }, pedir))
  const negadas = pedidas.flatMap((pedida) => (pedida.status === 'rejected' ? [pedida.reason] : []))
  expect(negadas).toHaveLength(4)
  expect(negadas.every((razon) => razon instanceof Saturado && razon.segundos === 5)).toBe(true)
  expect(await pedir()).toBeDefined()
})

test('the picture is a small PNG of nothing but pixels, 460 by 140', async () => {
  for (let i = 0; i < 10; i++) {
    const foto = (await captcha.imagen(captcha.emitir('registrar', 'sesion-1'))) ?? Buffer.alloc(0)
    expect(trozosDe(foto).map(({ tipo }) => tipo)).toEqual(['IHDR', 'PLTE', 'IDAT', 'IEND'])
    expect(foto.readUInt32BE(16)).toBe(460)
    expect(foto.readUInt32BE(20)).toBe(140)
    expect(pixelesDe(foto)).toHaveLength(140)
    expect(foto.length).toBeLessThan(5000)
    expect(foto.includes('MSTZ')).toBe(false)
  }
})

test.each(['WWWW', 'MMMM', 'YYYY', 'HWKY', 'TZLJ', 'CFSM'])(
  'the letters of %s stand apart',
  async (texto) => {
    const otro = crearCaptcha({ cifrador, reloj, azar: conTexto(texto) })
    for (let i = 0; i < 20; i++) {
      const filas = pixelesDe((await otro.imagen(otro.emitir('una', 'sello'))) ?? Buffer.alloc(0))
      const conTinta = Array.from({ length: 460 }, (_, x) => filas.some((fila) => (fila[x] ?? 0) > LINEA))
      const comienzos = conTinta.filter((tinta, x) => tinta && !conTinta[x - 1])
      expect(comienzos).toHaveLength(4)
      expect(conTinta[0] || conTinta[459]).toBe(false)
    }
  },
)

test('one line goes through the picture, under the letters and much lighter than they are', async () => {
  for (let i = 0; i < 10; i++) {
    const filas = pixelesDe((await captcha.imagen(captcha.emitir('una', 'sello'))) ?? Buffer.alloc(0))
    // Before the first letter there is nothing but the line: three pixels and what is smoothed at its edges.
    for (const x of [1, 4, 7]) {
      const columna = filas.map((fila) => fila[x] ?? 0).filter((tono) => tono > 0)
      expect(columna.length).toBeGreaterThanOrEqual(3)
      expect(columna.length).toBeLessThanOrEqual(8)
      expect(Math.max(...columna)).toBeLessThanOrEqual(LINEA)
    }
    expect(Math.max(...filas.flat())).toBe(15)
  }
})

/** The shade of the line, of 15. */
const LINEA = 8

/** The shades of a picture, row by row, from 0 (paper) to 15 (ink). */
function pixelesDe(png: Buffer): number[][] {
  const filas = inflateSync(trozosDe(png)[2]?.datos ?? Buffer.alloc(0))
  return Array.from({ length: filas.length / 231 }, (_, y) =>
    [...filas.subarray(y * 231 + 1, (y + 1) * 231)].flatMap((byte) => [byte >> 4, byte & 15]),
  )
}

/** The chunks of a PNG file, their checksums verified. */
function trozosDe(png: Buffer): { tipo: string; datos: Buffer }[] {
  expect(png.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n')
  const trozos: { tipo: string; datos: Buffer }[] = []
  for (let i = 8; i < png.length; ) {
    const largo = png.readUInt32BE(i)
    expect(png.readUInt32BE(i + 8 + largo)).toBe(crc32(png.subarray(i + 4, i + 8 + largo)))
    trozos.push({ tipo: png.toString('latin1', i + 4, i + 8), datos: png.subarray(i + 8, i + 8 + largo) })
    i += 12 + largo
  }
  return trozos
}
