import {
  PDFArray,
  type PDFContext,
  PDFDict,
  PDFHexString,
  PDFName,
  type PDFObject,
  PDFRef,
  PDFStream,
  PDFString,
} from '@cantoo/pdf-lib'
import type { RefusalCode } from '../../domain/outcome/refusals.ts'

/** Actions (ISO 32000-2, 12.6.4) that run, open, send or play something. */
const ACTIONS = new Set([
  ...['JavaScript', 'Launch', 'ImportData', 'SubmitForm', 'GoToE', 'GoToR', 'Rendition', 'Movie', 'Sound'],
  ...['RichMediaExecute', 'GoTo3DView'],
])
/** Actions that run no code when a PDF opens or is used; like all others, they are not kept. */
const HARMLESS_ACTIONS = new Set(['GoTo', 'Named', 'URI'])
/** Annotations (12.5.6) that play something or carry files. */
const ANNOTATIONS: Readonly<Record<string, RefusalCode>> = {
  RichMedia: 'archivo_pdf_programa',
  Movie: 'archivo_pdf_programa',
  Sound: 'archivo_pdf_programa',
  '3D': 'archivo_pdf_programa',
  FileAttachment: 'archivo_pdf_adjuntos',
}
/** PostScript XObjects (ISO 32000-1, 8.8.2), which are programs; PDF 1.2 named them in Subtype2. */
const POSTSCRIPT = 'PS'
/** Keys of a file specification that hold embedded files (7.11.3). */
const CARRIED = ['F', 'UF', 'DOS', 'Mac', 'Unix']

const nameAt = (dict: PDFDict, key: string): string | undefined => {
  const value = dict.lookup(PDFName.of(key))
  return value instanceof PDFName ? value.decodeText() : undefined
}

const dictAt = (dict: PDFDict, key: string): PDFDict | undefined => {
  const value = dict.lookup(PDFName.of(key))
  return value instanceof PDFDict ? value : undefined
}

/** Whether it is an action that may do more than go to a page, print or open an address. */
const acts = (value: PDFObject | undefined): boolean =>
  value instanceof PDFDict && !HARMLESS_ACTIONS.has(nameAt(value, 'S') ?? 'GoTo')

const hasStream = (list: PDFArray) => list.asArray().some((_one, at) => list.lookup(at) instanceof PDFStream)

/** Whether it is a file specification with an embedded file, or with related files (7.11.4.2). */
function carriesFiles(dict: PDFDict): boolean {
  return ['EF', 'RF'].some((key) => {
    const files = dictAt(dict, key)
    return CARRIED.some((one) => {
      const found = files?.lookup(PDFName.of(one))
      return found instanceof PDFStream || (found instanceof PDFArray && hasStream(found))
    })
  })
}

/** The hazard of a dictionary, judged by its contents and not by the key it is under. */
function hazardOf(dict: PDFDict): RefusalCode | undefined {
  if (ACTIONS.has(nameAt(dict, 'S') ?? '')) return 'archivo_pdf_programa'
  const onEvents = dictAt(dict, 'AA')
  if (onEvents?.keys().some((event) => acts(onEvents.lookup(event)))) return 'archivo_pdf_programa'
  if (carriesFiles(dict)) return 'archivo_pdf_adjuntos'
  const kind = nameAt(dict, 'Subtype') ?? ''
  if (kind === POSTSCRIPT || nameAt(dict, 'Subtype2') === POSTSCRIPT) return 'archivo_pdf_programa'
  return dict.has(PDFName.of('Rect')) && Object.hasOwn(ANNOTATIONS, kind) ? ANNOTATIONS[kind] : undefined
}

/** XFA forms (12.7.8), which only some programs can draw; an empty one draws nothing. */
function hasDynamicForm(catalog: PDFDict): boolean {
  const form = dictAt(catalog, 'AcroForm')?.lookup(PDFName.of('XFA'))
  if (form instanceof PDFArray) return form.size() > 0
  return form instanceof PDFStream || form instanceof PDFString || form instanceof PDFHexString
}

/**
 * Checks everything reachable from a PDF's catalog.
 * @returns why it is refused: it acts when opened or used, carries files, or cannot be drawn.
 */
export function findHazard(context: PDFContext, catalog: PDFDict): RefusalCode | undefined {
  if (acts(catalog.lookup(PDFName.of('OpenAction')))) return 'archivo_pdf_programa'
  if (dictAt(catalog, 'Collection')) return 'archivo_pdf_adjuntos'
  if (hasDynamicForm(catalog)) return 'archivo_pdf_formulario'
  const seen = new Set<PDFObject>()
  const pending: (PDFObject | undefined)[] = [catalog]
  while (pending.length > 0) {
    const object = pending.pop()
    if (!object || seen.has(object)) continue
    seen.add(object)
    if (object instanceof PDFRef) pending.push(context.lookup(object))
    else if (object instanceof PDFArray) pending.push(...object.asArray())
    else if (object instanceof PDFStream) pending.push(object.dict)
    else if (object instanceof PDFDict) {
      const hazard = hazardOf(object)
      if (hazard) return hazard
      pending.push(...object.values())
    }
  }
  return undefined
}
