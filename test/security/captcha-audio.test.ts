import { describe, expect, it } from 'vitest'
import { Overloaded } from '../../src/application/ports.ts'
import { mix } from '../../src/security/captcha/audio-mix.ts'
import { createCaptcha } from '../../src/security/captcha/captcha.ts'
import { clipOf } from '../../src/security/captcha/clips.ts'
import { ALPHABET } from '../../src/security/captcha/glyphs.ts'
import { LETTER_PHRASES, SAMPLE_RATE } from '../../src/security/captcha/phrases.ts'
import { seedRandom } from '../../src/security/captcha/seeded-random.ts'
import { toWav } from '../../src/security/captcha/wav.ts'
import { loudness } from '../../src/security/captcha/waveform.ts'
import { createCipher } from '../../src/security/cipher.ts'
import { systemRandom } from '../../src/security/random.ts'
import { ASKER } from '../support/data/askers.ts'
import { key } from './test-keys.ts'

const cipher = createCipher([key('c1')])
const clock = { now: () => new Date('2026-03-01T12:00:00Z'), sleep: async () => {} }
/** Always draws the same letters. */
const random = {
  ...systemRandom,
  text: (alphabet: string, length: number) =>
    alphabet === ALPHABET ? 'MSTZ' : systemRandom.text(alphabet, length),
}
const fresh = (options: { maxPending?: number; keptSounds?: number } = {}) =>
  createCaptcha({ cipher, clock, random, ...options })
const captcha = fresh()
const issue = () => captcha.issue('registrar', 'sesion-1')

describe('the recordings', () => {
  it('cover every letter of the alphabet', () => {
    expect(new Set(Object.keys(LETTER_PHRASES))).toEqual(new Set(ALPHABET))
    for (const letter of ALPHABET) {
      const clip = clipOf(letter)
      expect(clip.length / SAMPLE_RATE).toBeGreaterThan(0.7)
      expect(clip.length / SAMPLE_RATE).toBeLessThan(2)
      expect(loudness(clip)).toBeCloseTo(1, 3)
    }
  })

  it('cover no other letter', () => {
    expect(() => clipOf('X')).toThrow('a letter without a recording')
  })
})

