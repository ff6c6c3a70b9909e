/** Runs in a worker thread (pdf.ts): opening a malicious PDF may take unlimited time or memory. */
import { parentPort, workerData } from 'node:worker_threads'
import { constants, inflateSync } from 'node:zlib'
import { EncryptedPDFError, PDFDocument } from '@cantoo/pdf-lib'
import { MAX_BYTES } from '../../domain/documento/documento.ts'
import { boundDecoding } from './bounded-decoding.ts'
import type { InspectedPdf } from './pdf.ts'
import { findHazard } from './pdf-hazards.ts'
import { drawnPages } from './pdf-pages.ts'

/** Allowance for rewriting: a file within the limit must not be refused for what that adds. */
const MAX_REWRITTEN_BYTES = MAX_BYTES + 65_536
const MAX_OBJECTS = 20_000
/** Unpacked size of all compressed parts together. */
const MAX_UNPACKED = 64 * 2 ** 20
/** Maximum of compressed parts; 20 pages with images and fonts have a few hundred. */
const MAX_PARTS = 2000

/** Whether it starts with a zlib header (RFC 1950, 2.2); nothing else can be inflated. */
const beginsAsZlib = ([first = 0, second = 0]: Uint8Array): boolean =>
  (first & 0x0f) === 8 && (first * 256 + second) % 31 === 0

/** Inflates every candidate part up to the limit, since the library has none of its own. */
function inflatesTooMuch(bytes: Uint8Array): boolean {
  const whole = Buffer.from(bytes)
  let remaining = MAX_UNPACKED
  let parts = 0
  for (let offset = whole.indexOf('stream'); offset >= 0; offset = whole.indexOf('stream', offset + 1)) {
    const newlineLength = whole[offset + 6] === 0x0d ? 2 : 1
    const part = whole.subarray(offset + 6 + newlineLength)
    if (!beginsAsZlib(part)) continue
    if (++parts > MAX_PARTS) return true
    try {
      remaining -= inflateSync(part, {
        maxOutputLength: remaining,
        finishFlush: constants.Z_SYNC_FLUSH,
      }).length
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') return true
    }
    if (remaining <= 0) return true
  }
  return false
}

/** Opens it without a password. PDFs that only restrict printing or copying open normally. */
async function loadPdf(bytes: Uint8Array): Promise<PDFDocument> {
  const options = {
    updateMetadata: false,
    preserveXFA: true,
    parseSpeed: Number.POSITIVE_INFINITY,
    password: '',
  }
  try {
    return await PDFDocument.load(bytes, options)
  } catch (error) {
    throw Buffer.from(bytes).includes('/Encrypt') ? new EncryptedPDFError() : error
  }
}

async function writePdf(pdf: PDFDocument): Promise<Uint8Array | undefined> {
  for (const useObjectStreams of [false, true]) {
    const bytes = await pdf.save({
      useObjectStreams,
      addDefaultPage: false,
      updateFieldAppearances: false,
      objectsPerTick: Number.POSITIVE_INFINITY,
    })
    if (bytes.length <= MAX_REWRITTEN_BYTES) return bytes
  }
  return undefined
}

/** Judges the library's parse and keeps its rewrite, so no other reader sees anything else. */
async function inspectPdf(bytes: Uint8Array): Promise<InspectedPdf> {
  if (inflatesTooMuch(bytes)) return { code: 'archivo_pdf_complejo' }
  const pdf = await loadPdf(bytes)
  if (pdf.context.enumerateIndirectObjects().length > MAX_OBJECTS) return { code: 'archivo_pdf_complejo' }
  const code = findHazard(pdf.context, pdf.catalog)
  if (code) return { code }
  const drawn = await drawnPages(pdf)
  const rewritten = drawn && (await writePdf(drawn))
  return rewritten ? { bytes: rewritten } : { code: 'archivo_pdf_complejo' }
}

const reply = (message: 'ready' | InspectedPdf) => parentPort?.postMessage(message)

boundDecoding()
reply('ready')
inspectPdf(workerData).then(reply, (error) =>
  reply({ code: error instanceof EncryptedPDFError ? 'archivo_pdf_cifrado' : 'archivo_danado' }),
)
