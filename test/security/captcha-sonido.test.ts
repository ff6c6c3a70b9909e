import { setImmediate } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { Saturado } from '../../src/application/ports.ts'
import { azarDelSistema } from '../../src/security/azar.ts'
import { sembrar } from '../../src/security/captcha/azar-sembrado.ts'
import { crearCaptcha } from '../../src/security/captcha/captcha.ts'
import { clipDe } from '../../src/security/captcha/clips.ts'
import { FRASES, VOCES } from '../../src/security/captcha/frases.ts'
import { ALFABETO } from '../../src/security/captcha/letras.ts'
import { crearLocutor } from '../../src/security/captcha/locutor.ts'
import { mezclar, unir } from '../../src/security/captcha/mezcla.ts'
import { fuerza } from '../../src/security/captcha/onda.ts'
import { enWav } from '../../src/security/captcha/wav.ts'
import { crearCifrador } from '../../src/security/cifrador.ts'
import { llave } from './claves-de-prueba.ts'

const cifrador = crearCifrador([llave('c1')])
const reloj = { ahora: () => new Date('2026-03-01T12:00:00Z'), dormir: async () => {} }
/** Draws the same letters each time. */
const azar = {
  ...azarDelSistema,
  texto: (alfabeto: string, largo: number) =>
    alfabeto === ALFABETO ? 'AbMRe' : azarDelSistema.texto(alfabeto, largo),
}
const nuevo = (opciones: { enEspera?: number; sonidosGuardados?: number } = {}) =>
  crearCaptcha({ cifrador, reloj, azar, ...opciones })
const captcha = nuevo()
const emitir = () => captcha.emitir('registrar', 'sesion-1')

describe('the recordings', () => {
  test('are of every letter that a challenge may have, in every voice', () => {
    expect(new Set(Object.keys(FRASES))).toEqual(new Set(ALFABETO.toUpperCase()))
    for (const letra of ALFABETO) {
      for (const voz of VOCES.keys()) {
        const clip = clipDe(letra, voz)
        expect(clip.length / 8000).toBeGreaterThan(0.4)
        expect(clip.length / 8000).toBeLessThan(1.3)
        expect(fuerza(clip)).toBeCloseTo(1, 3)
      }
    }
  })

  test('are of no other letter', () => {
    expect(() => clipDe('X', 0)).toThrow('a letter without recordings')
  })
})

