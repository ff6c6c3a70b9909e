import { Worker } from 'node:worker_threads'
import { pdfHeaderAt } from '../../domain/file-kind.ts'
import type { CodigoRechazo } from '../../domain/rechazos.ts'
import { pdfMezclado } from './mezclas.ts'

const HILO = new URL('./pdf-hilo.ts', import.meta.url)
const MEMORIA_MB = 256
/** For the thread to load its own code, which no file can delay. */
const PLAZO_DE_PARTIDA_MS = 20_000

/** The PDF written anew, or the code of its refusal. */
export type PdfJuzgado = { bytes: Uint8Array } | { codigo: CodigoRechazo }

/**
 * Judges a PDF by what a program that shows it would do, and writes it anew with what its pages show.
 * @param plazoMs longest time that it may take to open.
 */
export async function revisarPdf(bytes: Uint8Array, plazoMs: number): Promise<PdfJuzgado> {
  const inicio = pdfHeaderAt(bytes)
  if (inicio < 0) return { codigo: 'archivo_danado' }
  if (await pdfMezclado(bytes, inicio)) return { codigo: 'archivo_mezclado' }
  return juzgarEnHilo(bytes.subarray(inicio), plazoMs)
}

/** A thread that runs out of time or memory is stopped. */
function juzgarEnHilo(bytes: Uint8Array, plazoMs: number): Promise<PdfJuzgado> {
  return new Promise((resolver) => {
    const hilo = new Worker(HILO, {
      workerData: bytes,
      env: {},
      execArgv: [],
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: MEMORIA_MB },
    })
    const terminar = (juzgado: PdfJuzgado) => {
      clearTimeout(plazo)
      resolver(juzgado)
      void hilo.terminate()
    }
    const enPlazo = (ms: number) => setTimeout(() => terminar({ codigo: 'archivo_lento' }), ms)
    let plazo = enPlazo(PLAZO_DE_PARTIDA_MS)
    hilo.on('message', (mensaje: 'listo' | PdfJuzgado) => {
      if (mensaje !== 'listo') return terminar(mensaje)
      clearTimeout(plazo)
      plazo = enPlazo(plazoMs)
    })
    hilo.once('error', () => terminar({ codigo: 'archivo_pdf_complejo' }))
  })
}
