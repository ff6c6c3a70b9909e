import { decodePDFRawStream, PDFContext, PDFRawStream } from '@cantoo/pdf-lib'

/** Of one packed group of objects. Those of a document of 20 pages take some hundreds of KB. */
const LARGEST = 16 * 2 ** 20

/**
 * Bounds what the library unpacks of one stream, for the whole thread: it has no limit of its own, and what is
 * encrypted or packed twice is only seen when it unpacks it. All its decoders grow one buffer, in one method.
 */
export function boundDecoding(): void {
  const context = PDFContext.create()
  const decoder = decodePDFRawStream(
    PDFRawStream.of(context.obj({ Filter: 'FlateDecode' }), Uint8Array.of(0x78, 0x9c)),
  )
  const base = Object.getPrototypeOf(Object.getPrototypeOf(decoder))
  const grow: unknown = Reflect.get(base, 'ensureBuffer')
  if (typeof grow !== 'function') throw new Error('the decoders of the library changed')
  Reflect.set(base, 'ensureBuffer', function (this: unknown, requested: number): unknown {
    if (requested > LARGEST) throw new Error('it unpacks to too much')
    return Reflect.apply(grow, this, [requested])
  })
}
