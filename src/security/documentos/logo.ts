import { createHash } from 'node:crypto'
import sharp from 'sharp'
import type { Logos } from '../../application/ports.ts'

/** A picture of a system is small; a larger file is a mistake. */
const MAX_FILE_BYTES = 2 * 2 ** 20
const MAX_PIXELS = 16_000_000
const TIMEOUT_SECONDS = 10
const MAX_BYTES = 50 * 1024
/** The first that fits wins. */
const SIDES = [512, 384, 256, 128, 64]
/** How PNG and JPEG begin: nothing that is a program, such as SVG, reaches the decoder. */
const STARTS = [Buffer.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a), Buffer.of(0xff, 0xd8, 0xff)]

/** Pictures of other systems, made anew from their pixels: what else came in the file is gone. */
export const logos: Logos = {
  async make(bytes) {
    const isPicture = STARTS.some((start) => start.equals(bytes.subarray(0, start.length)))
    if (!isPicture || bytes.length > MAX_FILE_BYTES) return undefined
    for (const side of SIDES) {
      const png = await encode(bytes, side).catch(() => undefined)
      if (!png) return undefined
      if (png.length <= MAX_BYTES) return { png, hash: createHash('sha256').update(png).digest('hex') }
    }
    return undefined
  },
}

const encode = (bytes: Uint8Array, side: number): Promise<Buffer> =>
  sharp(bytes, { failOn: 'error', limitInputPixels: MAX_PIXELS, sequentialRead: true })
    .timeout({ seconds: TIMEOUT_SECONDS })
    .autoOrient()
    .resize(side, side, { fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .png({ compressionLevel: 9, palette: true, effort: 3 })
    .toBuffer()
