/** Streams the lines of a text file with bounded memory; a bad line does not affect the others. */
import { isAscii, isUtf8 } from 'node:buffer'
import { stat } from 'node:fs/promises'
import { CommandFailed } from '../command.ts'
import { CR, LF, MAX_LINE_LENGTH, readBlocks } from './chunks.ts'
import { decodeAs, detectEncoding, ENCODINGS, type Encoding, isReadable } from './encoding.ts'

const UTF8 = new TextDecoder('utf-8')
/** Lines sampled to detect the encoding. */
const SAMPLE_LINES = 2000

/** A line without its terminator, or why it cannot be read: too long, or undecodable. */
export type TextLine = {
  /** Starts at 1, as in editors. */
  number: number
  /** The file ends in the middle of this line. */
  unended?: true
} & ({ text: string } | { text: null; reason: 'larga' | 'letras' })

export interface LineOptions {
  /** Called with the bytes read so far. */
  onRead?: ((bytes: number) => void) | undefined
  /** Encoding of what is not UTF-8; detected when absent. */
  encoding?: Encoding | undefined
  /** Called with the detected encoding when the file is not UTF-8. */
  onEncodingFound?: ((encoding: Encoding) => void) | undefined
}

/**
 * Reads a file by lines, in UTF-8, UTF-16, Windows-1252, MacRoman or CP850. Lines that are valid UTF-8 are
 * always read as such.
 * @throws {CommandFailed} when the file cannot be read, or its encoding cannot be determined.
 */
export async function* readLines(
  file: string,
  { onRead, encoding, onEncodingFound }: LineOptions = {},
): AsyncGenerator<TextLine[]> {
  const detected = encoding ?? (await detectFileEncoding(file))
  if (detected && !encoding) onEncodingFound?.(detected)
  const decode = (bytes: Buffer): string | null => {
    if (isUtf8(bytes)) return UTF8.decode(bytes)
    if (!detected || !(encoding || isReadable(bytes, detected))) return null
    return decodeAs(bytes, detected)
  }
  let number = 0
  for await (const { bytes, unended, bytesRead } of readBlocks(file)) {
    // Decoding a whole UTF-8 block is much faster.
    const texts = isUtf8(bytes) ? splitText(UTF8.decode(bytes)) : splitBytes(bytes).map(decode)
    onRead?.(bytesRead)
    yield texts.map((text): TextLine => {
      number += 1
      if (text === null) return { number, text, reason: 'letras' }
      if (text.length > MAX_LINE_LENGTH) return { number, text: null, reason: 'larga' }
      return unended ? { number, text, unended } : { number, text }
    })
  }
}

/**
 * Detects a file's encoding from its lines that are not UTF-8.
 * @returns undefined when there are none, when they are strays in a UTF-8 file (each is refused), or when the
 *   file can be read only once.
 */
async function detectFileEncoding(file: string): Promise<Encoding | undefined> {
  const isRereadable = await stat(file).then(
    (what) => what.isFile(),
    () => false,
  )
  if (!isRereadable) return undefined
  const notUtf8: Buffer[] = []
  let utf8Count = 0
  for await (const { bytes } of readBlocks(file)) {
    if (isAscii(bytes)) continue
    for (const line of splitBytes(bytes)) {
      if (!isUtf8(line)) notUtf8.push(line.length > MAX_LINE_LENGTH ? Buffer.alloc(0) : Buffer.from(line))
      else if (!isAscii(line)) utf8Count += 1
      if (notUtf8.length === SAMPLE_LINES) break
    }
    if (notUtf8.length === SAMPLE_LINES) break
  }
  if (notUtf8.length === 0) return undefined
  const encoding = detectEncoding(notUtf8)
  if (!encoding && utf8Count <= notUtf8.length) {
    throw new CommandFailed(
      `No se sabe con certeza qué letras con acento trae el archivo. Guárdelo como CSV UTF-8, o diga cómo está escrito: --codificacion ${ENCODINGS.join(', ')}.`,
    )
  }
  return encoding
}

const splitText = (text: string): string[] => text.split(text.includes('\r') ? /\r\n|\r|\n/ : '\n')

function splitBytes(bytes: Buffer): Buffer[] {
  const lines: Buffer[] = []
  let from = 0
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i] !== LF && bytes[i] !== CR) continue
    lines.push(bytes.subarray(from, i))
    if (bytes[i] === CR && bytes[i + 1] === LF) i += 1
    from = i + 1
  }
  return [...lines, bytes.subarray(from)]
}
