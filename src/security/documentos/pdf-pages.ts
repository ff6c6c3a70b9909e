import {
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFRef,
  PDFStream,
} from '@cantoo/pdf-lib'
import { BrokenPages, DrawingCopier } from './pdf-drawing.ts'

const MAX_PAGES = 20
/** Attributes a page inherits from the page tree (ISO 32000-2, 7.7.3.4). */
const INHERITED = ['Resources', 'MediaBox', 'CropBox', 'Rotate']
const PAGE_KEYS = 'Resources MediaBox CropBox Rotate UserUnit Group Contents'.split(' ')
/** Annotation flags Hidden and NoView (12.5.3). */
const NOT_SHOWN = 0b10_0010

const nameOf = PDFName.of

const itemsIn = (value: PDFObject | undefined): PDFObject[] =>
  value instanceof PDFArray ? value.asArray() : []

/** A page with everything it inherits. */
type Page = ReadonlyMap<string, PDFObject>

/**
 * Walks the page tree.
 * @throws {BrokenPages} when a branch is missing or loops.
 */
function pagesOf(source: PDFDocument): Page[] {
  const pages: Page[] = []
  const seen = new Set<PDFDict>()
  const visit = (node: PDFObject | undefined, inherited: Page) => {
    const dict = node instanceof PDFRef ? source.context.lookup(node) : node
    if (!(dict instanceof PDFDict) || seen.has(dict)) throw new BrokenPages('a page is missing')
    seen.add(dict)
    const branch = dict.has(nameOf('Kids'))
    const own = (branch ? INHERITED : [...PAGE_KEYS, 'Annots']).flatMap((key) => {
      const value = dict.get(nameOf(key))
      return value ? [[key, value] as const] : []
    })
    const page = new Map([...inherited, ...own])
    if (!branch) pages.push(page)
    else for (const kid of itemsIn(dict.lookup(nameOf('Kids')))) visit(kid, page)
  }
  visit(source.catalog.get(nameOf('Pages')), new Map())
  return pages
}

/** An annotation's appearance: a single stream, or the one of its state (12.5.5). */
function drawingOf(annotation: PDFDict): PDFObject | undefined {
  const looks = annotation.lookup(nameOf('AP'))
  const normal = looks instanceof PDFDict ? looks.get(nameOf('N')) : undefined
  const state = annotation.lookup(nameOf('AS'))
  const found = normal instanceof PDFRef ? annotation.context.lookup(normal) : normal
  if (found instanceof PDFStream) return normal
  return found instanceof PDFDict && state instanceof PDFName ? found.get(state) : undefined
}

/** Flattens a form field, stamp or signature into a plain stamp; undefined when it shows nothing. */
function stampOf(
  annotation: PDFObject | undefined,
  copier: DrawingCopier,
  target: PDFDocument,
): PDFObject | undefined {
  if (!(annotation instanceof PDFDict)) return undefined
  const flags = annotation.lookup(nameOf('F'))
  const shown = !(flags instanceof PDFNumber) || (flags.asNumber() & NOT_SHOWN) === 0
  const kind = annotation.lookup(nameOf('Subtype'))
  const drawing = shown && kind !== nameOf('Popup') && copier.copy(drawingOf(annotation), 'needed')
  if (!drawing) return undefined
  const Rect = copier.copy(annotation.lookup(nameOf('Rect')))
  // F 4: printed too.
  return target.context.obj({
    Type: 'Annot',
    Subtype: 'Stamp',
    F: 4,
    ...(Rect && { Rect }),
    AP: { N: drawing },
  })
}

/** Draws the typed contents of a form that leaves it to viewers (NeedAppearances). */
function drawFields(source: PDFDocument): void {
  const form = source.catalog.lookup(nameOf('AcroForm'))
  if (!(form instanceof PDFDict) || String(form.lookup(nameOf('NeedAppearances'))) !== 'true') return
  try {
    source.getForm().updateFieldAppearances()
  } catch {
    // What the library cannot draw, not every viewer shows either.
  }
}

/**
 * Builds a new PDF with what the pages of another show: their drawings and visible layers. Actions, links,
 * names, files, forms, metadata and anything no page draws stay behind.
 * @returns undefined when it has too many pages.
 * @throws {BrokenPages} when a page, or what it draws, is missing.
 */
export async function drawnPages(source: PDFDocument): Promise<PDFDocument | undefined> {
  drawFields(source)
  const pages = pagesOf(source)
  if (pages.length === 0) throw new BrokenPages('it has no pages')
  if (pages.length > MAX_PAGES) return undefined
  const target = await PDFDocument.create({ updateMetadata: false })
  const copier = new DrawingCopier(source.context, target.context)
  for (const page of pages) {
    const { node } = target.addPage()
    for (const key of PAGE_KEYS) {
      const keys = key === 'Contents' ? 'needed' : key === 'Resources' ? 'resources' : 'drawing'
      const copied = copier.copy(page.get(key), keys)
      if (copied) node.set(nameOf(key), copied)
    }
    const annotations = itemsIn(source.context.lookup(page.get('Annots'))).map((one) =>
      stampOf(source.context.lookup(one), copier, target),
    )
    node.set(nameOf('Annots'), target.context.obj(annotations.filter((one) => one !== undefined)))
  }
  const layers = copier.copy(source.catalog.get(nameOf('OCProperties')))
  if (layers) target.catalog.set(nameOf('OCProperties'), layers)
  return target
}
