import { Worker } from 'node:worker_threads'
import { constants, inflateSync } from 'node:zlib'
import type { CodigoRechazo } from '../../domain/rechazos.ts'
import { fronterasDePdf } from './mezclas.ts'

const HILO = new URL('./pdf-hilo.ts', import.meta.url)
const MEMORIA_MB = 256
/** Of all the compressed parts of a file of 1 MB, unpacked. */
const DESCOMPRIMIDO_MAXIMO = 64 * 2 ** 20

/**
 * Judges a PDF: whole, in the clear, and with nothing that a reader would run, open or unpack.
 * @param plazoMs longest time that it may take to open.
 * @returns the code of the refusal; undefined when it may be kept.
 */
export async function revisarPdf(bytes: Uint8Array, plazoMs: number): Promise<CodigoRechazo | undefined> {
  const fronteras = fronterasDePdf(bytes)
  if (fronteras === 'cortado') return 'archivo_danado'
  if (fronteras === 'mezclado') return 'archivo_mezclado'
  if (seInflaDemasiado(bytes)) return 'archivo_pdf_complejo'
  return juzgarEnHilo(bytes, plazoMs)
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

/** A thread that runs out of time or memory is stopped, and the PDF was too much. */
function juzgarEnHilo(bytes: Uint8Array, plazoMs: number): Promise<CodigoRechazo | undefined> {
  return new Promise((resolver) => {
    const hilo = new Worker(HILO, {
      workerData: bytes,
      env: {},
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: MEMORIA_MB },
    })
    const terminar = (codigo: CodigoRechazo | undefined) => {
      clearTimeout(plazo)
      resolver(codigo)
      void hilo.terminate()
    }
    const plazo = setTimeout(() => terminar('archivo_pdf_complejo'), plazoMs)
    hilo.once('message', ({ codigo }: { codigo: CodigoRechazo | undefined }) => terminar(codigo))
    hilo.once('error', () => terminar('archivo_pdf_complejo'))
  })
}
