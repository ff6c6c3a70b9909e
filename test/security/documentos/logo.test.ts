import sharp from 'sharp'
import { expect, it } from 'vitest'
import { logos } from '../../../src/security/documentos/logo.ts'

it('the picture of a system is made anew, small, however much is in it', async () => {
  const noise = Buffer.from(Array.from({ length: 550 * 300 * 3 }, (_, i) => (i * 7919 * (i % 251)) % 256))
  const raw = { width: 550, height: 300, channels: 3 } as const
  const jpeg = await sharp(noise, { raw })
    .withExifMerge({ IFD0: { Artist: 'Ana' } })
    .jpeg()
    .toBuffer()
  const logo = await logos.make(Buffer.concat([jpeg, Buffer.from('<script>')]))
  const { format, width, height, exif } = await sharp(logo?.png).metadata()
  expect([format, exif, width < 513, height < width]).toEqual(['png', undefined, true, true])
  expect(logo?.png.length).toBeLessThanOrEqual(50 * 1024)
  expect(Buffer.from(logo?.png ?? []).includes('script')).toBe(false)
  expect((await logos.make(jpeg))?.hash).toBe(logo?.hash)
})

const SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"/>'
it.each(['', SVG, `\u00ff\u00d8\u00ff${SVG}`, 'GIF89a', '\u0089PNG\r\n\u001a\n'])(
  '%j is none',
  async (text) => {
    expect(await logos.make(Buffer.from(text, 'latin1'))).toBeUndefined()
  },
)

it('a picture that lacks a part, or is far too large, is none', async () => {
  const blank = (width: number, height: number) =>
    sharp({ create: { width, height, channels: 3, background: '#036' } })
  // Few bytes, many pixels.
  const large = await blank(5000, 4000).toColourspace('b-w').png().toBuffer()
  expect(await logos.make(large)).toBeUndefined()
  const small = await blank(64, 51).jpeg().toBuffer()
  expect(await logos.make(small)).toBeDefined()
  expect(await logos.make(small.subarray(0, small.length / 2))).toBeUndefined()
  expect(await logos.make(Buffer.concat([small, Buffer.alloc(2 * 2 ** 20)]))).toBeUndefined()
})
