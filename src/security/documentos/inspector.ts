import { type Inspector, Overloaded } from '../../application/ports.ts'
import type { ReceivedFile } from '../../domain/documento/documento.ts'
import { formatOf } from '../../domain/documento/file-kind.ts'
import { ok, refuse } from '../../domain/outcome/result.ts'
import { createSemaphore } from '../semaphore.ts'
import { checkImage } from './image.ts'
import { checkPdf } from './pdf.ts'

export interface InspectorOptions {
  /** Files that may wait. */
  maxWaiting?: number
  /** Longest time inspecting a PDF may take. */
  pdfTimeoutMs?: number
}

/** How long people are told to wait. */
const RETRY_AFTER_SECONDS = 10

/**
 * Inspects files by their content, never by what they claim to be. One at a time on a queue of its own, so
 * that uploads never hold up hashing.
 */
export function createInspector(options: InspectorOptions = {}): Inspector {
  const { maxWaiting = 16, pdfTimeoutMs = 5000 } = options
  const semaphore = createSemaphore(1)
  let pending = 0
  return {
    async inspect(file, { withoutWaiting } = { withoutWaiting: false }) {
      if (pending >= (withoutWaiting ? 1 : maxWaiting)) throw new Overloaded(RETRY_AFTER_SECONDS)
      pending++
      try {
        return await semaphore.run(() => inspectFile(file, pdfTimeoutMs))
      } finally {
        pending--
      }
    },
  }
}

async function inspectFile({ bytes }: ReceivedFile, pdfTimeoutMs: number) {
  const format = formatOf(bytes)
  if (!format) return refuse('archivo_tipo')
  if (format === 'application/pdf') {
    const pdf = await checkPdf(bytes, pdfTimeoutMs)
    return 'bytes' in pdf ? ok({ format, bytes: pdf.bytes }) : refuse(pdf.code)
  }
  const image = await checkImage(bytes, format)
  return image.ok ? ok({ format: image.format, bytes: image.bytes }) : refuse(image.code)
}
