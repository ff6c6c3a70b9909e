import { decodePDFRawStream, PDFContext, PDFRawStream } from '@cantoo/pdf-lib'

/** Largest unpacked stream; the object streams of a 20-page document take a few hundred kB. */
const LARGEST = 16 * 2 ** 20

/**
 * Bounds what the library unpacks from one stream, thread-wide. The library has no limit, and streams that
 * are encrypted or packed twice only show when it unpacks them. All its decoders grow their buffer in one
 * method.
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