describe('the sound of a challenge', () => {
  it('is reproducible, and differs between challenges with the same letters', async () => {
    const token = issue()
    const sound = await captcha.sound(token, ASKER)
    expect(await fresh().sound(token, ASKER)).toEqual(sound)
    expect(await captcha.sound(issue(), ASKER)).not.toEqual(sound)
  })

  it('is an 8-bit mono WAV with the right lengths and nothing else', async () => {
    const wav = (await captcha.sound(issue(), ASKER)) ?? Buffer.alloc(0)
    expect(wav.toString('latin1', 0, 4)).toBe('RIFF')
    expect(wav.readUInt32LE(4)).toBe(wav.length - 8)
    expect(wav.toString('latin1', 8, 16)).toBe('WAVEfmt ')
    const [format, channels, rate, bytes, block, bits] = [
      wav.readUInt16LE(20),
      wav.readUInt16LE(22),
      wav.readUInt32LE(24),
      wav.readUInt32LE(28),
      wav.readUInt16LE(32),
      wav.readUInt16LE(34),
    ]
    expect({ format, channels, rate, bytes, block, bits }).toEqual({
      format: 1,
      channels: 1,
      rate: SAMPLE_RATE,
      bytes: SAMPLE_RATE,
      block: 1,
      bits: 8,
    })
    expect(wav.toString('latin1', 36, 40)).toBe('data')
    expect(wav.length - 44 - wav.readUInt32LE(40)).toBeLessThan(2)
  })

  it.each(['WWWW', 'YYYY', 'KKKK', 'LCFH'])('of %s takes at most 10 seconds and 110 kB', (text) => {
    const wav = toWav(mix(text, seedRandom(text)))
    expect(wav.readUInt32LE(40) / SAMPLE_RATE).toBeLessThanOrEqual(10)
    expect(wav.readUInt32LE(40) / SAMPLE_RATE).toBeGreaterThan(6)
    expect(wav.length).toBeLessThan(110_000)
  })

  it.each(['WYWY', 'KSTZ', 'LMJJ', 'YCFH'])('spells %s with whole letters and time to type each', (text) => {
    const waveform = mix(text, seedRandom(`pausas ${text}`))
    const letters = segments(waveform, 0.7)
    expect(letters).toHaveLength(4)
    for (const [i, { from, until }] of letters.entries()) {
      expect(until - from).toBeCloseTo(clipOf(text.charAt(i)).length / SAMPLE_RATE, 0)
      const next = letters[i + 1]
      if (next) expect(next.from - until).toBeGreaterThan(0.7)
    }
    expect(waveform.length / SAMPLE_RATE - (letters[3]?.until ?? 0)).toBeGreaterThan(0.3)
  })

  it('keeps its noise 25 to 35 dB below the letters', () => {
    const waveform = mix('MSTZ', seedRandom('ruido'))
    const noise = loudness(waveform.slice(0, Math.floor(0.35 * SAMPLE_RATE)))
    const decibels = -20 * Math.log10(noise / loudness(clipOf('M')))
    expect(decibels).toBeGreaterThan(25)
    expect(decibels).toBeLessThan(35)
  })

  it('uses the full scale without clipping', () => {
    const samples = toWav(mix('MSTZ', seedRandom('pico'))).subarray(44)
    expect(samples.filter((byte) => byte <= 1 || byte >= 254).length).toBeLessThan(10)
    expect(Math.max(...samples.map((byte) => Math.abs(byte - 127.5)))).toBeGreaterThan(125)
  })

  it.each([
    ['nothing', ''],
    ['rubbish', 'x.y.z'],
    ['a token of another key', createCipher([key('c2')]).encrypt('{}', 'captcha')],
    ['a token with an extra character', `${issue()}A`],
  ])('does not exist for %s', async (_, token) => {
    expect(await captcha.sound(token, ASKER)).toBeUndefined()
  })

  it('is shared by concurrent requests and cached, up to a limit', async () => {
    const other = fresh({ keptSounds: 2 })
    const [first, second, third] = [issue(), issue(), issue()]
    const [one, same] = await Promise.all([other.sound(first, ASKER), other.sound(first, ASKER)])
    expect(same).toBe(one)
    const two = await other.sound(second, ASKER)
    expect(await other.sound(first, ASKER)).toBe(one)
    await other.sound(third, ASKER)
    expect(await other.sound(first, ASKER)).toBe(one)
    expect(await other.sound(second, ASKER)).not.toBe(two)
  })

  it('sheds the excess of a rush for sounds and images at once, and recovers', async () => {
    const other = fresh({ maxPending: 5 })
    const requested = await Promise.allSettled(
      Array.from({ length: 9 }, (_, i) =>
        i % 2 ? other.image(issue(), ASKER) : other.sound(issue(), ASKER),
      ),
    )
    const refused = requested.flatMap((requested) =>
      requested.status === 'rejected' ? [requested.reason] : [],
    )
    expect(refused).toHaveLength(4)
    expect(refused.every((reason) => reason instanceof Overloaded && reason.seconds === 5)).toBe(true)
    expect(await other.sound(issue(), ASKER)).toBeDefined()
  })
})

/**
 * The stretches of a sound louder than its noise, in seconds; rests shorter than `pause` do not split them.
 */
function segments(waveform: Float32Array, pause: number): { from: number; until: number }[] {
  const found: { from: number; until: number }[] = []
  for (const [i, v] of waveform.entries()) {
    if (Math.abs(v) < 0.25) continue
    const last = found.at(-1)
    if (last && i / SAMPLE_RATE - last.until < pause) last.until = i / SAMPLE_RATE
    else found.push({ from: i / SAMPLE_RATE, until: i / SAMPLE_RATE })
  }
  return found
}
