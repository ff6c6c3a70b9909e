/** Finds files that are two things at once: a picture or PDF for one program, a page or an archive for another. */

/** How other kinds of file begin; long enough never to turn up by chance in a megabyte of compressed pixels. */
const AJENOS = [/<script[\s>]/i, /<html[\s>]/i, /<!doctype html/i, /<\?php/i, /<svg[\s>]/i]
/** Readers of PDF take this anywhere in the first kilobyte, and most of them anywhere. */
const PDF = /%PDF-\d/
const FIN_DE_ZIP = 'PK\x05\x06'
/** Bytes of the record that ends an archive, whose last two tell how long its comment is. */
const LARGO_FIN_DE_ZIP = 22

const FIN_DE_JPEG = Buffer.from([0xff, 0xd9])
const FIN_DE_PNG = Buffer.from('IEND\xaeB\x60\x82', 'latin1')
const FIN_DE_PDF = Buffer.from('%%EOF')

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

/** What is left after the mark that ends a file; padding of zeros and blanks does not count. */
function despuesDe(bytes: Uint8Array, marca: Buffer): string | undefined {
  const fin = Buffer.from(bytes).lastIndexOf(marca)
  return fin < 0 ? undefined : textoDe(bytes.subarray(fin + marca.length)).replace(/^[\0\s]+/, '')
}

/** Whether a picture has something else inside or after it. One without its end is not judged by it. */
export function imagenMezclada(bytes: Uint8Array, formato: 'image/jpeg' | 'image/png'): boolean {
  const texto = textoDe(bytes)
  const cola = despuesDe(bytes, formato === 'image/png' ? FIN_DE_PNG : FIN_DE_JPEG)
  return Boolean(cola) || PDF.test(texto) || terminaEnZip(texto) || AJENOS.some((otro) => otro.test(texto))
}

/** Whether a PDF is whole, lacks its end, or has something else inside, before or after it. */
export function fronterasDePdf(bytes: Uint8Array): 'entero' | 'cortado' | 'mezclado' {
  const texto = textoDe(bytes)
  if (!texto.startsWith('%PDF-') || terminaEnZip(texto) || AJENOS.some((otro) => otro.test(texto)))
    return 'mezclado'
  const cola = despuesDe(bytes, FIN_DE_PDF)
  if (cola === undefined) return 'cortado'
  if (!cola) return 'entero'
  // One that was prepared for the web has an end near its beginning too.
  return /^(?:xref\b|\d+ \d+ obj\b)/.test(cola) ? 'cortado' : 'mezclado'
}
