/**
 * Detects polyglots: an image or PDF for one program that is a page, an archive or a program for another.
 * What phones, scanners and spoolers leave around a file is harmless and gets dropped.
 */
import { fileTypeFromBuffer } from 'file-type'
import { inspectJpeg, pngLength } from './picture-end.ts'

/**
 * Signatures of other kinds of file, long enough not to occur by chance in a megabyte of compressed pixels.
 */
const FOREIGN_MARKERS = [/<script[\s>]/i, /<html[\s>]/i, /<!doctype html/i, /<\?php/i, /<svg[\s>]/i]
/** Signatures of archives, which their programs find anywhere in a file. */
const ARCHIVE_MARKERS = ['Rar!\x1a\x07', "7z\xbc\xaf'\x1c"]
/** PDF readers accept this anywhere in the first kilobyte, and most of them anywhere. */
const PDF = /%PDF-\d/
const END_OF_ZIP = 'PK\x05\x06'
/** Starts each entry of a ZIP's central directory, which precedes its end record. */
const ZIP_DIRECTORY_ENTRY = 'PK\x01\x02'
/** Length of the ZIP end record; its last two bytes hold the comment's length. */
const ZIP_END_LENGTH = 22
const END_OF_PDF = Buffer.from('%%EOF')
/** Padding that may precede another file: zeros, ones and whitespace. */
const PADDING = /^[\0\xff\s]+/

const toLatin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1')

/** Whether programs would find a ZIP by looking from the end of the file. */
function endsInZip(text: string): boolean {
  for (let end = text.lastIndexOf(END_OF_ZIP); end >= 0; end = text.lastIndexOf(END_OF_ZIP, end - 1)) {
    const commentLength = text.charCodeAt(end + 20) + 256 * text.charCodeAt(end + 21)
    if (end + ZIP_END_LENGTH + commentLength === text.length) return true
    if (end === 0) break
  }
  return false
}

const hasForeign = (text: string): boolean =>
  FOREIGN_MARKERS.some((marker) => marker.test(text)) ||
  ARCHIVE_MARKERS.some((marker) => text.includes(marker))

/**
 * Whether a rewritten file still carries an archive or a page. Compression stores incompressible data
 * unchanged, so someone who knows how the file is made can choose its bytes.
 */
export function isPolyglotOutput(bytes: Uint8Array): boolean {
  const text = toLatin1(bytes)
  const entry = text.indexOf(ZIP_DIRECTORY_ENTRY)
  const hasDirectory = entry >= 0 && text.indexOf(END_OF_ZIP, entry) >= 0
  return hasDirectory || endsInZip(text) || hasForeign(text)
}

/** Whether trailing bytes are an archive, a program or a document; videos and images are harmless. */
async function isOtherFile(rest: Uint8Array): Promise<boolean> {
  const [padding = ''] = PADDING.exec(toLatin1(rest)) ?? []
  const kind = await fileTypeFromBuffer(rest.subarray(padding.length)).catch(() => undefined)
  return kind?.mime.startsWith('application/') ?? false
}

/** Whether an image has something else inside it or after its end. */
export async function isMixedImage(bytes: Uint8Array, format: 'image/jpeg' | 'image/png'): Promise<boolean> {
  const text = toLatin1(bytes)
  if (PDF.test(text) || endsInZip(text) || hasForeign(text)) return true
  const length = format === 'image/png' ? pngLength(bytes) : inspectJpeg(bytes).length
  return isOtherFile(bytes.subarray(length ?? bytes.length))
}

/**
 * Whether a PDF has something else before or after it.
 * @param start offset of its header.
 */
export async function isMixedPdf(bytes: Uint8Array, start: number): Promise<boolean> {
  const end = Buffer.from(bytes).lastIndexOf(END_OF_PDF)
  const remains = [
    bytes.subarray(0, start),
    end < 0 ? new Uint8Array() : bytes.subarray(end + END_OF_PDF.length),
  ]
  if (endsInZip(toLatin1(bytes)) || remains.some((rest) => hasForeign(toLatin1(rest)))) return true
  for (const rest of remains) if (await isOtherFile(rest)) return true
  return false
}
