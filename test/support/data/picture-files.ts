/** Pictures as phones, scanners and messengers make them, and polyglots that are two kinds of file at once. */
import { crc32 } from 'node:zlib'
import sharp from 'sharp'

/** Appended to a picture; must not survive processing. */
export const SECRET = 'secreto-de-la-cola'

export const join = (...parts: (Uint8Array | string)[]): Buffer =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part)))

const uint32 = (value: number, littleEndian = false) => {
  const bytes = Buffer.alloc(4)
  if (littleEndian) bytes.writeUInt32LE(value)
  else bytes.writeUInt32BE(value)
  return bytes
}

const uint16 = (value: number) => Buffer.of(value & 0xff, value >> 8)

/** Samsung's trailer: blocks, a directory that starts with SEFH, and SEFT at the end. */
export function samsungTrailer(inside: Uint8Array | string = SECRET): Buffer {
  const block = join('\0\0\x01\x0a', uint32(14, true), 'Image_UTC_Data', inside)
  const directory = join(
    'SEFH',
    uint32(106, true),
    uint32(1, true),
    '\0\0\x01\x0a',
    uint32(block.length, true),
  )
  return join(block, directory, uint32(block.length, true), uint32(directory.length + 4, true), 'SEFT')
}

/** The video of a motion photo; its bytes contain the end-of-image marker of JPEG. */
export const film = (inside: Uint8Array | string = SECRET): Buffer => {
  const data = join('\xff\xd9', inside)
  return join(uint32(24), 'ftypmp42', uint32(0), 'isommp42', uint32(data.length + 8), 'mdat', data)
}

/** An empty ZIP archive, valid for every program that opens archives. */
export const EMPTY_ZIP = join('PK\x05\x06', Buffer.alloc(18))

/** A ZIP archive with one uncompressed file. */
export function zipOf(data: Buffer): Buffer {
  const fields = Buffer.alloc(26)
  fields.writeUInt16LE(20, 0)
  fields.writeUInt32LE(crc32(data), 10)
  fields.writeUInt32LE(data.length, 14)
  fields.writeUInt32LE(data.length, 18)
  fields.writeUInt16LE(1, 22)
  const entry = join('PK\x03\x04', fields, 'a', data)
  const listed = join('PK\x01\x02', uint16(20), fields, Buffer.alloc(14), 'a')
  const end = join(uint32(0), uint16(1), uint16(1), uint32(listed.length, true), uint32(entry.length, true))
  return join(entry, listed, 'PK\x05\x06', end, uint16(0))
}

/** A chunk of a PNG, with a wrong checksum if `broken`. */
export const pngChunk = (type: string, data: string, { broken = false } = {}): Buffer => {
  const body = join(type, data)
  return join(uint32(body.length - 4), body, uint32((crc32(body) ^ (broken ? 1 : 0)) >>> 0))
}

/** Inserts a chunk after the header of a PNG. */
export const withChunk = (png: Buffer, chunk: Buffer): Buffer =>
  join(png.subarray(0, 33), chunk, png.subarray(33))

/** Pixels of a scanned page: black specks on white. */
export function specks(width: number, height: number): Buffer {
  const pixels = Buffer.alloc(width * height, 255)
  let seed = 7
  for (let i = 0; i < pixels.length; i += 1 + (seed >> 24)) {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff
    pixels[i] = 0
  }
  return pixels
}

/** A black-and-white page, with one bit per pixel. */
export const scan = (width: number, height: number): Promise<Buffer> =>
  sharp(specks(width, height), { raw: { width, height, channels: 1 } })
    .png({ palette: true, colours: 2, dither: 0, effort: 1 })
    .toBuffer()
