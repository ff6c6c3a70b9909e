import { promisify } from 'node:util'
import { crc32, deflate } from 'node:zlib'
import { renderAsync } from '@resvg/resvg-js'

const PNG_SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex')
const BITS = 4
const SHADES = 2 ** BITS
const compress = promisify(deflate)

/** The colours that white and black become. */
const PAPER = [255, 255, 255] as const
const INK = [27, 42, 74] as const

/**
 * Rasterises a black-and-white drawing in 16 shades, two pixels per byte: half the size of the rasteriser's
 * own PNG, so that a double-density image stays small on mobile data. The file holds only pixels.
 * @param pixelWidth width in pixels; the height follows.
 */
export async function rasterize(svg: string, pixelWidth: number): Promise<Buffer> {
  const { pixels, width, height } = await renderAsync(svg, {
    font: { loadSystemFonts: false },
    fitTo: { mode: 'width', value: pixelWidth },
  })
  const rowLength = Math.ceil((width * BITS) / 8)
  const rows = Buffer.alloc((1 + rowLength) * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const shade = Math.round(((pixels[(y * width + x) * 4] ?? 0) * (SHADES - 1)) / 255)
      const byte = y * (1 + rowLength) + 1 + (x >> 1)
      rows[byte] = (rows[byte] ?? 0) | (x % 2 === 0 ? shade << BITS : shade)
    }
  }
  const palette = Array.from({ length: SHADES }, (_, shade) =>
    PAPER.map((paper, channel) => paper + (((INK[channel] ?? 0) - paper) * shade) / (SHADES - 1)),
  )
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([BITS, 3], 8)
  return Buffer.concat([
    PNG_SIGNATURE,
    makeChunk('IHDR', header),
    makeChunk('PLTE', Buffer.from(palette.flat())),
    makeChunk('IDAT', await compress(rows)),
    makeChunk('IEND', Buffer.alloc(0)),
  ])
}

/** A PNG chunk: length, type, data, checksum (PNG specification, 5.3). */
function makeChunk(chunkType: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(chunkType, 'latin1'), data])
  const [lengthField, checksum] = [Buffer.alloc(4), Buffer.alloc(4)]
  lengthField.writeUInt32BE(data.length)
  checksum.writeUInt32BE(crc32(body))
  return Buffer.concat([lengthField, body, checksum])
}
