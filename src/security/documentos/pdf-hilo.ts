/** Runs in a thread of its own (pdf.ts): opening a PDF made to do harm may take all the time or memory there is. */
import { parentPort, workerData } from 'node:worker_threads'
import { constants, inflateSync } from 'node:zlib'
import {
  EncryptedPDFError,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFName,
  type PDFObject,
  PDFStream,
} from '@cantoo/pdf-lib'
import { BYTES_MAXIMOS } from '../../domain/documento.ts'
import type { CodigoRechazo } from '../../domain/rechazos.ts'
import type { PdfJuzgado } from './pdf.ts'

/** What writing anew adds is no reason to refuse one that fits. */
const BYTES_REHECHO = BYTES_MAXIMOS + 65_536
const PAGINAS_MAXIMAS = 20
const OBJETOS_MAXIMOS = 20_000
/** Of all the compressed parts of a file of 1 MB, unpacked. */
const DESCOMPRIMIDO_MAXIMO = 64 * 2 ** 20
/** Compressed parts of a document: pages, pictures and fonts of 20 pages are some hundreds. */
const PARTES_MAXIMAS = 2000

/** Names (ISO 32000-2) of what a reader would run, open or unpack, wherever they stand. */
const PROHIBIDOS: Readonly<Record<string, CodigoRechazo>> = {
  AA: 'archivo_pdf_programa',
  JS: 'archivo_pdf_programa',
  JavaScript: 'archivo_pdf_programa',
  Launch: 'archivo_pdf_programa',
  ImportData: 'archivo_pdf_programa',
  SubmitForm: 'archivo_pdf_programa',
  GoToE: 'archivo_pdf_programa',
  GoToR: 'archivo_pdf_programa',
  Rendition: 'archivo_pdf_programa',
  RichMedia: 'archivo_pdf_programa',
  Movie: 'archivo_pdf_programa',
  Sound: 'archivo_pdf_programa',
  '3D': 'archivo_pdf_programa',
  AF: 'archivo_pdf_adjuntos',
  EF: 'archivo_pdf_adjuntos',
  EmbeddedFile: 'archivo_pdf_adjuntos',
  EmbeddedFiles: 'archivo_pdf_adjuntos',
  FileAttachment: 'archivo_pdf_adjuntos',
  Collection: 'archivo_pdf_adjuntos',
  XFA: 'archivo_pdf_formulario',
}

/** In the plain bytes that came too: whoever hides one of these from its own reader means harm. */
const PROHIBIDOS_A_LA_VISTA = ['JavaScript', 'Launch', 'RichMedia', 'EmbeddedFile', 'EmbeddedFiles'] as const

const prohibido = (nombre: string): CodigoRechazo | undefined =>
  Object.hasOwn(PROHIBIDOS, nombre) ? PROHIBIDOS[nombre] : undefined

/** Names as they are meant: `/J#61vaScript` is `/JavaScript`. */
function aLaVista(bytes: Uint8Array): CodigoRechazo | undefined {
  const texto = Buffer.from(bytes)
    .toString('latin1')
    .replace(/#([0-9a-f]{2})/gi, (_todo, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  const nombre = PROHIBIDOS_A_LA_VISTA.find((uno) => new RegExp(`/${uno}(?![A-Za-z0-9])`).test(texto))
  return nombre && prohibido(nombre)
}

/** Goes through an object and all that it holds, without following references: each is gone through by itself. */
function juzgarObjeto(raiz: PDFObject): CodigoRechazo | undefined {
  const porVer: PDFObject[] = [raiz]
  for (let objeto = porVer.pop(); objeto; objeto = porVer.pop()) {
    if (objeto instanceof PDFName) {
      const codigo = prohibido(objeto.decodeText())
      if (codigo) return codigo
    } else if (objeto instanceof PDFArray) porVer.push(...objeto.asArray())
    else if (objeto instanceof PDFStream) porVer.push(objeto.dict)
    else if (objeto instanceof PDFDict)
      for (const [clave, valor] of objeto.entries()) porVer.push(clave, valor)
  }
  return undefined
}

/** What opening it would run: a place to go to is harmless, any other action is not. */
function juzgarApertura(pdf: PDFDocument): CodigoRechazo | undefined {
  const alAbrir = pdf.catalog.lookup(PDFName.of('OpenAction'))
  if (!(alAbrir instanceof PDFDict)) return undefined
  return alAbrir.lookup(PDFName.of('S')) === PDFName.of('GoTo') ? undefined : 'archivo_pdf_programa'
}

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

const abrir = (bytes: Uint8Array): Promise<PDFDocument> =>
  PDFDocument.load(bytes, {
    updateMetadata: false,
    throwOnInvalidObject: true,
    warnOnInvalidObjects: false,
    // Otherwise it takes the XFA away before it can be seen.
    preserveXFA: true,
    parseSpeed: Number.POSITIVE_INFINITY,
  })

/**
 * Written anew it has each object once, where its table says: the library takes the last copy of an object and
 * other readers the one in the table, so that what they show may be another document than the one that was judged.
 */
async function rehacer(pdf: PDFDocument): Promise<Uint8Array | undefined> {
  for (const useObjectStreams of [false, true]) {
    const bytes = await pdf.save({
      rewrite: true,
      useObjectStreams,
      addDefaultPage: false,
      updateFieldAppearances: false,
      objectsPerTick: Number.POSITIVE_INFINITY,
    })
    if (bytes.length <= BYTES_REHECHO) return bytes
  }
  return undefined
}

async function juzgarPdf(bytes: Uint8Array): Promise<PdfJuzgado> {
  if (seInflaDemasiado(bytes)) return { codigo: 'archivo_pdf_complejo' }
  const rehecho = await rehacer(await abrir(bytes))
  if (!rehecho) return { codigo: 'archivo_pdf_complejo' }
  const codigo = juzgarAbierto(await abrir(rehecho)) ?? aLaVista(bytes)
  return codigo ? { codigo } : { bytes: rehecho }
}

function juzgarAbierto(pdf: PDFDocument): CodigoRechazo | undefined {
  const objetos = pdf.context.enumerateIndirectObjects()
  const paginas = pdf.getPageCount()
  if (objetos.length > OBJETOS_MAXIMOS || paginas > PAGINAS_MAXIMAS) return 'archivo_pdf_complejo'
  if (paginas === 0) return 'archivo_danado'
  const trailer = pdf.context.trailerInfo.Root
  for (const objeto of [...objetos.map(([, uno]) => uno), ...(trailer ? [trailer] : [])]) {
    const codigo = juzgarObjeto(objeto)
    if (codigo) return codigo
  }
  return juzgarApertura(pdf)
}

/** The library may fail on an encrypted object before it sees that the file is: where that is said is never encrypted. */
const esCifrado = (error: unknown, bytes: Uint8Array): boolean =>
  error instanceof EncryptedPDFError || Buffer.from(bytes).includes('/Encrypt')

const responder = (mensaje: 'listo' | PdfJuzgado) => parentPort?.postMessage(mensaje)

responder('listo')
juzgarPdf(workerData).then(responder, (error) =>
  responder({ codigo: esCifrado(error, workerData) ? 'archivo_pdf_cifrado' : 'archivo_danado' }),
)
