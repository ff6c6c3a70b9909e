import { Worker } from 'node:worker_threads'
import { pdfHeaderAt } from '../../domain/documento/file-kind.ts'
import type { RefusalCode } from '../../domain/outcome/refusals.ts'
import { isMixedPdf } from './polyglots.ts'

const THREAD = new URL('./pdf-thread.ts', import.meta.url)
const MEMORY_MB = 256
/** Time for the thread to load its own code, which no file can delay. */
const START_TIMEOUT_MS = 20_000

/** The rewritten PDF, or the code of its refusal. */
export type InspectedPdf = { bytes: Uint8Array } | { code: RefusalCode }

/**
 * Inspects a PDF by what a viewer would do with it, and rewrites it with only what its pages show.
 * @param timeoutMs longest time it may take.
 */
export async function checkPdf(bytes: Uint8Array, timeoutMs: number): Promise<InspectedPdf> {
  const start = pdfHeaderAt(bytes)
  if (start < 0) return { code: 'archivo_danado' }
  if (await isMixedPdf(bytes, start)) return { code: 'archivo_mezclado' }
  return inspectInThread(bytes.subarray(start), timeoutMs)
}

/** Stops the thread when it runs out of time or memory. */
function inspectInThread(bytes: Uint8Array, timeoutMs: number): Promise<InspectedPdf> {
  return new Promise((resolve) => {
    const thread = new Worker(THREAD, {
      workerData: bytes,
      env: {},
      execArgv: [],
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
    })
    const finish = (inspected: InspectedPdf) => {
      clearTimeout(timer)
      resolve(inspected)
      void thread.terminate()
    }
    const startTimeout = (ms: number) => setTimeout(() => finish({ code: 'archivo_lento' }), ms)
    let timer = startTimeout(START_TIMEOUT_MS)
    thread.on('message', (message: 'ready' | InspectedPdf) => {
      if (message !== 'ready') return finish(message)
      clearTimeout(timer)
      timer = startTimeout(timeoutMs)
    })
    thread.once('error', () => finish({ code: 'archivo_pdf_complejo' }))
  })
}
