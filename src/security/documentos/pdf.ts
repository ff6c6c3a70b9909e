import { Worker } from 'node:worker_threads'
import type { CodigoRechazo } from '../../domain/rechazos.ts'
import { fronterasDePdf } from './mezclas.ts'

const HILO = new URL('./pdf-hilo.ts', import.meta.url)
const MEMORIA_MB = 256

/**
 * Judges a PDF: whole, in the clear, and with nothing that a reader would run, open or unpack.
 * @param plazoMs longest time that it may take to open.
 * @returns the code of the refusal; undefined when it may be kept.
 */
export async function revisarPdf(bytes: Uint8Array, plazoMs: number): Promise<CodigoRechazo | undefined> {
  const fronteras = fronterasDePdf(bytes)
  if (fronteras === 'cortado') return 'archivo_danado'
  if (fronteras === 'mezclado') return 'archivo_mezclado'
  return juzgarEnHilo(bytes, plazoMs)
}

/** A thread that runs out of time or memory is stopped, and the PDF was too much. */
function juzgarEnHilo(bytes: Uint8Array, plazoMs: number): Promise<CodigoRechazo | undefined> {
  return new Promise((resolver) => {
    const hilo = new Worker(HILO, {
      workerData: bytes,
      env: {},
      execArgv: [],
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
