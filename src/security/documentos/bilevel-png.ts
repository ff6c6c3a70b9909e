import { setImmediate as yieldToOthers } from 'node:timers/promises'
import { promisify } from 'node:util'
import { crc32, deflate } from 'node:zlib'

const compress = promisify(deflate)

/** Level 9 takes ten times longer for a tenth less. */
const COMPRESSION = 6
/** Pixels packed before other requests get a turn; about a millisecond's work. */
const PIXELS_PER_TURN = 2 ** 19
const HEAD = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')

function chunk(type: string, data: Uint8Array): Buffer {
  const whole = Buffer.alloc(data.length + 12)
  whole.writeUInt32BE(data.length, 0)
  whole.write(type, 4, 'latin1')
  whole.set(data, 8)
  whole.writeUInt32BE(crc32(whole.subarray(4, -4)), whole.length - 4)
  return whole
}

/**
 * Packs eight pixels per byte.
 * @returns whether every pixel of the row is black or white.
 */
function packRow(pixels: Uint8Array, packed: Uint8Array): boolean {
  for (let x = 0; x < pixels.length; x++) {
    const pixel = pixels[x]
    if (pixel === 255) packed[x >> 3] = (packed[x >> 3] ?? 0) | (0x80 >> (x & 7))
    else if (pixel !== 0) return false
  }
  return true
}

/** Packs all rows, each after a 0 for “no filter” (ISO 15948, 7.2 and 9.2). */
async function pack(pixels: Uint8Array, width: number, height: number): Promise<Buffer | undefined> {
  const line = 1 + Math.ceil(width / 8)
  const packed = Buffer.alloc(line * height)
  const rowsPerTurn = Math.ceil(PIXELS_PER_TURN / width)
  for (let y = 0; y < height; y++) {
    if (y % rowsPerTurn === 0) await yieldToOthers()
    const from = y * line
    const row = pixels.subarray(y * width, (y + 1) * width)
    if (!packRow(row, packed.subarray(from + 1, from + line))) return undefined
  }
  return packed
}

/**
 * Encodes a pure black-and-white page, as scanners make them, at one bit per pixel. As grey or JPEG it would
 * grow.
 * @param pixels one grey byte per pixel, row by row.
 * @returns a PNG; undefined when some pixel is neither black nor white.
 */
export async function bilevelPng(
  pixels: Uint8Array,
  width: number,
  height: number,
): Promise<Buffer | undefined> {
  const packed = await pack(pixels, width, height)
  if (!packed) return undefined
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header[8] = 1
  const data = await compress(packed, { level: COMPRESSION })
  return Buffer.concat([HEAD, chunk('IHDR', header), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))])
}
