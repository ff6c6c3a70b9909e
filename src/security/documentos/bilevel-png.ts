import { crc32, deflateSync } from 'node:zlib'

/** Level 9 takes ten times longer for a tenth less. */
const COMPRESSION = 6
const HEAD = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')

function chunk(type: string, data: Uint8Array): Buffer {
  const whole = Buffer.alloc(data.length + 12)
  whole.writeUInt32BE(data.length, 0)
  whole.write(type, 4, 'latin1')
  whole.set(data, 8)
  whole.writeUInt32BE(crc32(whole.subarray(4, -4)), whole.length - 4)
  return whole
}

/** Packs eight pixels per byte, each row after a 0 for “no filter” (ISO 15948, 7.2 and 9.2). */
function pack(pixels: Uint8Array, width: number, height: number): Buffer {
  const line = 1 + Math.ceil(width / 8)
  const packed = Buffer.alloc(line * height)
  for (let y = 0, from = 0; y < height; y++) {
    let bits = 0
    for (let x = 0; x < width; x++) {
      bits = (bits << 1) | ((pixels[from++] ?? 0) >> 7)
      if (x % 8 === 7) {
        packed[y * line + 1 + (x >> 3)] = bits
        bits = 0
      }
    }
    if (width % 8) packed[y * line + line - 1] = bits << (8 - (width % 8))
  }
  return packed
}

/**
 * Encodes a pure black-and-white page, as scanners make them, at one bit per pixel. As grey or JPEG it would
 * grow.
 * @param pixels one grey byte per pixel, row by row.
 * @returns a PNG; undefined when some pixel is neither black nor white.
 */
export function bilevelPng(pixels: Uint8Array, width: number, height: number): Buffer | undefined {
  if (!pixels.every((pixel) => pixel === 0 || pixel === 255)) return undefined
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header[8] = 1
  const data = deflateSync(pack(pixels, width, height), { level: COMPRESSION })
  return Buffer.concat([HEAD, chunk('IHDR', header), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))])
}
