import { execFileSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join as joinPath } from 'node:path'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { MAX_BYTES } from '../../../src/domain/documento/documento.ts'
import { checkImage } from '../../../src/security/documentos/image.ts'
import { makePhoto, randomPixels, screenshot } from '../../support/data/files.ts'
import {
  EMPTY_ZIP,
  film,
  join,
  pngChunk,
  SECRET,
  samsungTrailer,
  scan,
  specks,
  withChunk,
} from '../../support/data/picture-files.ts'

const JPEG = 'image/jpeg'
const PNG = 'image/png'

async function kept(bytes: Buffer, format: typeof JPEG | typeof PNG) {
  const judged = await checkImage(bytes, format)
  if (!judged.ok) throw new Error(judged.code)
  return judged
}

const codeOf = async (bytes: Buffer, format: typeof JPEG | typeof PNG) => {
  const judged = await checkImage(bytes, format)
  return judged.ok ? 'bien' : judged.code
}

describe('a JPEG', () => {
  test.each([
    ['the trailer of a Samsung', () => samsungTrailer()],
    ['the film of a motion photo', () => film()],
    ['a film and a trailer', () => join(film(), samsungTrailer())],
    ['padding of FF', () => Buffer.alloc(64, 0xff)],
    ['padding of zeros', () => Buffer.alloc(4096)],
    ['notes of its maker', () => join('vivo{"s":"', SECRET, '"}')],
    ['another picture, as stereo and HDR ones have', async () => join(await makePhoto(), SECRET)],
    ['letters that no program runs', () => `alert("${SECRET}")`],
  ] as [string, () => Buffer | string | Promise<Buffer>][])(
    'with %s after it is kept without it',
    async (_what, after) => {
      const whole = await makePhoto()
      const { bytes, format } = await kept(join(whole, await after()), JPEG)
      expect(format).toBe(JPEG)
      expect(Buffer.from(bytes).equals((await kept(whole, JPEG)).bytes)).toBe(true)
      for (const rest of [SECRET, 'SEFT', 'ftyp', 'vivo'])
        expect(Buffer.from(bytes).includes(rest)).toBe(false)
    },
  )

  test.each([
    ['the trailer of a Samsung that carries an archive', samsungTrailer(EMPTY_ZIP), EMPTY_ZIP],
    ['the trailer of a Samsung that carries a page', samsungTrailer('<html><script>alert(1)</script>'), ''],
    ['a film that carries a PDF', film('%PDF-1.7 1 0 obj'), ''],
    ['padding and an archive', Buffer.alloc(64, 0xff), EMPTY_ZIP],
    ['padding and a program', Buffer.alloc(64, 0xff), 'MZ\x90\x00 programa'],
    ['padding and an archive of another kind', Buffer.alloc(9), 'Rar!\x1a\x07\x00'],
  ] as [string, Buffer, Buffer | string][])(
    'with %s is refused as two things at once',
    async (_what, after, last) => {
      expect(await codeOf(join(await makePhoto(), after, last), JPEG)).toBe('archivo_mezclado')
    },
  )

  test.each([false, true])('without the mark of its end is whole (progressive: %s)', async (progressive) => {
    const whole = await sharp(await makePhoto())
      .jpeg({ progressive })
      .toBuffer()
    for (const missing of [1, 2]) {
      const { bytes } = await kept(whole.subarray(0, -missing), JPEG)
      expect(Buffer.from(bytes).equals((await kept(whole, JPEG)).bytes)).toBe(true)
    }
    expect(await codeOf(whole.subarray(0, whole.length / 2), JPEG)).toBe('archivo_danado')
  })

  test('in inks, in greys or in passes is kept', async () => {
    const photo = sharp(await makePhoto())
    for (const other of [
      photo.clone().toColourspace('cmyk').jpeg(),
      photo.clone().greyscale().jpeg(),
      photo.clone().jpeg({ progressive: true }),
    ])
      expect((await kept(await other.toBuffer(), JPEG)).format).toBe(JPEG)
  })
})

