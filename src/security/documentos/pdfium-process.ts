/**
 * Runs in a process of its own (pdfium.ts), which may read this file and PDFium and nothing else: draws one page of a PDF
 * that a stranger made. Says when it is ready, takes the PDF, and answers with pages, width and height (four bytes each),
 * then the pixels; a side of 0 only counts the pages. What cannot be drawn ends it with another code than 0.
 */
import { registerHooks } from 'node:module'
import { buffer } from 'node:stream/consumers'

const NETWORK = /^(node:)?(net|tls|dgram|dns|https?|http2|quic)(\/|$)/
registerHooks({
  resolve(specifier, context, next) {
    if (NETWORK.test(specifier)) throw new Error('no network here')
    return next(specifier, context)
  },
})
for (const name of ['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest'])
  Reflect.deleteProperty(globalThis, name)

const [page = 0, side = 0] = process.argv.slice(2).map(Number)
const { PDFiumLibrary } = await import('@hyzyla/pdfium')
const library = await PDFiumLibrary.init()
process.stdout.write('R')

const pdf = await library.loadDocument(await buffer(process.stdin))
const pages = pdf.getPageCount()
const drawn = side > 0 ? await draw() : { width: 0, height: 0, data: new Uint8Array() }
const head = Buffer.alloc(12)
for (const [index, value] of [pages, drawn.width, drawn.height].entries())
  head.writeUInt32BE(value, index * 4)
process.stdout.write(Buffer.concat([head, drawn.data]), () => process.exit(0))

async function draw() {
  const shown = pdf.getPage(page - 1)
  const { originalWidth, originalHeight } = shown.getOriginalSize()
  const scale = side / Math.max(originalWidth, originalHeight)
  // Without this, what somebody wrote into a form is not seen.
  return shown.render({ scale, renderFormFields: true, render: 'bitmap' })
}
