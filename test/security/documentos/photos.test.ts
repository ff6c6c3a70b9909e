import { execFileSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join as joinPath } from 'node:path'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
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
  const inspected = await checkImage(bytes, format)
  if (!inspected.ok) throw new Error(inspected.code)
  return inspected
}

const codeOf = async (bytes: Buffer, format: typeof JPEG | typeof PNG) => {
  const inspected = await checkImage(bytes, format)
  return inspected.ok ? 'bien' : inspected.code
}

describe('a JPEG', () => {
  it.each([
    ['a Samsung trailer', () => samsungTrailer()],
    ['a motion photo’s video', () => film()],
    ['a video and a trailer', () => join(film(), samsungTrailer())],
    ['padding of FF', () => Buffer.alloc(64, 0xff)],
    ['padding of zeros', () => Buffer.alloc(4096)],
    ['maker notes', () => join('vivo{"s":"', SECRET, '"}')],
    ['a second image, as in stereo and HDR', async () => join(await makePhoto(), SECRET)],
    ['text that no program runs', () => `alert("${SECRET}")`],
  ] as [string, () => Buffer | string | Promise<Buffer>][])(
    'is kept without %s after it',
    async (_what, after) => {
      const whole = await makePhoto()
      const { bytes, format } = await kept(join(whole, await after()), JPEG)
      expect(format).toBe(JPEG)
      expect(Buffer.from(bytes).equals((await kept(whole, JPEG)).bytes)).toBe(true)
      for (const rest of [SECRET, 'SEFT', 'ftyp', 'vivo'])
        expect(Buffer.from(bytes).includes(rest)).toBe(false)
    },
  )

  it.each([
    ['a Samsung trailer that carries an archive', samsungTrailer(EMPTY_ZIP), EMPTY_ZIP],
    ['a Samsung trailer that carries a page', samsungTrailer('<html><script>alert(1)</script>'), ''],
    ['a video that carries a PDF', film('%PDF-1.7 1 0 obj'), ''],
    ['padding and an archive', Buffer.alloc(64, 0xff), EMPTY_ZIP],
    ['padding and a program', Buffer.alloc(64, 0xff), 'MZ\x90\x00 programa'],
    ['padding and an archive of another kind', Buffer.alloc(9), 'Rar!\x1a\x07\x00'],
  ] as [string, Buffer, Buffer | string][])(
    'is refused as a polyglot with %s',
    async (_what, after, last) => {
      expect(await codeOf(join(await makePhoto(), after, last), JPEG)).toBe('archivo_mezclado')
    },
  )

  it.each([false, true])('is accepted without its end marker (progressive: %s)', async (progressive) => {
    const whole = await sharp(await makePhoto())
      .jpeg({ progressive })
      .toBuffer()
    for (const missing of [1, 2]) {
      const { bytes } = await kept(whole.subarray(0, -missing), JPEG)
      expect(Buffer.from(bytes).equals((await kept(whole, JPEG)).bytes)).toBe(true)
    }
    expect(await codeOf(whole.subarray(0, whole.length / 2), JPEG)).toBe('archivo_danado')
  })

  it('is kept in CMYK, greyscale or progressive form', async () => {
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
  it.each([
    ['text after it', async () => join(await screenshot(), SECRET)],
    [
      'a text chunk with a wrong checksum',
      async () => withChunk(await screenshot(), pngChunk('tEXt', SECRET, { broken: true })),
    ],
    ['an animation chunk', async () => withChunk(await screenshot(), pngChunk('acTL', '\0\0\0\x01\0\0\0\0'))],
    ['no end chunk', async () => (await screenshot()).subarray(0, -12)],
  ])('is reduced to its pixels with %s', async (_what, make) => {
    const { bytes, format } = await kept(await make(), PNG)
    expect([format, Buffer.from(bytes).includes(SECRET)]).toEqual([PNG, false])
    expect(Buffer.from(bytes).equals((await kept(await screenshot(), PNG)).bytes)).toBe(true)
  })

  it('is kept at 16 bits, interlaced or transparent, on white', async () => {
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

  it.each([
    ['A4 at 300 dpi', 2480, 3508],
    ['A4 at 600 dpi', 4960, 7016],
    ['a width not a multiple of eight', 1001, 700],
  ])('scanned in black and white (%s) keeps every pixel', async (_what, width, height) => {
    const page = await scan(width, height)
    expect(page.length).toBeLessThan(MAX_BYTES)
    const { bytes, format } = await kept(page, PNG)
    expect([format, bytes.length <= MAX_BYTES]).toEqual([PNG, true])
    const { bitsPerSample } = await sharp(bytes).metadata()
    const pixels = await sharp(bytes).toColourspace('b-w').raw().toBuffer()
    expect([bitsPerSample, pixels.equals(specks(width, height))]).toEqual([1, true])
  })

  it('in grey or colour that does not fit is kept as a smaller JPEG, upright', async () => {
    const raw = { width: 1300, height: 900, channels: 3 } as const
    const page = await sharp(randomPixels(1300, 900), { raw })
      .png({ palette: true, colours: 16, effort: 1 })
      .toBuffer()
    const { bytes } = await kept(page, PNG)
    const { width, height } = await sharp(bytes).metadata()
    expect([bytes.length <= MAX_BYTES, width > height]).toEqual([true, true])
  })
})

describe('an image of almost 40 megapixels', () => {
  it.each([
    ['on its side', { progressive: false }],
    ['progressive and on its side', { progressive: true, chromaSubsampling: '4:4:4' }],
  ])('%s takes less than 400 MB, including the process that opens it', async (_what, options) => {
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
    const output = execFileSync(process.execPath, ['--input-type=module-typescript', '-e', code], {
      encoding: 'utf8',
    })
    await rm(folder, { recursive: true })
    const [ok, megabytes] = JSON.parse(output)
    expect(ok).toBe(true)
    expect(megabytes).toBeLessThan(400)
  })

  it('is refused when its decoder would need too much memory', async () => {
    const deep = await sharp({ create: { width: 7300, height: 5470, channels: 4, background: '#789' } })
      .toColourspace('rgb16')
      .png({ progressive: true, compressionLevel: 1 })
      .toBuffer()
    expect(await codeOf(deep, PNG)).toBe('archivo_pixeles')
  })
})
