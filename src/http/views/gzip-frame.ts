import { deflateRawSync, constants as zlib } from 'node:zlib'
import { copyBlock, MAX_DISTANCE, MIN_LENGTH } from './deflate-copy.ts'
import type { Frame, Piece, TokenName } from './page-frame.ts'

/** A gzip header without name or time; maximum compression, system unknown (RFC 1952, 2.3). */
const HEADER = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 0xff])
/** An empty stored block, the last of the stream. */
const LAST_BLOCK = Buffer.from([1, 0, 0, 0xff, 0xff])
/** Bytes after the stream: CRC-32 of the page, to be filled in, and its length. */
const CRC_BYTES = 4

/** Deflates text that follows `before`, whose last bytes it may repeat, up to a byte boundary. */
const deflate = (text: Buffer, before: Buffer): Buffer =>
  deflateRawSync(text, {
    level: zlib.Z_BEST_COMPRESSION,
    finishFlush: zlib.Z_SYNC_FLUSH,
    ...(before.length > 0 && { dictionary: before.subarray(-MAX_DISTANCE) }),
  })

/** Header of a stored (uncompressed) block that begins on a byte boundary (RFC 1951, 3.2.4). */
function storedHeader(length: number): Buffer {
  const header = Buffer.alloc(5)
  header.writeUInt16LE(length, 1)
  header.writeUInt16LE(length ^ 0xffff, 3)
  return header
}

/**
 * A page as a gzip file with room for its tokens. Text is deflated here, once, and never refers to a token; a token is
 * a stored block where it first stands and a copy of that block further on. So the file's length, and all of its bytes
 * but those of the tokens, are the same whatever the tokens are (docs/decisions/0033).
 */
export function gzipFrame(pieces: readonly Piece[], lengthOf: (token: TokenName) => number): Frame {
  const holes: { token: TokenName; at: number }[] = []
  const last = new Map<TokenName, number>()
  let [file, page] = [HEADER, Buffer.alloc(0)]
  for (const piece of pieces) {
    if ('text' in piece) {
      file = Buffer.concat([file, deflate(piece.text, page)])
      page = Buffer.concat([page, piece.text])
      continue
    }
    const { token } = piece
    const length = lengthOf(token)
    const distance = page.length - (last.get(token) ?? Number.NEGATIVE_INFINITY)
    if (length >= MIN_LENGTH && distance <= MAX_DISTANCE) {
      file = Buffer.concat([file, copyBlock(length, distance)])
    } else {
      file = Buffer.concat([file, storedHeader(length)])
      holes.push({ token, at: file.length })
      file = Buffer.concat([file, Buffer.alloc(length)])
    }
    last.set(token, page.length)
    // Zeros, which no text contains: it cannot repeat them.
    page = Buffer.concat([page, Buffer.alloc(length)])
  }
  const size = Buffer.alloc(4)
  size.writeUInt32LE(page.length)
  return { bytes: Buffer.concat([file, LAST_BLOCK, Buffer.alloc(CRC_BYTES), size]), holes }
}

/** Writes the CRC-32 of the page into its filled file. */
export const writeCrc = (file: Buffer, crc: number): number => file.writeUInt32LE(crc, file.length - 8)
