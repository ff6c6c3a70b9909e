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
/** What a page takes from the branches of the tree that it hangs on (ISO 32000-2, 7.7.3.4). */
const INHERITED = ['Resources', 'MediaBox', 'CropBox', 'Rotate']
const OF_A_PAGE = 'Resources MediaBox CropBox Rotate UserUnit Group Contents'.split(' ')
/** Flags of an annotation that is not shown (12.5.3): hidden, and no view. */
const NOT_SHOWN = 0b10_0010

const nameOf = PDFName.of

const itemsIn = (value: PDFObject | undefined): PDFObject[] =>
  value instanceof PDFArray ? value.asArray() : []

/** A page with all that it inherits. */
type Page = ReadonlyMap<string, PDFObject>

/** Goes through the tree of pages. @throws {BrokenPages} when a branch is missing, or leads back to itself. */
function pagesOf(source: PDFDocument): Page[] {
  const pages: Page[] = []
  const seen = new Set<PDFDict>()
  const visit = (node: PDFObject | undefined, inherited: Page) => {
    const dict = node instanceof PDFRef ? source.context.lookup(node) : node
    if (!(dict instanceof PDFDict) || seen.has(dict)) throw new BrokenPages('a page is missing')
    seen.add(dict)
    const branch = dict.has(nameOf('Kids'))
    const own = (branch ? INHERITED : [...OF_A_PAGE, 'Annots']).flatMap((key) => {
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

/** How an annotation looks: one drawing, or that of its state (12.5.5). */
function drawingOf(annotation: PDFDict): PDFObject | undefined {
  const looks = annotation.lookup(nameOf('AP'))
  const normal = looks instanceof PDFDict ? looks.get(nameOf('N')) : undefined
  const state = annotation.lookup(nameOf('AS'))
  const found = normal instanceof PDFRef ? annotation.context.lookup(normal) : normal
  if (found instanceof PDFStream) return normal
  return found instanceof PDFDict && state instanceof PDFName ? found.get(state) : undefined
}

/** What fields, stamps and signatures show, as plain stamps; undefined for one that shows nothing. */
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
  // 4: printed as well.
  return target.context.obj({
    Type: 'Annot',
    Subtype: 'Stamp',
    F: 4,
    ...(Rect && { Rect }),
    AP: { N: drawing },
  })
}

/** Draws what was typed in a form that leaves it to each program; one that the library cannot draw stays as it is. */
function drawFields(source: PDFDocument): void {
  const form = source.catalog.lookup(nameOf('AcroForm'))
  if (!(form instanceof PDFDict) || String(form.lookup(nameOf('NeedAppearances'))) !== 'true') return
  try {
    source.getForm().updateFieldAppearances()
  } catch {
    // What it did not draw does not show in every program either.
  }
}

/**
 * A new PDF with what the pages of another show: their drawings, and the layers that are on. Actions, links, names,
 * files, forms, notes about its author and everything that no page draws stay behind.
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
    for (const key of OF_A_PAGE) {
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
