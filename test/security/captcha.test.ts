import { crc32, inflateSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { Overloaded } from '../../src/application/ports.ts'
import { createCaptcha } from '../../src/security/captcha/captcha.ts'
import { ALPHABET } from '../../src/security/captcha/glyphs.ts'
import { createCipher } from '../../src/security/cipher.ts'
import { systemRandom } from '../../src/security/random.ts'
import { ASKER } from '../support/data/askers.ts'
import { key } from './test-keys.ts'

const cipher = createCipher([key('c1')])
let now = Date.parse('2026-03-01T12:00:00Z')
const clock = { now: () => new Date(now), sleep: async () => {} }
/** Always draws the same letters. */
const randomGiving = (text: string) => ({
  ...systemRandom,
  text: (alphabet: string, length: number) =>
    alphabet === ALPHABET ? text : systemRandom.text(alphabet, length),
})

const captcha = createCaptcha({ cipher, clock, random: randomGiving('MSTZ') })
const check = (token: string, answer: string, form = 'registrar', seal = 'sesion-1') =>
  captcha.check(token, form, seal, answer)

it.each(['MSTZ', 'mstz', ' Ms tZ ', 'm s\tt\u00a0z'])(
  'accepts the letters in any case and with any spacing: %j',
  (answer) => {
    expect(check(captcha.issue('registrar', 'sesion-1'), answer).status).toBe('correcta')
  },
)

it.each(['', 'MST', 'MSTZM', 'MSTY', 'ztsm'])('rejects anything else: %j', (answer) => {
  expect(check(captcha.issue('registrar', 'sesion-1'), answer).status).toBe('distinta')
})

it('gives each challenge a unique id, the same on every check', () => {
  const token = captcha.issue('registrar', 'sesion-1')
  const { id } = check(token, 'MSTZ')
  expect(id).toMatch(/^[0-9a-f-]{36}$/)
  expect(check(token, 'otra').id).toBe(id)
  expect(check(captcha.issue('registrar', 'sesion-1'), 'MSTZ').id).not.toBe(id)
})

it('binds a challenge to one form of one session', () => {
  const token = captcha.issue('registrar', 'sesion-1')
  expect(check(token, 'MSTZ', 'recuperar').status).toBe('vencida')
  expect(check(token, 'MSTZ', 'registrar', 'sesion-2').status).toBe('vencida')
})

it('expires a challenge after 10 minutes', async () => {
  const token = captcha.issue('registrar', 'sesion-1')
  now += 10 * 60_000 - 1
  expect(check(token, 'MSTZ').status).toBe('correcta')
  expect(await captcha.image(token, ASKER)).toBeDefined()
  expect(await captcha.sound(token, ASKER)).toBeDefined()
  now += 1
  expect(check(token, 'MSTZ')).toEqual({ status: 'vencida', id: expect.any(String) })
  expect(await captcha.image(token, ASKER)).toBeUndefined()
  expect(await captcha.sound(token, ASKER)).toBeUndefined()
})

it.each([
  ['nothing', ''],
  ['rubbish', 'x.y.z'],
  ['a token of another key', createCipher([key('c2')]).encrypt('{}', 'captcha')],
  ['a text encrypted for another purpose', cipher.encrypt('{}', 'aviso')],
  ['a token with an extra character', `${captcha.issue('registrar', 'sesion-1')}A`],
])('refuses %s as a challenge, and has no image for it', async (_, token) => {
  expect(check(token, 'MSTZ')).toEqual({ status: 'vencida', id: null })
  expect(await captcha.image(token, ASKER)).toBeUndefined()
})

it('makes URL-safe tokens that do not reveal the letters', () => {
  const token = captcha.issue('registrar', 'sesion-1')
  expect(token).toMatch(/^[\w.-]+$/)
  expect(token).not.toContain('MSTZ')
  expect(Buffer.from(token.split('.').at(-1) ?? '', 'base64url').toString('latin1')).not.toContain('MSTZ')
})

it('issues varied challenges of four letters of the alphabet', () => {
  const issued: string[] = []
  const random = {
    ...systemRandom,
    text: (alphabet: string, length: number) => {
      const text = systemRandom.text(alphabet, length)
      if (alphabet === ALPHABET) issued.push(text)
      return text
    },
  }
  const other = createCaptcha({ cipher, clock, random })
  for (let i = 0; i < 200; i++) other.issue('registrar', 'sesion-1')
  expect(new Set(issued).size).toBeGreaterThan(190)
  expect(new Set(issued.map(({ length }) => length))).toEqual(new Set([4]))
  expect(new Set(issued.join(''))).toEqual(new Set(ALPHABET))
})

it('accepts only the fixed answer, when there is one', () => {
  const fixed = createCaptcha({ cipher, clock, random: randomGiving('MSTZ'), fixedAnswer: 'Prueba1' })
  const token = fixed.issue('registrar', 'sesion-1')
  expect(fixed.check(token, 'registrar', 'sesion-1', 'PRUEBA1').status).toBe('correcta')
  expect(fixed.check(token, 'registrar', 'sesion-1', 'MSTZ').status).toBe('distinta')
})

it('makes reproducible images that differ between challenges with the same letters', async () => {
  const token = captcha.issue('registrar', 'sesion-1')
  const picture = await captcha.image(token, ASKER)
  expect(await createCaptcha({ cipher, clock, random: systemRandom }).image(token, ASKER)).toEqual(picture)
  expect(await captcha.image(captcha.issue('registrar', 'sesion-1'), ASKER)).not.toEqual(picture)
})

it('shares one image between concurrent and later requests', async () => {
  const token = captcha.issue('registrar', 'sesion-1')
  const [one, other] = await Promise.all([captcha.image(token, ASKER), captcha.image(token, ASKER)])
  expect(other).toBe(one)
  expect(await captcha.image(token, ASKER)).toBe(one)
})

it('evicts the least recently used images beyond the limit', async () => {
  const other = createCaptcha({ cipher, clock, random: systemRandom, keptImages: 2 })
  const [first = '', second = '', third = ''] = [1, 2, 3].map(() => other.issue('registrar', 'sesion-1'))
  const [picture, otherPicture] = [await other.image(first, ASKER), await other.image(second, ASKER)]
  expect(await other.image(first, ASKER)).toBe(picture)
  await other.image(third, ASKER)
  expect(await other.image(first, ASKER)).toBe(picture)
  expect(await other.image(second, ASKER)).not.toBe(otherPicture)
})

it('sheds the excess of a rush for images at once, and recovers', async () => {
  const other = createCaptcha({ cipher, clock, random: systemRandom, maxPending: 5 })
  const request = () => other.image(other.issue('registrar', 'sesion-1'), ASKER)
  const requested = await Promise.allSettled(Array.from({ length: 9 }, request))
  const refused = requested.flatMap((requested) =>
    requested.status === 'rejected' ? [requested.reason] : [],
  )
  expect(refused).toHaveLength(4)
  expect(refused.every((reason) => reason instanceof Overloaded && reason.seconds === 5)).toBe(true)
  expect(await request()).toBeDefined()
})

it('what is turned away takes no place of an image that is kept', async () => {
  const other = createCaptcha({ cipher, clock, random: systemRandom, maxPending: 2, keptImages: 4 })
  const issue = () => other.issue('registrar', 'sesion-1')
  const token = issue()
  const picture = await other.image(token, ASKER)
  await Promise.allSettled(Array.from({ length: 9 }, () => other.image(issue(), ASKER)))
  expect(await other.image(token, ASKER)).toBe(picture)
})

it('makes a small 460×140 PNG that holds only pixels', async () => {
  for (let i = 0; i < 10; i++) {
    const picture = (await captcha.image(captcha.issue('registrar', 'sesion-1'), ASKER)) ?? Buffer.alloc(0)
    expect(chunksOf(picture).map(({ kind }) => kind)).toEqual(['IHDR', 'PLTE', 'IDAT', 'IEND'])
    expect(picture.readUInt32BE(16)).toBe(460)
    expect(picture.readUInt32BE(20)).toBe(140)
    expect(pixelsOf(picture)).toHaveLength(140)
    expect(picture.length).toBeLessThan(5000)
    expect(picture.includes('MSTZ')).toBe(false)
  }
})

it.each(['WWWW', 'MMMM', 'YYYY', 'HWKY', 'TZLJ', 'CFSM'])('keeps the letters of %s apart', async (text) => {
  const other = createCaptcha({ cipher, clock, random: randomGiving(text) })
  for (let i = 0; i < 20; i++) {
    const rows = pixelsOf((await other.image(other.issue('una', 'sello'), ASKER)) ?? Buffer.alloc(0))
    const inkedColumns = Array.from({ length: 460 }, (_, x) => rows.some((row) => (row[x] ?? 0) > LINE_SHADE))
    const starts = inkedColumns.filter((hasInk, x) => hasInk && !inkedColumns[x - 1])
    expect(starts).toHaveLength(4)
    expect(inkedColumns[0] || inkedColumns[459]).toBe(false)
  }
})

it('draws one line through the image, below the letters and much lighter', async () => {
  for (let i = 0; i < 10; i++) {
    const rows = pixelsOf((await captcha.image(captcha.issue('una', 'sello'), ASKER)) ?? Buffer.alloc(0))
    // Left of the first letter there is only the line: three pixels plus antialiasing.
    for (const x of [1, 4, 7]) {
      const column = rows.map((row) => row[x] ?? 0).filter((tone) => tone > 0)
      expect(column.length).toBeGreaterThanOrEqual(3)
      expect(column.length).toBeLessThanOrEqual(8)
      expect(Math.max(...column)).toBeLessThanOrEqual(LINE_SHADE)
    }
    expect(Math.max(...rows.flat())).toBe(15)
  }
})

/** The line's shade, out of 15. */
const LINE_SHADE = 8

/** The shades of an image, row by row, from 0 (paper) to 15 (ink). */
function pixelsOf(png: Buffer): number[][] {
  const rows = inflateSync(chunksOf(png)[2]?.data ?? Buffer.alloc(0))
  return Array.from({ length: rows.length / 231 }, (_, y) =>
    [...rows.subarray(y * 231 + 1, (y + 1) * 231)].flatMap((byte) => [byte >> 4, byte & 15]),
  )
}

/** The chunks of a PNG, with verified checksums. */
function chunksOf(png: Buffer): { kind: string; data: Buffer }[] {
  expect(png.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n')
  const chunks: { kind: string; data: Buffer }[] = []
  for (let i = 8; i < png.length; ) {
    const length = png.readUInt32BE(i)
    expect(png.readUInt32BE(i + 8 + length)).toBe(crc32(png.subarray(i + 4, i + 8 + length)))
    chunks.push({ kind: png.toString('latin1', i + 4, i + 8), data: png.subarray(i + 8, i + 8 + length) })
    i += 12 + length
  }
  return chunks
}
