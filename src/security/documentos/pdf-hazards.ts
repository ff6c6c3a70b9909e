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
import type { CodigoRechazo } from '../../domain/rechazos.ts'

/** Actions (ISO 32000-2, 12.6.4) that run, open, send or play something. */
const ACTIONS = new Set([
  ...['JavaScript', 'Launch', 'ImportData', 'SubmitForm', 'GoToE', 'GoToR', 'Rendition', 'Movie', 'Sound'],
  ...['RichMediaExecute', 'GoTo3DView'],
])
/** Annotations (12.5.6) that play or carry something. */
const ANNOTATIONS: Readonly<Record<string, CodigoRechazo>> = {
  RichMedia: 'archivo_pdf_programa',
  Movie: 'archivo_pdf_programa',
  Sound: 'archivo_pdf_programa',
  '3D': 'archivo_pdf_programa',
  FileAttachment: 'archivo_pdf_adjuntos',
}
/** A drawing that is a program (ISO 32000-1, 8.8.2), also as PDF 1.2 named it. */
const POSTSCRIPT = 'PS'
/** Where a file specification has the files that it carries (7.11.3). */
const CARRIED = ['F', 'UF', 'DOS', 'Mac', 'Unix']

const nameAt = (dict: PDFDict, key: string): string | undefined => {
  const value = dict.lookup(PDFName.of(key))
  return value instanceof PDFName ? value.decodeText() : undefined
}

const dictAt = (dict: PDFDict, key: string): PDFDict | undefined => {
  const value = dict.lookup(PDFName.of(key))
  return value instanceof PDFDict ? value : undefined
}

/** Whether it is an action that does more than go to a page. */
const acts = (value: PDFObject | undefined): boolean =>
  value instanceof PDFDict && (nameAt(value, 'S') ?? 'GoTo') !== 'GoTo'

const isStreamIn = (list: PDFArray) => list.asArray().some((_one, at) => list.lookup(at) instanceof PDFStream)

/** Whether it is a file specification with a file, or with those that go with it (7.11.4.2). */
function carries(dict: PDFDict): boolean {
  return ['EF', 'RF'].some((key) => {
    const files = dictAt(dict, key)
    return CARRIED.some((one) => {
      const found = files?.lookup(PDFName.of(one))
      return found instanceof PDFStream || (found instanceof PDFArray && isStreamIn(found))
    })
  })
}

/** What is wrong with a dictionary by what it is; the name under which it stands says nothing. */
function hazardOf(dict: PDFDict): CodigoRechazo | undefined {
  if (ACTIONS.has(nameAt(dict, 'S') ?? '')) return 'archivo_pdf_programa'
  const onEvents = dictAt(dict, 'AA')
  if (onEvents?.keys().some((event) => acts(onEvents.lookup(event)))) return 'archivo_pdf_programa'
  if (carries(dict)) return 'archivo_pdf_adjuntos'
  const kind = nameAt(dict, 'Subtype') ?? ''
  if (kind === POSTSCRIPT || nameAt(dict, 'Subtype2') === POSTSCRIPT) return 'archivo_pdf_programa'
  return dict.has(PDFName.of('Rect')) && Object.hasOwn(ANNOTATIONS, kind) ? ANNOTATIONS[kind] : undefined
}

/** A form that only some programs can draw (12.7.8): an empty one draws nothing. */
function hasDynamicForm(catalog: PDFDict): boolean {
  const form = dictAt(catalog, 'AcroForm')?.lookup(PDFName.of('XFA'))
  if (form instanceof PDFArray) return form.size() > 0
  return form instanceof PDFStream || form instanceof PDFString || form instanceof PDFHexString
}

/**
 * Looks at whatever a program could come to from the catalogue of a PDF.
 * @returns why it is refused: it does something when it is opened or used, carries files, or cannot be drawn.
 */
export function findHazard(context: PDFContext, catalog: PDFDict): CodigoRechazo | undefined {
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