describe('the sound of a challenge', () => {
  test('is always the same, and two challenges of the same letters differ', async () => {
    const ficha = emitir()
    const sonido = await captcha.sonido(ficha)
    expect(await nuevo().sonido(ficha)).toEqual(sonido)
    expect(await captcha.sonido(emitir())).not.toEqual(sonido)
  })

  test('is a WAV file of one channel and eight bits that says its length, and nothing else', async () => {
    const wav = (await captcha.sonido(emitir())) ?? Buffer.alloc(0)
    expect(wav.toString('latin1', 0, 4)).toBe('RIFF')
    expect(wav.readUInt32LE(4)).toBe(wav.length - 8)
    expect(wav.toString('latin1', 8, 16)).toBe('WAVEfmt ')
    const [formato, canales, ritmo, bytes, bloque, bits] = [
      wav.readUInt16LE(20),
      wav.readUInt16LE(22),
      wav.readUInt32LE(24),
      wav.readUInt32LE(28),
      wav.readUInt16LE(32),
      wav.readUInt16LE(34),
    ]
    expect({ formato, canales, ritmo, bytes, bloque, bits }).toEqual({
      formato: 1,
      canales: 1,
      ritmo: 8000,
      bytes: 8000,
      bloque: 1,
      bits: 8,
    })
    expect(wav.toString('latin1', 36, 40)).toBe('data')
    expect(wav.length - 44 - wav.readUInt32LE(40)).toBeLessThan(2)
  })

  test.each(['WWWWWW', 'RRRRRR', 'UUUUU', 'AbCde'])('%s takes 8 seconds at most, and 120 kB', (texto) => {
    for (let i = 0; i < 5; i++) {
      const wav = enWav(unir(mezclar(texto, sembrar(`${texto} ${i}`))))
      expect(wav.readUInt32LE(40) / 8000).toBeLessThanOrEqual(8)
      expect(wav.readUInt32LE(40) / 8000).toBeGreaterThan(3)
      expect(wav.length).toBeLessThan(120_000)
    }
  })

  test('has each letter whole before it ends, and the letters loud enough to be heard', () => {
    for (let i = 0; i < 10; i++) {
      const { voz, fondo } = mezclar('WRWAWC', sembrar(`lleno ${i}`))
      expect(fuerza(voz.slice(-1600))).toBeLessThan(fuerza(voz) / 20)
      expect(20 * Math.log10(fuerza(voz) / fuerza(fondo))).toBeGreaterThan(-4)
    }
  })

  test('uses all loudness and cuts nothing off', () => {
    const muestras = enWav(unir(mezclar('AbMRe', sembrar('pico')))).subarray(44)
    const topes = muestras.filter((byte) => byte === 0 || byte === 255).length
    expect(topes / muestras.length).toBeLessThan(0.001)
    expect(Math.max(...muestras)).toBeGreaterThan(220)
  })

  test.each([
    ['nothing', ''],
    ['rubbish', 'x.y.z'],
    ['a token of another key', crearCifrador([llave('c2')]).cifrar('{}', 'captcha')],
    ['a token with a letter more', `${emitir()}A`],
  ])('%s has none', async (_, ficha) => {
    expect(await captcha.sonido(ficha)).toBeUndefined()
  })

  test('is made while everybody else is attended', async () => {
    let listo = false
    let vueltas = 0
    const pedido = captcha.sonido(emitir()).finally(() => {
      listo = true
    })
    for (; !listo; vueltas++) await setImmediate()
    expect((await pedido)?.length).toBeGreaterThan(1000)
    expect(vueltas).toBeGreaterThan(20)
  })

  test('is lost when its thread breaks or is stopped, and the next one gets another', async () => {
    const locutor = crearLocutor()
    await expect(locutor.decir('X', 'uno')).rejects.toThrow('a letter without recordings')
    const primero = await locutor.decir('AB', 'dos')
    const cortado = expect(locutor.decir('AB', 'tres')).rejects.toThrow('the thread of the sounds ended')
    await locutor.cerrar()
    await cortado
    expect(await locutor.decir('AB', 'dos')).toEqual(primero)
    await locutor.cerrar()
  })

  test('is shared by those who ask for it at once, and kept: so many, and no more', async () => {
    const otro = nuevo({ sonidosGuardados: 2 })
    const [primera, segunda, tercera] = [emitir(), emitir(), emitir()]
    const [uno, igual] = await Promise.all([otro.sonido(primera), otro.sonido(primera)])
    expect(igual).toBe(uno)
    const dos = await otro.sonido(segunda)
    expect(await otro.sonido(primera)).toBe(uno)
    await otro.sonido(tercera)
    expect(await otro.sonido(primera)).toBe(uno)
    expect(await otro.sonido(segunda)).not.toBe(dos)
  })

  test('of a rush for sounds and pictures some are made and the rest turned away at once, and then they are made again', async () => {
    const otro = nuevo({ enEspera: 3 })
    const pedidas = await Promise.allSettled(
      Array.from({ length: 9 }, (_, i) => (i % 2 ? otro.imagen(emitir()) : otro.sonido(emitir()))),
    )
    const negadas = pedidas.flatMap((pedida) => (pedida.status === 'rejected' ? [pedida.reason] : []))
    expect(negadas).toHaveLength(4)
    expect(negadas.every((razon) => razon instanceof Saturado && razon.segundos === 5)).toBe(true)
    expect(await otro.sonido(emitir())).toBeDefined()
  })
})
