import { constants, deflateSync, inflateSync } from 'node:zlib'
import {
  PDFArray,
  type PDFContext,
  PDFDict,
  PDFInvalidObject,
  PDFName,
  PDFNull,
  type PDFObject,
  PDFRawStream,
  PDFRef,
  PDFStream,
} from '@cantoo/pdf-lib'
import { inspectJpeg } from './picture-end.ts'

/** Every dictionary key needed to draw a page (ISO 32000-2, clauses 7 to 11). Nothing else is copied. */
const DRAWING = new Set(
  `Type Subtype Filter DecodeParms Predictor Colors BitsPerComponent Columns EarlyChange K EndOfLine EncodedByteAlign
  Rows EndOfBlock BlackIs1 DamagedRowsBeforeError ColorTransform JBIG2Globals Width Height ColorSpace Intent ImageMask
  Mask Decode Interpolate SMask SMaskInData Matte FormType BBox Matrix Resources Group S CS I G BC TR OC OCGs P VE Name
  BaseFont FirstChar LastChar Widths FontDescriptor Encoding BaseEncoding Differences ToUnicode DescendantFonts
  CIDSystemInfo Registry Ordering Supplement DW W DW2 W2 CIDToGIDMap FontBBox FontMatrix CharProcs FontName FontFamily
  FontStretch FontWeight Flags ItalicAngle Ascent Descent Leading CapHeight XHeight StemV StemH AvgWidth MaxWidth
  MissingWidth FontFile FontFile2 FontFile3 Length1 Length2 Length3 CharSet CIDSet Style Panose CMapName WMode UseCMap
  PatternType PaintType TilingType XStep YStep Shading ExtGState ShadingType Background AntiAlias Coords Domain Function
  Extend BitsPerCoordinate BitsPerFlag VerticesPerRow FunctionType Range Size BitsPerSample Order Encode C0 C1 N
  Functions Bounds Alternate WhitePoint BlackPoint Gamma LW LC LJ ML D RI OP op OPM Font FL SM SA BM CA ca AIS TK
  BaseState ON OFF`.split(/\s+/),
)
/** Resource categories whose keys are names chosen by the page's contents. */
const BY_NAME = new Set(['Font', 'XObject', 'ExtGState', 'ColorSpace', 'Pattern', 'Shading', 'Properties'])
/** How a JPEG begins: its start marker and the first byte of another (ITU-T T.81, B.2.1). */
const JPEG_START = Buffer.of(0xff, 0xd8, 0xff)
/** Bytes a stream may inflate to: a page at 600 dpi in grey. */
const MAX_INFLATED = 64 * 2 ** 20
/**
 * How to read a dictionary's keys: drawing attributes, resource categories, or names chosen by the page's
 * contents.
 */
export type Keys = 'drawing' | 'resources' | 'named' | 'pictures' | 'needed'

/** How to read the dictionary under a key. Images are needed: a page without them is not what was sent. */
function under(keys: Keys, key: string): Keys {
  if (keys === 'resources') return key === 'XObject' ? 'pictures' : 'named'
  if (keys === 'named') return 'drawing'
  if (keys === 'pictures') return 'needed'
  return key === 'Resources' ? 'resources' : key === 'CharProcs' ? 'named' : 'drawing'
}

function isCopied(keys: Keys, key: string): boolean {
  if (keys === 'named' || keys === 'pictures') return true
  return (keys === 'resources' ? BY_NAME : DRAWING).has(key)
}

/** A PDF that lacks something its pages show. */
export class BrokenPages extends Error {}

/** Compresses data again. Viewers show what they can of broken data, so that stays as it came. */
function recompress(contents: Uint8Array): Uint8Array {
  try {
    return deflateSync(
      inflateSync(contents, { maxOutputLength: MAX_INFLATED, finishFlush: constants.Z_SYNC_FLUSH }),
    )
  } catch {
    return contents
  }
}

/**
 * Rewrites a stream's data, so that its bytes mean nothing outside a PDF reader: uncompressed and deflated data
 * are compressed anew, and a JPEG is cut to the image itself.
 * @param filters names of the filters it came with.
 * @throws {BrokenPages} when it should be a JPEG and is not.
 */
function rewriteData(filters: readonly string[], contents: Uint8Array): Uint8Array {
  const [filter, ...others] = filters
  if (filter === undefined) return deflateSync(contents)
  if (others.length > 0) return contents
  if (filter === 'FlateDecode') return recompress(contents)
  if (filter !== 'DCTDecode') return contents
  const start = Buffer.from(contents).indexOf(JPEG_START)
  if (start < 0) throw new BrokenPages('a JPEG stream holds none')
  const photo = contents.subarray(start)
  return photo.subarray(0, inspectJpeg(photo).length)
}

/** Copies what drawing needs from one PDF to another, each object once. */
export class DrawingCopier {
  readonly #from: PDFContext
  readonly #to: PDFContext
  readonly #done = new Map<PDFRef, PDFRef>()

  constructor(from: PDFContext, to: PDFContext) {
    this.#from = from
    this.#to = to
  }

  /**
   * @returns the copy; undefined when missing or broken.
   * @throws {BrokenPages} when it was needed.
   */
  copy(object: PDFObject | undefined, keys: Keys = 'drawing'): PDFObject | undefined {
    if (object instanceof PDFRef) return this.#reference(object, keys)
    if (object instanceof PDFDict) return this.#dict(object, keys)
    if (object instanceof PDFStream) return this.#stream(object)
    if (!(object instanceof PDFArray)) return object
    const copy = PDFArray.withContext(this.#to)
    for (const one of object.asArray()) copy.push(this.copy(one, keys) ?? PDFNull)
    return copy
  }

  #reference(ref: PDFRef, keys: Keys): PDFRef | undefined {
    const done = this.#done.get(ref)
    if (done) return done
    const object = this.#from.lookup(ref)
    if (!object || object instanceof PDFInvalidObject) {
      if (keys === 'needed' || keys === 'pictures') throw new BrokenPages(`${ref} is missing`)
      return undefined
    }
    const copy = this.#to.nextRef()
    this.#done.set(ref, copy)
    this.#to.assign(copy, this.copy(object, keys) ?? PDFNull)
    return copy
  }

  #dict(dict: PDFDict, keys: Keys): PDFDict {
    const copy = PDFDict.withContext(this.#to)
    for (const [key, value] of dict.entries()) {
      const name = key.decodeText()
      const copied = isCopied(keys, name) && this.copy(value, under(keys, name))
      if (copied) copy.set(key, copied)
    }
    return copy
  }

  #stream(stream: PDFStream): PDFRawStream {
    const copy = this.#dict(stream.dict, 'drawing')
    const filter = stream.dict.lookup(PDFName.of('Filter'))
    const entries =
      filter instanceof PDFArray ? filter.asArray().map((_one, at) => filter.lookup(at)) : [filter]
    const filters = entries.filter((one) => one instanceof PDFName).map((name) => name.decodeText())
    if (filters.length === 0) {
      copy.set(PDFName.of('Filter'), PDFName.of('FlateDecode'))
      copy.delete(PDFName.of('DecodeParms'))
    }
    return PDFRawStream.of(copy, rewriteData(filters, stream.getContents()))
  }
}
