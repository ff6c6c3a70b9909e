/** Reads a text file in blocks of whole lines, as UTF-8 or in its own 8-bit encoding. */
import { createReadStream } from 'node:fs'
import { TextDecoder } from 'node:util'
import { CommandFailed } from '../command.ts'

/** Longest line in bytes; the excess is skipped without buffering it. */
export const MAX_LINE_LENGTH = 64 * 1024
/** Bytes per disk read. */
const CHUNK = 256 * 1024

export const LF = 0x0a
export const CR = 0x0d

/** Some whole lines, without the last terminator. */
export interface LineBlock {
  bytes: Buffer
  /** The file ends here, in the middle of a line. */
  unended: boolean
  /** Bytes of the file read so far. */
  bytesRead: number
}

/**
 * Reads a file, converting UTF-16 to UTF-8 and dropping the byte-order mark. Lines may end in LF, CRLF or CR,
 * even mixed.
 * @throws {CommandFailed} when the file cannot be read.
 */
export async function* readBlocks(file: string): AsyncGenerator<LineBlock> {
  let rest: Buffer = Buffer.alloc(0)
  let bytesRead = 0
  for await (const { text, until } of readText(file)) {
    bytesRead = until
    const data = rest.length > 0 ? Buffer.concat([rest, text]) : text
    // A trailing CR may have its LF in the next chunk.
    const end = Math.max(data.lastIndexOf(LF), data.subarray(0, -1).lastIndexOf(CR))
    rest = shorten(data.subarray(end + 1))
    if (end < 0) continue
    const isCrlf = data[end] === LF && data[end - 1] === CR
    yield { bytes: data.subarray(0, isCrlf ? end - 1 : end), unended: false, bytesRead }
  }
  if (rest.length === 0) return
  const endsInCr = rest.at(-1) === CR
  yield { bytes: endsInCr ? rest.subarray(0, -1) : rest, unended: !endsInCr, bytesRead }
}

/** Truncates an overlong line, keeping one byte over the limit to reveal it. */
function shorten(line: Buffer): Buffer {
  if (line.length <= MAX_LINE_LENGTH + 1) return line
  const head = line.subarray(0, MAX_LINE_LENGTH + 1)
  return line.at(-1) === CR ? Buffer.concat([head, Buffer.of(CR)]) : Buffer.from(head)
}

async function* readText(file: string): AsyncGenerator<{ text: Buffer; until: number }> {
  let until = 0
  let utf16: TextDecoder | undefined
  try {
    for await (const data of createReadStream(file, { highWaterMark: CHUNK })) {
      const chunk: Buffer = data
      const start = until === 0
      until += chunk.length
      if (start) utf16 = createUtf16Decoder(chunk)
      if (utf16) yield { text: Buffer.from(utf16.decode(chunk, { stream: true })), until }
      else yield { text: start ? withoutBom(chunk) : chunk, until }
    }
  } catch (error) {
    throw new CommandFailed(`No se puede leer el archivo ${file}.`, error)
  }
}

const withoutBom = (chunk: Buffer): Buffer =>
  chunk.subarray(0, 3).toString('hex') === 'efbbbf' ? chunk.subarray(3) : chunk

/** Detects UTF-16 by its mark, or by the zero bytes beside ASCII letters. */
function createUtf16Decoder(chunk: Buffer): TextDecoder | undefined {
  const mark = chunk.subarray(0, 2).toString('hex')
  const sample = chunk.subarray(0, 2048)
  const zeros = [0, 0]
  sample.forEach((byte, i) => {
    if (byte === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1
  })
  const [even = 0, odd = 0] = zeros.map((count) => count / sample.length)
  if (mark === 'fffe' || (odd > 0.3 && even < 0.1)) return new TextDecoder('utf-16le')
  if (mark === 'feff' || (even > 0.3 && odd < 0.1)) return new TextDecoder('utf-16be')
  return undefined
}
