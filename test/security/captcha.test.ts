import { crc32, inflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { Overloaded } from '../../src/application/ports.ts'
import { createCaptcha } from '../../src/security/captcha/captcha.ts'
import { ALPHABET } from '../../src/security/captcha/glyphs.ts'
import { createCipher } from '../../src/security/cipher.ts'
import { systemRandom } from '../../src/security/random.ts'
import { key } from './test-keys.ts'

const cipher = createCipher([key('c1')])
let now = Date.parse('2026-03-01T12:00:00Z')
const clock = { now: () => new Date(now), sleep: async () => {} }
/** Draws the same letters each time. */
const randomGiving = (text: string) => ({
  ...systemRandom,
  text: (alphabet: string, length: number) =>
    alphabet === ALPHABET ? text : systemRandom.text(alphabet, length),
})

const captcha = createCaptcha({ cipher, clock, random: randomGiving('MSTZ') })
const check = (token: string, answer: string, form = 'registrar', seal = 'sesion-1') =>
  captcha.check(token, form, seal, answer)

test.each(['MSTZ', 'mstz', ' Ms tZ ', 'm s\tt\u00a0z'])(
  'the letters are right in any case and with any blanks: %j',
  (answer) => {
    expect(check(captcha.issue('registrar', 'sesion-1'), answer).status).toBe('correcta')
  },
)

test.each(['', 'MST', 'MSTZM', 'MSTY', 'ztsm'])('anything else is wrong: %j', (answer) => {
  expect(check(captcha.issue('registrar', 'sesion-1'), answer).status).toBe('distinta')
})

test('a challenge has one id, however often it is judged, and no other has it', () => {
  const token = captcha.issue('registrar', 'sesion-1')
  const { id } = check(token, 'MSTZ')
  expect(id).toMatch(/^[0-9a-f-]{36}$/)
  expect(check(token, 'otra').id).toBe(id)
  expect(check(captcha.issue('registrar', 'sesion-1'), 'MSTZ').id).not.toBe(id)
})

test('a challenge serves one form of one session', () => {
  const token = captcha.issue('registrar', 'sesion-1')
  expect(check(token, 'MSTZ', 'recuperar').status).toBe('vencida')
  expect(check(token, 'MSTZ', 'registrar', 'sesion-2').status).toBe('vencida')
})

test('a challenge lasts 10 minutes', async () => {
  const token = captcha.issue('registrar', 'sesion-1')
  now += 10 * 60_000 - 1
  expect(check(token, 'MSTZ').status).toBe('correcta')
  expect(await captcha.image(token)).toBeDefined()
  expect(await captcha.sound(token)).toBeDefined()
  now += 1
  expect(check(token, 'MSTZ')).toEqual({ status: 'vencida', id: expect.any(String) })
  expect(await captcha.image(token)).toBeUndefined()
  expect(await captcha.sound(token)).toBeUndefined()
})

test.each([
  ['nothing', ''],
  ['rubbish', 'x.y.z'],
  ['a token of another key', createCipher([key('c2')]).encrypt('{}', 'captcha')],
  ['an encrypted text of another use', cipher.encrypt('{}', 'aviso')],
  ['a token with a letter more', `${captcha.issue('registrar', 'sesion-1')}A`],
])('%s is no challenge and has no picture', async (_, token) => {
  expect(check(token, 'MSTZ')).toEqual({ status: 'vencida', id: null })
  expect(await captcha.image(token)).toBeUndefined()
})

test('a token fits in a URL as it is and does not show the letters', () => {
  const token = captcha.issue('registrar', 'sesion-1')
  expect(token).toMatch(/^[\w.-]+$/)
  expect(token).not.toContain('MSTZ')
  expect(Buffer.from(token.split('.').at(-1) ?? '', 'base64url').toString('latin1')).not.toContain('MSTZ')
})

test('challenges have four letters of the alphabet, and differ', () => {
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

test('a fixed answer is the right one for every challenge', () => {
  const fixed = createCaptcha({ cipher, clock, random: randomGiving('MSTZ'), fixedAnswer: 'Prueba1' })
  const token = fixed.issue('registrar', 'sesion-1')
  expect(fixed.check(token, 'registrar', 'sesion-1', 'PRUEBA1').status).toBe('correcta')
  expect(fixed.check(token, 'registrar', 'sesion-1', 'MSTZ').status).toBe('distinta')
})

test('the picture of a challenge is always the same, and two challenges of the same letters differ', async () => {
  const token = captcha.issue('registrar', 'sesion-1')
  const picture = await captcha.image(token)
  expect(await createCaptcha({ cipher, clock, random: systemRandom }).image(token)).toEqual(picture)
  expect(await captcha.image(captcha.issue('registrar', 'sesion-1'))).not.toEqual(picture)
})

test('those who ask for the same picture share one, while it is drawn and afterwards', async () => {
  const token = captcha.issue('registrar', 'sesion-1')
  const [one, other] = await Promise.all([captcha.image(token), captcha.image(token)])
  expect(other).toBe(one)
  expect(await captcha.image(token)).toBe(one)
})

test('a picture that was not asked for lately is drawn again: so many are kept, and no more', async () => {
  const other = createCaptcha({ cipher, clock, random: systemRandom, keptImages: 2 })
  const [first = '', second = '', third = ''] = [1, 2, 3].map(() => other.issue('registrar', 'sesion-1'))
  const [picture, otherPicture] = [await other.image(first), await other.image(second)]
  expect(await other.image(first)).toBe(picture)
  await other.image(third)
  expect(await other.image(first)).toBe(picture)
  expect(await other.image(second)).not.toBe(otherPicture)
})

test('of a rush for pictures some are drawn and the rest turned away at once, and then they are drawn again', async () => {
  const other = createCaptcha({ cipher, clock, random: systemRandom, maxWaiting: 3 })
  const request = () => other.image(other.issue('registrar', 'sesion-1'))
  const requested = await Promise.allSettled(Array.from({ length: 9 }, request))
  const refused = requested.flatMap((requested) =>
    requested.status === 'rejected' ? [requested.reason] : [],
  )
  expect(refused).toHaveLength(4)
  expect(refused.every((reason) => reason instanceof Overloaded && reason.seconds === 5)).toBe(true)
  expect(await request()).toBeDefined()
})

test('the picture is a small PNG of nothing but pixels, 460 by 140', async () => {
  for (let i = 0; i < 10; i++) {
    const picture = (await captcha.image(captcha.issue('registrar', 'sesion-1'))) ?? Buffer.alloc(0)
    expect(chunksOf(picture).map(({ kind }) => kind)).toEqual(['IHDR', 'PLTE', 'IDAT', 'IEND'])
    expect(picture.readUInt32BE(16)).toBe(460)
    expect(picture.readUInt32BE(20)).toBe(140)
    expect(pixelsOf(picture)).toHaveLength(140)
    expect(picture.length).toBeLessThan(5000)
    expect(picture.includes('MSTZ')).toBe(false)
  }
})

test.each(['WWWW', 'MMMM', 'YYYY', 'HWKY', 'TZLJ', 'CFSM'])('the letters of %s stand apart', async (text) => {
  const other = createCaptcha({ cipher, clock, random: randomGiving(text) })
  for (let i = 0; i < 20; i++) {
    const rows = pixelsOf((await other.image(other.issue('una', 'sello'))) ?? Buffer.alloc(0))
    const inkedColumns = Array.from({ length: 460 }, (_, x) => rows.some((row) => (row[x] ?? 0) > LINE_SHADE))
    const starts = inkedColumns.filter((hasInk, x) => hasInk && !inkedColumns[x - 1])
    expect(starts).toHaveLength(4)
    expect(inkedColumns[0] || inkedColumns[459]).toBe(false)
  }
})

test('one line goes through the picture, under the letters and much lighter than they are', async () => {
  for (let i = 0; i < 10; i++) {
    const rows = pixelsOf((await captcha.image(captcha.issue('una', 'sello'))) ?? Buffer.alloc(0))
    // Before the first letter there is nothing but the line: three pixels and what is smoothed at its edges.
    for (const x of [1, 4, 7]) {
      const column = rows.map((row) => row[x] ?? 0).filter((tone) => tone > 0)
      expect(column.length).toBeGreaterThanOrEqual(3)
      expect(column.length).toBeLessThanOrEqual(8)
      expect(Math.max(...column)).toBeLessThanOrEqual(LINE_SHADE)
    }
    expect(Math.max(...rows.flat())).toBe(15)
  }
})

/** The shade of the line, of 15. */
const LINE_SHADE = 8

/** The shades of a picture, row by row, from 0 (paper) to 15 (ink). */
function pixelsOf(png: Buffer): number[][] {
  const rows = inflateSync(chunksOf(png)[2]?.data ?? Buffer.alloc(0))
  return Array.from({ length: rows.length / 231 }, (_, y) =>
    [...rows.subarray(y * 231 + 1, (y + 1) * 231)].flatMap((byte) => [byte >> 4, byte & 15]),
  )
}

/** The chunks of a PNG file, their checksums verified. */
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