describe('a PNG', () => {
  test.each([
    ['letters after it', async () => join(await screenshot(), SECRET)],
    [
      'a note whose checksum is wrong',
      async () => withChunk(await screenshot(), pngChunk('tEXt', SECRET, { broken: true })),
    ],
    [
      'the beginning of an animation',
      async () => withChunk(await screenshot(), pngChunk('acTL', '\0\0\0\x01\0\0\0\0')),
    ],
    ['no end', async () => (await screenshot()).subarray(0, -12)],
  ])('with %s is kept as its pixels', async (_what, make) => {
    const { bytes, format } = await kept(await make(), PNG)
    expect([format, Buffer.from(bytes).includes(SECRET)]).toEqual([PNG, false])
    expect(Buffer.from(bytes).equals((await kept(await screenshot(), PNG)).bytes)).toBe(true)
  })

  test('of 16 bits, in passes or with transparency is kept, on white', async () => {
    const clear = sharp({
      create: { width: 9, height: 9, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } },
    })
    for (const other of [
      clear.clone().png({ progressive: true }),
      clear.clone().toColourspace('rgb16').png(),
    ]) {
      const { bytes } = await kept(await other.toBuffer(), PNG)
      const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true })
      expect([info.width, data[0]]).toEqual([9, 255])
    }
  })

  test.each([
    ['A4 at 300 dpi', 2480, 3508],
    ['A4 at 600 dpi', 4960, 7016],
    ['a width that is no multiple of eight', 1001, 700],
  ])(
    'scanned in black and white, %s, keeps every point, in less than a second',
    async (_what, width, height) => {
      const page = await scan(width, height)
      expect(page.length).toBeLessThan(MAX_BYTES)
      const before = process.cpuUsage()
      const { bytes, format } = await kept(page, PNG)
      const { user, system } = process.cpuUsage(before)
      expect((user + system) / 1e6).toBeLessThan(1)
      expect([format, bytes.length <= MAX_BYTES]).toEqual([PNG, true])
      const { bitsPerSample } = await sharp(bytes).metadata()
      const points = await sharp(bytes).toColourspace('b-w').raw().toBuffer()
      expect([bitsPerSample, points.equals(specks(width, height))]).toEqual([1, true])
    },
  )

  test('of greys or colours that does not fit is kept as a smaller JPEG, upright', async () => {
    const raw = { width: 1300, height: 900, channels: 3 } as const
    const page = await sharp(randomPixels(1300, 900), { raw })
      .png({ palette: true, colours: 16, effort: 1 })
      .toBuffer()
    const { bytes } = await kept(page, PNG)
    const { width, height } = await sharp(bytes).metadata()
    expect([bytes.length <= MAX_BYTES, width > height]).toEqual([true, true])
  })
})

describe('a picture of almost 40 megapixels', () => {
  test.each([
    ['on its side', { progressive: false }],
    ['in passes and on its side', { progressive: true, chromaSubsampling: '4:4:4' }],
  ])('%s takes less than 400 MB, with the process that opens it', async (_what, options) => {
    const big = await sharp({ create: { width: 7300, height: 5470, channels: 3, background: '#789' } })
      .withMetadata({ orientation: 6 })
      .jpeg(options)
      .toBuffer()
    const folder = await mkdtemp(joinPath(tmpdir(), 'foto-'))
    const file = joinPath(folder, 'foto.jpg')
    await writeFile(file, big)
    const code = `
      import { readFileSync } from 'node:fs'
      import { checkImage } from ${JSON.stringify(new URL('../../../src/security/documentos/image.ts', import.meta.url).href)}
      const { ok } = await checkImage(readFileSync(${JSON.stringify(file)}), 'image/jpeg')
      console.log(JSON.stringify([ok, process.resourceUsage().maxRSS / 1024]))`
    const told = execFileSync(process.execPath, ['--input-type=module-typescript', '-e', code], {
      encoding: 'utf8',
    })
    await rm(folder, { recursive: true })
    const [ok, megabytes] = JSON.parse(told)
    expect(ok).toBe(true)
    expect(megabytes).toBeLessThan(400)
  })

  test('whose decoder would hold too much of it is refused for its size', async () => {
    const deep = await sharp({ create: { width: 7300, height: 5470, channels: 4, background: '#789' } })
      .toColourspace('rgb16')
      .png({ progressive: true, compressionLevel: 1 })
      .toBuffer()
    expect(await codeOf(deep, PNG)).toBe('archivo_pixeles')
  })
})
