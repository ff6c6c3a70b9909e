/** The lines of a text file of any size, some at a time: memory stays flat, and a bad one spoils no other. */
import { isAscii, isUtf8 } from 'node:buffer'
import { stat } from 'node:fs/promises'
import { CommandFailed } from '../command.ts'
import { CR, LF, MAX_LINE_LENGTH, readBlocks } from './chunks.ts'
import { decodeAs, detectEncoding, ENCODINGS, type Encoding, isReadable } from './encoding.ts'

const UTF8 = new TextDecoder('utf-8')
/** So many lines tell the encoding of a file. */
const SAMPLE_LINES = 2000

/** A line without its end, or why it cannot be read: too long, or letters that cannot be told. */
export type TextLine = {
  /** From 1, as editors count. */
  number: number
  /** The file ends in the middle of it. */
  unended?: true
} & ({ text: string } | { text: null; reason: 'larga' | 'letras' })

export interface LineOptions {
  /** Gets how many bytes were read so far. */
  onRead?: ((bytes: number) => void) | undefined
  /** Of what is not UTF-8; without it, it is found out. */
  encoding?: Encoding | undefined
  /** Gets the encoding that was found out, where the file is not in UTF-8. */
  onEncodingFound?: ((encoding: Encoding) => void) | undefined
}

/**
 * Reads a file by lines, in UTF-8, UTF-16, Windows-1252, MacRoman or CP850. In one that is not UTF-8 the lines that
 * are stay so.
 * @throws {OrdenFallida} when the file cannot be read, or nobody can tell which letters it has.
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
  for await (const { bytes, unended, parsed } of readBlocks(file)) {
    // At once where all of it is UTF-8, which is much faster.
    const texts = isUtf8(bytes) ? splitText(UTF8.decode(bytes)) : splitBytes(bytes).map(decode)
    onRead?.(parsed)
    yield texts.map((text): TextLine => {
      number += 1
      if (text === null) return { number, text, reason: 'letras' }
      if (text.length > MAX_LINE_LENGTH) return { number, text: null, reason: 'larga' }
      return unended ? { number, text, unended } : { number, text }
    })
  }
}

/**
 * Finds out the encoding of a file from the lines of it that are not UTF-8.
 * @returns undefined when there are none, when they are strays in a file in UTF-8, to be refused one by one, or when it
 *   can be read only once.
 */
async function detectFileEncoding(file: string): Promise<Encoding | undefined> {
  const canReadAgain = await stat(file).then(
    (what) => what.isFile(),
    () => false,
  )
  if (!canReadAgain) return undefined
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
