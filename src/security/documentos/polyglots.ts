/**
 * Finds files made to be two things at once: a picture or PDF for one program, a page, an archive or a program for
 * another. What telephones, scanners and spoolers leave around a file is none of them, and is dropped.
 */
import { fileTypeFromBuffer } from 'file-type'
import { jpegLength, pngLength } from './picture-end.ts'

/** How other kinds of file begin; long enough never to turn up by chance in a megabyte of compressed pixels. */
const FOREIGN_MARKERS = [/<script[\s>]/i, /<html[\s>]/i, /<!doctype html/i, /<\?php/i, /<svg[\s>]/i]
/** Readers of PDF take this anywhere in the first kilobyte, and most of them anywhere. */
const PDF = /%PDF-\d/
const END_OF_ZIP = 'PK\x05\x06'
/** Bytes of the record that ends an archive, whose last two tell how long its comment is. */
const ZIP_END_LENGTH = 22
const END_OF_PDF = Buffer.from('%%EOF')
/** Padding before what may be another file: zeros, ones and blanks. */
const PADDING = /^[\0\xff\s]+/

const toLatin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1')

/** Whether an archive could be read from the end of the file, where programs look for it. */
function endsInZip(text: string): boolean {
  for (let end = text.lastIndexOf(END_OF_ZIP); end >= 0; end = text.lastIndexOf(END_OF_ZIP, end - 1)) {
    const commentLength = text.charCodeAt(end + 20) + 256 * text.charCodeAt(end + 21)
    if (end + ZIP_END_LENGTH + commentLength === text.length) return true
    if (end === 0) break
  }
  return false
}

const hasForeign = (text: string): boolean => FOREIGN_MARKERS.some((other) => other.test(text))

/** Whether what hangs on a file is an archive, a program or a document by itself; films and pictures are harmless. */
async function isOtherFile(rest: Uint8Array): Promise<boolean> {
  const [padding = ''] = PADDING.exec(toLatin1(rest)) ?? []
  const kind = await fileTypeFromBuffer(rest.subarray(padding.length)).catch(() => undefined)
  return kind?.mime.startsWith('application/') ?? false
}

/** Whether a picture has something else inside, or after its own end. */
export async function isMixedImage(bytes: Uint8Array, format: 'image/jpeg' | 'image/png'): Promise<boolean> {
  const text = toLatin1(bytes)
  if (PDF.test(text) || endsInZip(text) || hasForeign(text)) return true
  const length = format === 'image/png' ? pngLength(bytes) : jpegLength(bytes)
  return isOtherFile(bytes.subarray(length ?? bytes.length))
}

/** Whether a PDF has something else before or after it. @param start where its header is. */
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
