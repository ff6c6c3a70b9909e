import sharp, { type Sharp } from 'sharp'
import { atMost, type DocumentoDrawer, type DrawnPage, Gate } from '../../application/ports.ts'
import { type PageView, sideOf } from '../../domain/documento/page-view.ts'
import { DrawnAhead } from './drawn-ahead.ts'
import { askPdfium } from './pdfium.ts'

/** How long who reviews is told to wait while too many pages are drawn. */
const RETRY_AFTER_SECONDS = 5
/** Pages that may be drawn or wait. */
const MAX_PENDING = 16
/** Kept pictures are smaller: more was not written by this product. */
const MAX_PIXELS = 40_000_000
const TIMEOUT_SECONDS = 20
/** Readable letters; higher ones cost bytes and time. */
const QUALITY = 82

/** A page of a scanned form takes a tenth of a second, and longer where others work: they go first. */
const PDF_TIMEOUT_MS = 8000

/**
 * Draws kept documents, one page at a time on a queue of its own: whoever reviews never holds up uploads or hashing, nor
 * they a reviewer.
 * @param pdfTimeoutMs how long a page of a PDF may take.
 * @param ask starts a process.
 */
export function createDrawer({ pdfTimeoutMs = PDF_TIMEOUT_MS, ask = askPdfium } = {}): DocumentoDrawer {
  const ahead = new DrawnAhead()
  const pdfs = { ahead, ask: (pdf: Uint8Array, wanted: Wanted) => ask(pdf, wanted, pdfTimeoutMs) }
  const gate = new Gate({ places: 1, overload: atMost(MAX_PENDING, RETRY_AFTER_SECONDS) })
  return {
    draw: ({ format, bytes }, view, asker) =>
      gate.run(asker, () =>
        format === 'application/pdf' ? drawPdf(pdfs, bytes, view) : drawPicture(bytes, view),
      ),
    countPages: async ({ format, bytes }, view, asker) =>
      format === 'application/pdf'
        ? (ahead.countOf(bytes) ?? (await gate.run(asker, () => countPdf(pdfs, bytes, view))))
        : 1,
  }
}

type Wanted = Parameters<typeof askPdfium>[1]
interface Pdfs {
  ahead: DrawnAhead
  ask(pdf: Uint8Array, wanted: Wanted): ReturnType<typeof askPdfium>
}

/** Draws the page that is asked for next meanwhile: one process does both. Where that page cannot be drawn, it only counts. */
async function countPdf(pdfs: Pdfs, bytes: Uint8Array, view: PageView): Promise<number | undefined> {
  const drawn = await drawPdf(pdfs, bytes, view)
  pdfs.ahead.keepPicture(bytes, view, drawn)
  const counted = pdfs.ahead.countOf(bytes)
  if (counted !== undefined) return counted
  const { pages = 0 } = (await pdfs.ask(bytes, { page: 1, side: 0 })) ?? {}
  if (pages > 0) pdfs.ahead.keepCount(bytes, pages)
  return pages > 0 ? pages : undefined
}

/** What comes from the process that drew it are pixels, in which nothing is hidden. */
async function drawPdf({ ahead, ask }: Pdfs, bytes: Uint8Array, view: PageView): Promise<DrawnPage> {
  const ready = ahead.takePicture(bytes, view)
  if (ready) return ready
  const drawn = await ask(bytes, { page: view.page, side: sideOf(view) })
  if (drawn && drawn.pages > 0) ahead.keepCount(bytes, drawn.pages)
  if (!drawn || drawn.pixels.length === 0) return { ok: false }
  const { width, height, pixels } = drawn
  return encode(sharp(pixels, { raw: { width, height, channels: 4 } }), view)
}

const drawPicture = (bytes: Uint8Array, view: PageView): Promise<DrawnPage> =>
  encode(sharp(bytes, { limitInputPixels: MAX_PIXELS, sequentialRead: true }), view)

/** Of bounded size, turned, made anew from its pixels; not what cannot be read, or takes too long. */
const encode = (picture: Sharp, view: PageView): Promise<DrawnPage> =>
  make(picture, view).then(
    (webp) => ({ ok: true, webp }),
    () => ({ ok: false }),
  )

async function make(picture: Sharp, view: PageView): Promise<Uint8Array> {
  const side = sideOf(view)
  const { data, info } = await picture
    .timeout({ seconds: TIMEOUT_SECONDS })
    .resize(side, side, { fit: 'inside' })
    .flatten({ background: '#fff' })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })
  const { width, height, channels } = info
  return sharp(data, { raw: { width, height, channels } })
    .rotate(view.turn)
    .webp({ quality: QUALITY, effort: 2 })
    .toBuffer()
}
