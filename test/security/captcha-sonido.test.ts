import { describe, expect, test } from 'vitest'
import { Saturado } from '../../src/application/ports.ts'
import { azarDelSistema } from '../../src/security/azar.ts'
import { sembrar } from '../../src/security/captcha/azar-sembrado.ts'
import { crearCaptcha } from '../../src/security/captcha/captcha.ts'
import { clipDe } from '../../src/security/captcha/clips.ts'
import { FRASES, RITMO } from '../../src/security/captcha/frases.ts'
import { ALFABETO } from '../../src/security/captcha/letras.ts'
import { mezclar } from '../../src/security/captcha/mezcla.ts'
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
    alfabeto === ALFABETO ? 'MSTZ' : azarDelSistema.texto(alfabeto, largo),
}
const nuevo = (opciones: { enEspera?: number; sonidosGuardados?: number } = {}) =>
  crearCaptcha({ cifrador, reloj, azar, ...opciones })
const captcha = nuevo()
const emitir = () => captcha.emitir('registrar', 'sesion-1')

describe('the recordings', () => {
  test('are of every letter that a challenge may have', () => {
    expect(new Set(Object.keys(FRASES))).toEqual(new Set(ALFABETO))
    for (const letra of ALFABETO) {
      const clip = clipDe(letra)
      expect(clip.length / RITMO).toBeGreaterThan(0.7)
      expect(clip.length / RITMO).toBeLessThan(2)
      expect(fuerza(clip)).toBeCloseTo(1, 3)
    }
  })

  test('are of no other letter', () => {
    expect(() => clipDe('X')).toThrow('a letter without a recording')
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
      ritmo: RITMO,
      bytes: RITMO,
      bloque: 1,
      bits: 8,
    })
    expect(wav.toString('latin1', 36, 40)).toBe('data')
    expect(wav.length - 44 - wav.readUInt32LE(40)).toBeLessThan(2)
  })

  test.each(['WWWW', 'YYYY', 'KKKK', 'LCFH'])('%s takes 10 seconds at most, and 110 kB', (texto) => {
    const wav = enWav(mezclar(texto, sembrar(texto)))
    expect(wav.readUInt32LE(40) / RITMO).toBeLessThanOrEqual(10)
    expect(wav.readUInt32LE(40) / RITMO).toBeGreaterThan(6)
    expect(wav.length).toBeLessThan(110_000)
  })

  test.each(['WYWY', 'KSTZ', 'LMJJ', 'YCFH'])(
    'has the letters of %s whole, one after another, with time between them to type each',
    (texto) => {
      const onda = mezclar(texto, sembrar(`pausas ${texto}`))
      const letras = tramos(onda, 0.7)
      expect(letras).toHaveLength(4)
      for (const [i, { desde, hasta }] of letras.entries()) {
        expect(hasta - desde).toBeCloseTo(clipDe(texto.charAt(i)).length / RITMO, 0)
        const siguiente = letras[i + 1]
        if (siguiente) expect(siguiente.desde - hasta).toBeGreaterThan(0.7)
      }
      expect(onda.length / RITMO - (letras[3]?.hasta ?? 0)).toBeGreaterThan(0.3)
    },
  )

  test('has its noise 25 to 35 decibels under the letters', () => {
    const onda = mezclar('MSTZ', sembrar('ruido'))
    const ruido = fuerza(onda.slice(0, Math.floor(0.35 * RITMO)))
    const decibeles = -20 * Math.log10(ruido / fuerza(clipDe('M')))
    expect(decibeles).toBeGreaterThan(25)
    expect(decibeles).toBeLessThan(35)
  })

  test('uses all loudness and cuts nothing off', () => {
    const muestras = enWav(mezclar('MSTZ', sembrar('pico'))).subarray(44)
    expect(muestras.filter((byte) => byte <= 1 || byte >= 254).length).toBeLessThan(10)
    expect(Math.max(...muestras.map((byte) => Math.abs(byte - 127.5)))).toBeGreaterThan(125)
  })

  test.each([
    ['nothing', ''],
    ['rubbish', 'x.y.z'],
    ['a token of another key', crearCifrador([llave('c2')]).cifrar('{}', 'captcha')],
    ['a token with a letter more', `${emitir()}A`],
  ])('%s has none', async (_, ficha) => {
    expect(await captcha.sonido(ficha)).toBeUndefined()
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

/** The stretches of a sound that are louder than its noise, in seconds; rests shorter than `descanso` do not part them. */
function tramos(onda: Float32Array, descanso: number): { desde: number; hasta: number }[] {
  const hallados: { desde: number; hasta: number }[] = []
  for (const [i, v] of onda.entries()) {
    if (Math.abs(v) < 0.25) continue
    const ultimo = hallados.at(-1)
    if (ultimo && i / RITMO - ultimo.hasta < descanso) ultimo.hasta = i / RITMO
    else hallados.push({ desde: i / RITMO, hasta: i / RITMO })
  }
  return hallados
}
