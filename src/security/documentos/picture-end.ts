/**
 * Finds where an image ends from its structure: the bytes of an end marker may also occur inside it or after
 * it.
 */

const SOI = 0xd8
const EOI = 0xd9
const SOS = 0xda
/** Markers without a length. */
const isAlone = (marker: number) => marker <= 0x01 || (marker >= 0xd0 && marker <= SOI)

/**
 * Finds the next marker. In pixel data FF is followed by 00, and FF may repeat before a marker.
 * @returns the offset of the marker's second byte.
 */
function nextMarker(bytes: Uint8Array, from: number): number {
  for (let at = from; at + 1 < bytes.length; at++) {
    const after = bytes[at + 1]
    if (bytes[at] === 0xff && after !== 0x00 && after !== 0xff) return at + 1
  }
  return bytes.length
}

/** What a JPEG tells about itself before it is decoded. */
interface JpegParts {
  /** Length of the first image including its end marker; undefined without one. */
  length: number | undefined
  /** How many times a decoder goes over the whole image. */
  scans: number
}

/** Walks the markers of a JPEG's first image (ITU-T T.81, annex B). */
export function inspectJpeg(bytes: Uint8Array): JpegParts {
  let scans = 0
  for (let at = nextMarker(bytes, 0); at < bytes.length; ) {
    const marker = bytes[at] ?? 0
    if (marker === EOI) return { length: at + 1, scans }
    if (marker === SOS) scans++
    const segmentLength = isAlone(marker) ? 0 : (bytes[at + 1] ?? 0) * 256 + (bytes[at + 2] ?? 0)
    at = nextMarker(bytes, at + 1 + segmentLength)
  }
  return { length: undefined, scans }
}

const PNG_HEAD = 8
/** Bytes of a chunk besides its data: length, type and checksum. */
const CHUNK_REST = 12

/** Length of a PNG including its last chunk; undefined without one (ISO 15948, 5.3). */
export function pngLength(bytes: Uint8Array): number | undefined {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = PNG_HEAD; at + CHUNK_REST <= buffer.length; ) {
    const end = at + CHUNK_REST + buffer.readUInt32BE(at)
    if (buffer.toString('latin1', at + 4, at + 8) === 'IEND') return Math.min(end, buffer.length)
    at = end
  }
  return undefined
}
