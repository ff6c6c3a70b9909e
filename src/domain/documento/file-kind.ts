/** Detects the kind of a file from its first bytes. Its name and declared MIME type are ignored. */

/** Accepted formats. */
export const FORMATS = ['image/jpeg', 'image/png', 'application/pdf'] as const
export type DocumentoFormat = (typeof FORMATS)[number]

/** PDF viewers look for the header within this many bytes (ISO 32000-1, annex H, note 13). */
const PDF_HEADER_WITHIN = 1024
const PDF_HEADER = '%PDF-'

const latin1 = (bytes: Uint8Array, from: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(from, from + length))

/** Common kinds that are not accepted: name as people know it, offset, and possible signatures there. */
const OTHER_KINDS: readonly (readonly [name: string, offset: number, ...signatures: string[]])[] = [
  ['HEIC', 4, 'ftyphei', 'ftyphev', 'ftypmif1', 'ftypmsf1'],
  ['AVIF', 4, 'ftypavi'],
  ['video', 4, 'ftyp'],
  ['video', 0, '\x1aE\xdf\xa3'],
  ['video', 8, 'AVI '],
  ['WebP', 8, 'WEBP'],
  ['GIF', 0, 'GIF87a', 'GIF89a'],
  ['TIFF', 0, 'II*\0', 'MM\0*'],
  ['BMP', 0, 'BM'],
  ['Word o ZIP', 0, 'PK\x03\x04', '\xd0\xcf\x11\xe0'],
]

/** Offset of the PDF header; -1 if PDF viewers would find none. */
export const pdfHeaderAt = (bytes: Uint8Array): number =>
  latin1(bytes, 0, PDF_HEADER_WITHIN + PDF_HEADER.length).indexOf(PDF_HEADER)

/** Name of a common kind that is not accepted, to tell the person; undefined for any other file. */
export function otherKind(bytes: Uint8Array): string | undefined {
  const start = latin1(bytes, 0, 16)
  return OTHER_KINDS.find(([, offset, ...signatures]) =>
    signatures.some((signature) => start.startsWith(signature, offset)),
  )?.[0]
}

/**
 * The accepted format of a file; undefined if none. A file cut within its signature matches by what is there.
 */
export function formatOf(bytes: Uint8Array): DocumentoFormat | undefined {
  const start = latin1(bytes, 0, 4)
  const matches = (signature: string) =>
    start !== '' && (start.startsWith(signature) || signature.startsWith(start))
  if (matches('\xff\xd8\xff')) return 'image/jpeg'
  if (matches('\x89PNG')) return 'image/png'
  return matches('%PDF') || pdfHeaderAt(bytes) >= 0 ? 'application/pdf' : undefined
}
