/** Runs in a thread of its own (pdf.ts): opening a PDF made to do harm may take all the time or memory there is. */
import { parentPort, workerData } from 'node:worker_threads'
import { constants, inflateSync } from 'node:zlib'
import { EncryptedPDFError, PDFDocument } from '@cantoo/pdf-lib'
import { BYTES_MAXIMOS } from '../../domain/documento.ts'
import { boundDecoding } from './bounded-decoding.ts'
import type { PdfJuzgado } from './pdf.ts'
import { findHazard } from './pdf-hazards.ts'
import { drawnPages } from './pdf-pages.ts'

/** What writing anew adds is no reason to refuse one that fits. */
const BYTES_REHECHO = BYTES_MAXIMOS + 65_536
const OBJETOS_MAXIMOS = 20_000
/** Of all the compressed parts of a file of 1 MB, unpacked. */
const DESCOMPRIMIDO_MAXIMO = 64 * 2 ** 20
/** Compressed parts of a document: pages, pictures and fonts of 20 pages are some hundreds. */
const PARTES_MAXIMAS = 2000

/** Whether it begins as zlib's format does (RFC 1950, 2.2); nothing else unpacks. */
const empiezaComprimido = ([primero = 0, segundo = 0]: Uint8Array): boolean =>
  (primero & 0x0f) === 8 && (primero * 256 + segundo) % 31 === 0

/** Tries every compressed part that there may be, no further than the limit: the library has none of its own. */
function seInflaDemasiado(bytes: Uint8Array): boolean {
  const todo = Buffer.from(bytes)
  let queda = DESCOMPRIMIDO_MAXIMO
  let partes = 0
  for (let en = todo.indexOf('stream'); en >= 0; en = todo.indexOf('stream', en + 1)) {
    const salto = todo[en + 6] === 0x0d ? 2 : 1
    const parte = todo.subarray(en + 6 + salto)
    if (!empiezaComprimido(parte)) continue
    if (++partes > PARTES_MAXIMAS) return true
    try {
      queda -= inflateSync(parte, { maxOutputLength: queda, finishFlush: constants.Z_SYNC_FLUSH }).length
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') return true
    }
    if (queda <= 0) return true
  }
  return false
}

/** Opens it as who has no password does: one that only asks not to be printed or copied opens like any other. */
async function abrir(bytes: Uint8Array): Promise<PDFDocument> {
  const opciones = {
    updateMetadata: false,
    preserveXFA: true,
    parseSpeed: Number.POSITIVE_INFINITY,
    password: '',
  }
  try {
    return await PDFDocument.load(bytes, opciones)
  } catch (error) {
    throw Buffer.from(bytes).includes('/Encrypt') ? new EncryptedPDFError() : error
  }
}

async function escribir(pdf: PDFDocument): Promise<Uint8Array | undefined> {
  for (const useObjectStreams of [false, true]) {
    const bytes = await pdf.save({
      useObjectStreams,
      addDefaultPage: false,
      updateFieldAppearances: false,
      objectsPerTick: Number.POSITIVE_INFINITY,
    })
    if (bytes.length <= BYTES_REHECHO) return bytes
  }
  return undefined
}

/** Judged by what the library makes of it, and that, written anew, is what is kept: other readers see nothing else. */
async function juzgarPdf(bytes: Uint8Array): Promise<PdfJuzgado> {
  if (seInflaDemasiado(bytes)) return { codigo: 'archivo_pdf_complejo' }
  const pdf = await abrir(bytes)
  if (pdf.context.enumerateIndirectObjects().length > OBJETOS_MAXIMOS)
    return { codigo: 'archivo_pdf_complejo' }
  const codigo = findHazard(pdf.context, pdf.catalog)
  if (codigo) return { codigo }
  const dibujado = await drawnPages(pdf)
  const rehecho = dibujado && (await escribir(dibujado))
  return rehecho ? { bytes: rehecho } : { codigo: 'archivo_pdf_complejo' }
}

const responder = (mensaje: 'listo' | PdfJuzgado) => parentPort?.postMessage(mensaje)

boundDecoding()
responder('listo')
juzgarPdf(workerData).then(responder, (error) =>
  responder({ codigo: error instanceof EncryptedPDFError ? 'archivo_pdf_cifrado' : 'archivo_danado' }),
)
