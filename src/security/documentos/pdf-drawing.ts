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
import { jpegParts } from './picture-end.ts'

/** What drawing a page needs (ISO 32000-2, clauses 7 to 11), whatever dictionary it stands in. Nothing else is copied. */
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
/** Parts of the resources of a page whose keys are names that its contents chose. */
const BY_NAME = new Set(['Font', 'XObject', 'ExtGState', 'ColorSpace', 'Pattern', 'Shading', 'Properties'])
/** How a photo begins (ITU-T T.81, B.2.1): its start and the first byte of another mark. */
const PHOTO = Buffer.of(0xff, 0xd8, 0xff)
/** Of one stream, unpacked: a page at 600 dpi in greys. */
const LARGEST = 64 * 2 ** 20
/** What the keys of a dictionary are: those of drawing, kinds of resource, or names that the contents of a page chose. */
export type Keys = 'drawing' | 'resources' | 'named' | 'pictures' | 'needed'

/** What stands under a key, by what the keys are. Pictures are needed: a page without them is not what was sent. */
function under(keys: Keys, key: string): Keys {
  if (keys === 'resources') return key === 'XObject' ? 'pictures' : 'named'
  if (keys === 'named') return 'drawing'
  if (keys === 'pictures') return 'needed'
  return key === 'Resources' ? 'resources' : key === 'CharProcs' ? 'named' : 'drawing'
}

function taken(keys: Keys, key: string): boolean {
  if (keys === 'named' || keys === 'pictures') return true
  return (keys === 'resources' ? BY_NAME : DRAWING).has(key)
}

/** A PDF that lacks something that its pages show. */
export class BrokenPages extends Error {}

/** Viewers show what they can of one that is cut or broken, so it stays as it came. */
function repacked(contents: Uint8Array): Uint8Array {
  try {
    return deflateSync(
      inflateSync(contents, { maxOutputLength: LARGEST, finishFlush: constants.Z_SYNC_FLUSH }),
    )
  } catch {
    return contents
  }
}

/**
 * The data of a stream without anything else: what came unpacked is packed, what came packed is packed again, and a
 * photo ends where it ends. Nobody reads it in the new file but who opens it as a PDF.
 * @param packing how it came packed, by the names of the filters.
 * @throws {BrokenPages} when it should be a photo and is none.
 */
function packedAnew(packing: readonly string[], contents: Uint8Array): Uint8Array {
  const [filter, ...others] = packing
  if (filter === undefined) return deflateSync(contents)
  if (others.length > 0) return contents
  if (filter === 'FlateDecode') return repacked(contents)
  if (filter !== 'DCTDecode') return contents
  const from = Buffer.from(contents).indexOf(PHOTO)
  if (from < 0) throw new BrokenPages('a photo is none')
  const photo = contents.subarray(from)
  return photo.subarray(0, jpegParts(photo).length)
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
   * @returns the copy; undefined of what is missing or broken.
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
      const copied = taken(keys, name) && this.copy(value, under(keys, name))
      if (copied) copy.set(key, copied)
    }
    return copy
  }

  #stream(stream: PDFStream): PDFRawStream {
    const copy = this.#dict(stream.dict, 'drawing')
    const filter = stream.dict.lookup(PDFName.of('Filter'))
    const filters =
      filter instanceof PDFArray ? filter.asArray().map((_one, at) => filter.lookup(at)) : [filter]
    const packing = filters.filter((one) => one instanceof PDFName).map((name) => name.decodeText())
    if (packing.length === 0) {
      copy.set(PDFName.of('Filter'), PDFName.of('FlateDecode'))
      copy.delete(PDFName.of('DecodeParms'))
    }
    return PDFRawStream.of(copy, packedAnew(packing, stream.getContents()))
  }
}
