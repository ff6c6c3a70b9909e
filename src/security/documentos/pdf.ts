import { Worker } from 'node:worker_threads'
import { pdfHeaderAt } from '../../domain/documento/file-kind.ts'
import type { RefusalCode } from '../../domain/outcome/refusals.ts'
import { isMixedPdf } from './polyglots.ts'

const THREAD = new URL('./pdf-thread.ts', import.meta.url)
const MEMORY_MB = 256
/** For the thread to load its own code, which no file can delay. */
const START_TIMEOUT_MS = 20_000

/** The PDF written anew, or the code of its refusal. */
export type JudgedPdf = { bytes: Uint8Array } | { code: RefusalCode }

/**
 * Judges a PDF by what a program that shows it would do, and writes it anew with what its pages show.
 * @param timeoutMs longest time that it may take to open.
 */
export async function checkPdf(bytes: Uint8Array, timeoutMs: number): Promise<JudgedPdf> {
  const start = pdfHeaderAt(bytes)
  if (start < 0) return { code: 'archivo_danado' }
  if (await isMixedPdf(bytes, start)) return { code: 'archivo_mezclado' }
  return judgeInThread(bytes.subarray(start), timeoutMs)
}

/** A thread that runs out of time or memory is stopped. */
function judgeInThread(bytes: Uint8Array, timeoutMs: number): Promise<JudgedPdf> {
  return new Promise((resolve) => {
    const thread = new Worker(THREAD, {
      workerData: bytes,
      env: {},
      execArgv: [],
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
    })
    const finish = (judged: JudgedPdf) => {
      clearTimeout(timer)
      resolve(judged)
      void thread.terminate()
    }
    const startTimeout = (ms: number) => setTimeout(() => finish({ code: 'archivo_lento' }), ms)
    let timer = startTimeout(START_TIMEOUT_MS)
    thread.on('message', (message: 'listo' | JudgedPdf) => {
      if (message !== 'listo') return finish(message)
      clearTimeout(timer)
      timer = startTimeout(timeoutMs)
    })
    thread.once('error', () => finish({ code: 'archivo_pdf_complejo' }))
  })
}
