import { setTimeout as delay } from 'node:timers/promises'
import { type Inspector, Overloaded } from '../../application/ports.ts'
import type { ReceivedFile } from '../../domain/documento/documento.ts'
import { formatOf } from '../../domain/documento/file-kind.ts'
import { ok, refuse } from '../../domain/outcome/result.ts'
import { createSemaphore } from '../semaphore.ts'
import { checkImage } from './image.ts'
import { checkPdf } from './pdf.ts'
import { isPolyglotOutput } from './polyglots.ts'

export interface InspectorOptions {
  /** Files that may wait. */
  maxWaiting?: number
  /** Longest time inspecting a PDF may take. */
  pdfTimeoutMs?: number
  /** Longest time a person waits for an answer, including the wait for a turn. */
  timeoutMs?: number
}

/** How long people are told to wait. */
const RETRY_AFTER_SECONDS = 10

/**
 * Inspects files by their content, never by what they claim to be. One at a time on a queue of its own, so
 * that uploads never hold up hashing.
 */
export function createInspector(options: InspectorOptions = {}): Inspector {
  const { maxWaiting = 16, pdfTimeoutMs = 5000, timeoutMs = 30_000 } = options
  const semaphore = createSemaphore(1)
  let pending = 0
  return {
    async inspect(file, { withoutWaiting } = { withoutWaiting: false }) {
      if (pending >= (withoutWaiting ? 1 : maxWaiting)) throw new Overloaded(RETRY_AFTER_SECONDS)
      pending++
      const timeout = new AbortController()
      let started = false
      let expired = false
      // Decoding cannot be stopped: it keeps its turn until it ends, so that two never run at once.
      const verdict = semaphore.run(async () => {
        try {
          if (expired) throw new Overloaded(RETRY_AFTER_SECONDS)
          started = true
          return await judge(file, pdfTimeoutMs)
        } finally {
          pending--
        }
      })
      const deadline = delay(timeoutMs, undefined, { signal: timeout.signal }).then(() => {
        expired = true
        if (started) return refuse('archivo_lento')
        throw new Overloaded(RETRY_AFTER_SECONDS)
      })
      try {
        return await Promise.race([verdict, deadline])
      } finally {
        timeout.abort()
      }
    },
  }
}

/** Judges a file, and checks that what will be kept is nothing else as well. */
async function judge({ bytes }: ReceivedFile, pdfTimeoutMs: number) {
  const format = formatOf(bytes)
  if (!format) return refuse('archivo_tipo')
  const judged =
    format === 'application/pdf' ? await checkPdf(bytes, pdfTimeoutMs) : await checkImage(bytes, format)
  if ('code' in judged) return refuse(judged.code)
  if (isPolyglotOutput(judged.bytes)) return refuse('archivo_mezclado')
  const { format: keptAs, bytes: kept } = { format, ...judged }
  return ok({ format: keptAs, bytes: kept })
}
