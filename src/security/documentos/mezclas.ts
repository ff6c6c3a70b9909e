/**
 * Finds files made to be two things at once: a picture or PDF for one program, a page, an archive or a program for
 * another. What telephones, scanners and spoolers leave around a file is none of them, and is dropped.
 */
import { fileTypeFromBuffer } from 'file-type'
import { jpegParts, pngLength } from './picture-end.ts'

/** How other kinds of file begin; long enough never to turn up by chance in a megabyte of compressed pixels. */
const AJENOS = [/<script[\s>]/i, /<html[\s>]/i, /<!doctype html/i, /<\?php/i, /<svg[\s>]/i]
/** Archives that their programs find anywhere in a file. */
const ARCHIVOS = ['Rar!\x1a\x07', "7z\xbc\xaf'\x1c"]
/** Readers of PDF take this anywhere in the first kilobyte, and most of them anywhere. */
const PDF = /%PDF-\d/
const FIN_DE_ZIP = 'PK\x05\x06'
/** Begins each entry of the list that an archive has before its end. */
const ENTRADA_DE_ZIP = 'PK\x01\x02'
/** Bytes of the record that ends an archive, whose last two tell how long its comment is. */
const LARGO_FIN_DE_ZIP = 22
const FIN_DE_PDF = Buffer.from('%%EOF')
/** Padding before what may be another file: zeros, ones and blanks. */
const RELLENO = /^[\0\xff\s]+/

const textoDe = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1')

/** Whether an archive could be read from the end of the file, where programs look for it. */
function terminaEnZip(texto: string): boolean {
  for (let fin = texto.lastIndexOf(FIN_DE_ZIP); fin >= 0; fin = texto.lastIndexOf(FIN_DE_ZIP, fin - 1)) {
    const comentario = texto.charCodeAt(fin + 20) + 256 * texto.charCodeAt(fin + 21)
    if (fin + LARGO_FIN_DE_ZIP + comentario === texto.length) return true
    if (fin === 0) break
  }
  return false
}

const traeAjeno = (texto: string): boolean =>
  AJENOS.some((otro) => otro.test(texto)) || ARCHIVOS.some((otro) => texto.includes(otro))

/**
 * Whether a file that was made anew still carries an archive or a page: what does not compress is stored as it came, and
 * whoever knows how the file is made can choose it.
 */
export function llevaAjeno(bytes: Uint8Array): boolean {
  const texto = textoDe(bytes)
  const entrada = texto.indexOf(ENTRADA_DE_ZIP)
  const conEntradas = entrada >= 0 && texto.indexOf(FIN_DE_ZIP, entrada) >= 0
  return conEntradas || terminaEnZip(texto) || traeAjeno(texto)
}

/** Whether what hangs on a file is an archive, a program or a document by itself; films and pictures are harmless. */
async function esOtroArchivo(resto: Uint8Array): Promise<boolean> {
  const [relleno = ''] = RELLENO.exec(textoDe(resto)) ?? []
  const tipo = await fileTypeFromBuffer(resto.subarray(relleno.length)).catch(() => undefined)
  return tipo?.mime.startsWith('application/') ?? false
}

/** Whether a picture has something else inside, or after its own end. */
export async function imagenMezclada(
  bytes: Uint8Array,
  formato: 'image/jpeg' | 'image/png',
): Promise<boolean> {
  const texto = textoDe(bytes)
  if (PDF.test(texto) || terminaEnZip(texto) || traeAjeno(texto)) return true
  const largo = formato === 'image/png' ? pngLength(bytes) : jpegParts(bytes).length
  return esOtroArchivo(bytes.subarray(largo ?? bytes.length))
}

/** Whether a PDF has something else before or after it. @param inicio where its header is. */
export async function pdfMezclado(bytes: Uint8Array, inicio: number): Promise<boolean> {
  const fin = Buffer.from(bytes).lastIndexOf(FIN_DE_PDF)
  const restos = [
    bytes.subarray(0, inicio),
    fin < 0 ? new Uint8Array() : bytes.subarray(fin + FIN_DE_PDF.length),
  ]
  if (terminaEnZip(textoDe(bytes)) || restos.some((resto) => traeAjeno(textoDe(resto)))) return true
  for (const resto of restos) if (await esOtroArchivo(resto)) return true
  return false
}
