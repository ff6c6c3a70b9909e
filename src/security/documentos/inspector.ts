import {
  atMost,
  type CheckedFile,
  Gate,
  type Inspector,
  Overloaded,
  type Scheduler,
} from '../../application/ports.ts'
import type { ReceivedFile } from '../../domain/documento/documento.ts'
import { formatOf } from '../../domain/documento/file-kind.ts'
import { ok, type Result, refuse } from '../../domain/outcome/result.ts'
import { systemScheduler } from '../scheduler.ts'
import { checkImage } from './image.ts'
import { checkPdf } from './pdf.ts'
import { isPolyglotOutput } from './polyglots.ts'

export interface InspectorOptions {
  /** Files that may be inspected or wait. */
  maxPending?: number
  /** Longest time inspecting a PDF may take. */
  pdfTimeoutMs?: number
  /** Longest time a person waits for an answer, including the wait for a turn. */
  timeoutMs?: number
  scheduler?: Scheduler
}

/** How long people are told to wait. */
const RETRY_AFTER_SECONDS = 10

/**
 * Inspects files by their content, never by what they claim to be. One at a time on a queue of its own, so
 * that uploads never hold up hashing.
 */
export function createInspector(options: InspectorOptions = {}): Inspector {
  const { maxPending = 16, pdfTimeoutMs = 5000, timeoutMs = 30_000, scheduler = systemScheduler } = options
  const gate = new Gate({ places: 1, overload: atMost(maxPending, RETRY_AFTER_SECONDS) })
  return {
    async inspect(file, asker, { withoutWaiting } = { withoutWaiting: false }) {
      if (withoutWaiting && gate.status().pending > 0) throw new Overloaded(RETRY_AFTER_SECONDS)
      const wait = new AbortController()
      const late = Promise.withResolvers<Result<CheckedFile>>()
      let started = false
      // Decoding cannot be stopped: it keeps its place until it ends, so that two never run at once.
      const verdict = gate.run(
        asker,
        () => {
          started = true
          return judge(file, pdfTimeoutMs)
        },
        { signal: wait.signal },
      )
      const cancel = scheduler.after(timeoutMs, () => {
        if (started) late.resolve(refuse('archivo_lento'))
        else wait.abort(new Overloaded(RETRY_AFTER_SECONDS))
      })
      try {
        return await Promise.race([verdict, late.promise])
      } finally {
        cancel()
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
