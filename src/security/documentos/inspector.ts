import { type Inspector, Overloaded } from '../../application/ports.ts'
import type { ReceivedFile } from '../../domain/documento/documento.ts'
import { formatOf } from '../../domain/documento/file-kind.ts'
import { ok, refuse } from '../../domain/outcome/result.ts'
import { createSemaphore } from '../semaphore.ts'
import { checkImage } from './image.ts'
import { checkPdf } from './pdf.ts'

export interface InspectorOptions {
  /** Files that may wait for it at a time. */
  maxWaiting?: number
  /** Longest time that judging a PDF may take. */
  pdfTimeoutMs?: number
}

/** What people are told to wait. */
const RETRY_AFTER_SECONDS = 10

/**
 * Judges files by what they are, never by what they say they are. One at a time, in a line of their own: whatever
 * is sent, keys are hashed meanwhile.
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
        return await semaphore.run(() => judge(file, pdfTimeoutMs))
      } finally {
        pending--
      }
    },
  }
}

async function judge({ bytes }: ReceivedFile, pdfTimeoutMs: number) {
  const format = formatOf(bytes)
  if (!format) return refuse('archivo_tipo')
  if (format === 'application/pdf') {
    const pdf = await checkPdf(bytes, pdfTimeoutMs)
    return 'bytes' in pdf ? ok({ format, bytes: pdf.bytes }) : refuse(pdf.code)
  }
  const image = await checkImage(bytes, format)
  return image.ok ? ok({ format: image.format, bytes: image.bytes }) : refuse(image.code)
}
