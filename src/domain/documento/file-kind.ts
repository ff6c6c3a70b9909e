/** What a file is, by how it begins; its name and what the browser says of it never count. */

/** What a document can be. */
export const FORMATS = ['image/jpeg', 'image/png', 'application/pdf'] as const
export type DocumentoFormat = (typeof FORMATS)[number]

/** Programs that show PDFs look for its header no further (ISO 32000-1, annex H, note 13). */
const PDF_HEADER_WITHIN = 1024
const PDF_HEADER = '%PDF-'

const latin1 = (bytes: Uint8Array, from: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(from, from + length))

/** Kinds that people often choose and that are not taken, as their owners know them: what stands where. */
const OTHER_KINDS: readonly (readonly [name: string, at: number, ...starts: string[]])[] = [
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

/** Where the header of a PDF begins; -1 when no program that shows PDFs would find one. */
export const pdfHeaderAt = (bytes: Uint8Array): number =>
  latin1(bytes, 0, PDF_HEADER_WITHIN + PDF_HEADER.length).indexOf(PDF_HEADER)

/** The name of a common kind that is not taken, to tell its owner; undefined for any other file. */
export function otherKind(bytes: Uint8Array): string | undefined {
  const start = latin1(bytes, 0, 16)
  return OTHER_KINDS.find(([, at, ...starts]) => starts.some((one) => start.startsWith(one, at)))?.[0]
}

/** The format of a document; a file of which only a few bytes came counts by them. Undefined when it is none. */
export function formatOf(bytes: Uint8Array): DocumentoFormat | undefined {
  const start = latin1(bytes, 0, 4)
  const isCutOr = (beginning: string) =>
    start !== '' && (start.startsWith(beginning) || beginning.startsWith(start))
  if (isCutOr('\xff\xd8\xff')) return 'image/jpeg'
  if (isCutOr('\x89PNG')) return 'image/png'
  return isCutOr('%PDF') || pdfHeaderAt(bytes) >= 0 ? 'application/pdf' : undefined
}
