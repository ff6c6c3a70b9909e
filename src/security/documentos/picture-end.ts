/** Finds where a picture ends by its own structure: a mark of the end may stand inside what comes after, or inside it. */

const SOI = 0xd8
const EOI = 0xd9
const SOS = 0xda
/** Markers that stand alone, without a length after them. */
const isAlone = (marker: number) => marker <= 0x01 || (marker >= 0xd0 && marker <= SOI)

/** @returns where the next marker's second byte is: FF is stuffed with 00 in the pixels and may be repeated before one. */
function nextMarker(bytes: Uint8Array, from: number): number {
  for (let at = from; at + 1 < bytes.length; at++) {
    const after = bytes[at + 1]
    if (bytes[at] === 0xff && after !== 0x00 && after !== 0xff) return at + 1
  }
  return bytes.length
}

/** What a JPEG shows of itself without decoding it. */
interface JpegParts {
  /** Of its first picture, the end mark included; undefined when it has none. */
  length: number | undefined
  /** How many times its decoder goes over the whole picture. */
  scans: number
}

/** Goes through the first picture of a JPEG (ITU-T T.81, annex B). */
export function jpegParts(bytes: Uint8Array): JpegParts {
  let scans = 0
  for (let at = nextMarker(bytes, 0); at < bytes.length; ) {
    const marker = bytes[at] ?? 0
    if (marker === EOI) return { length: at + 1, scans }
    if (marker === SOS) scans++
    const length = isAlone(marker) ? 0 : (bytes[at + 1] ?? 0) * 256 + (bytes[at + 2] ?? 0)
    at = nextMarker(bytes, at + 1 + length)
  }
  return { length: undefined, scans }
}

const PNG_HEAD = 8
/** Of a chunk: length and type before its data, a checksum after them. */
const CHUNK_REST = 12

/** Length of a PNG, its last chunk included; undefined when it is missing (ISO 15948, 5.3). */
export function pngLength(bytes: Uint8Array): number | undefined {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = PNG_HEAD; at + CHUNK_REST <= buffer.length; ) {
    const end = at + CHUNK_REST + buffer.readUInt32BE(at)
    if (buffer.toString('latin1', at + 4, at + 8) === 'IEND') return Math.min(end, buffer.length)
    at = end
  }
  return undefined
}
