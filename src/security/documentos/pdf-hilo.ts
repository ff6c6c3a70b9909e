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
import type { CodigoRechazo } from '../../domain/rechazos.ts'

const PAGINAS_MAXIMAS = 20
const OBJETOS_MAXIMOS = 20_000
/** Of all the compressed parts of a file of 1 MB, unpacked. */
const DESCOMPRIMIDO_MAXIMO = 64 * 2 ** 20

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

/** In the plain bytes too: readers and this library may disagree on which copy of an object counts. */
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

/** Tries every compressed part that there may be, no further than the limit: the library has none of its own. */
function seInflaDemasiado(bytes: Uint8Array): boolean {
  const todo = Buffer.from(bytes)
  let queda = DESCOMPRIMIDO_MAXIMO
  for (let en = todo.indexOf('stream'); en >= 0; en = todo.indexOf('stream', en + 1)) {
    const salto = todo[en + 6] === 0x0d ? 2 : 1
    const parte = todo.subarray(en + 6 + salto)
    try {
      queda -= inflateSync(parte, { maxOutputLength: queda, finishFlush: constants.Z_SYNC_FLUSH }).length
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') return true
    }
    if (queda <= 0) return true
  }
  return false
}

async function juzgarPdf(bytes: Uint8Array): Promise<CodigoRechazo | undefined> {
  if (seInflaDemasiado(bytes)) return 'archivo_pdf_complejo'
  const pdf = await PDFDocument.load(bytes, {
    updateMetadata: false,
    throwOnInvalidObject: true,
    warnOnInvalidObjects: false,
    // Otherwise it takes the XFA away before it can be seen.
    preserveXFA: true,
    parseSpeed: Number.POSITIVE_INFINITY,
  })
  const objetos = pdf.context.enumerateIndirectObjects()
  const paginas = pdf.getPageCount()
  if (objetos.length > OBJETOS_MAXIMOS || paginas > PAGINAS_MAXIMAS) return 'archivo_pdf_complejo'
  if (paginas === 0) return 'archivo_danado'
  const trailer = pdf.context.trailerInfo.Root
  for (const objeto of [...objetos.map(([, uno]) => uno), ...(trailer ? [trailer] : [])]) {
    const codigo = juzgarObjeto(objeto)
    if (codigo) return codigo
  }
  return juzgarApertura(pdf) ?? aLaVista(bytes)
}

/** The library may fail on an encrypted object before it sees that the file is: where that is said is never encrypted. */
const esCifrado = (error: unknown, bytes: Uint8Array): boolean =>
  error instanceof EncryptedPDFError || Buffer.from(bytes).includes('/Encrypt')

juzgarPdf(workerData).then(
  (codigo) => parentPort?.postMessage({ codigo }),
  (error) =>
    parentPort?.postMessage({
      codigo: esCifrado(error, workerData) ? 'archivo_pdf_cifrado' : 'archivo_danado',
    }),
)
