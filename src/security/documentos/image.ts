import sharp, { type Sharp } from 'sharp'
import { MAX_BYTES } from '../../domain/documento/documento.ts'
import type { RefusalCode } from '../../domain/outcome/refusals.ts'
import { bilevelPng } from './bilevel-png.ts'
import { inspectJpeg } from './picture-end.ts'
import { isMixedImage } from './polyglots.ts'

/** Images of this many pixels or more are refused. */
const MAX_PIXELS = 40_000_000
/**
 * Memory a decoder may take for a progressive or interlaced image, which it holds whole instead of row by
 * row.
 */
const MAX_PROGRESSIVE_BYTES = 256 * 2 ** 20
/**
 * Cameras and programs write a dozen at most. Each makes the decoder go over the whole image, however few
 * bytes it takes.
 */
const MAX_SCANS = 100
/** A busy machine takes some seconds for what normally takes one. */
const TIMEOUT_SECONDS = 20
/** Longest side to keep: a page scanned at 300 dpi, or a phone's photo. */
const MAX_SIDE = 4000
/** Smallest side an oversized image shrinks to; below it a card becomes unreadable. */
const MIN_SIDE = 800
const QUALITIES = [88, 80, 75, 70]
/** Higher levels cost seconds per page and save a few per cent. */
const PNG_COMPRESSION = 4

type ImageFormat = 'image/jpeg' | 'image/png'

export type CheckedImage =
  | { ok: true; format: ImageFormat; bytes: Uint8Array }
  | { ok: false; code: RefusalCode }

// One thread per image: the gate decides how many run at a time. No cache.
sharp.concurrency(1)
sharp.cache(false)

const refuseImage = (code: RefusalCode): CheckedImage => ({ ok: false, code })

/**
 * Inspects an image and re-encodes it, upright, from its pixels: metadata (where it was taken, by whom) and
 * anything hidden beside the pixels are gone.
 */
export async function checkImage(bytes: Uint8Array, format: ImageFormat): Promise<CheckedImage> {
  // The decoder cannot be stopped: the timeout only covers what follows it.
  if (format === 'image/jpeg' && inspectJpeg(bytes).scans > MAX_SCANS) return refuseImage('archivo_lento')
  const metadata = await sharp(bytes, { limitInputPixels: false })
    .metadata()
    .catch(() => undefined)
  if (!metadata) return refuseImage('archivo_danado')
  const pixels = metadata.width * metadata.height
  if (pixels >= MAX_PIXELS) return refuseImage('archivo_pixeles')
  // JPEG coefficients take two bytes; PNG samples one, or two at 16 bits.
  const bytesPerSample = format === 'image/jpeg' || metadata.depth === 'ushort' ? 2 : 1
  if (metadata.isProgressive && pixels * metadata.channels * bytesPerSample > MAX_PROGRESSIVE_BYTES)
    return refuseImage('archivo_pixeles')
  if (await isMixedImage(bytes, format)) return refuseImage('archivo_mezclado')
  const open = makeOpener(bytes, format)
  const isGrey = metadata.space === 'b-w' || metadata.space === 'grey16'
  const isTwoTone = format === 'image/png' && (isGrey || metadata.bitsPerSample === 1)
  try {
    const bilevel = isTwoTone ? await toBilevel(open) : undefined
    if (bilevel && bilevel.length <= MAX_BYTES) return { ok: true, format: 'image/png', bytes: bilevel }
    return await reencode(open, bilevel ? 'image/jpeg' : format, isGrey)
  } catch (error) {
    return refuseImage(isTimeout(error) ? 'archivo_lento' : 'archivo_danado')
  }
}

const isTimeout = (error: unknown): boolean => error instanceof Error && error.message.startsWith('timeout')

/**
 * Opens only the image proper. A JPEG that lacks just its end marker is accepted: with `warning`, a missing
 * pixel still fails.
 */
function makeOpener(bytes: Uint8Array, format: ImageFormat): () => Sharp {
  const length = format === 'image/jpeg' ? inspectJpeg(bytes).length : bytes.length
  const image = length ? bytes.subarray(0, length) : Buffer.concat([bytes, Buffer.of(0xff, 0xd9)])
  return () =>
    sharp(image, {
      failOn: length ? 'error' : 'warning',
      limitInputPixels: MAX_PIXELS,
      sequentialRead: true,
    })
      .timeout({ seconds: TIMEOUT_SECONDS })
      .autoOrient()
      .flatten({ background: '#fff' })
}

/** The same image at one bit per pixel, full size. */
async function toBilevel(open: () => Sharp): Promise<Buffer | undefined> {
  const { data, info } = await open().toColourspace('b-w').raw().toBuffer({ resolveWithObject: true })
  return bilevelPng(data, info.width, info.height)
}

/**
 * Decodes once, downscaling to bound memory, then encodes: the first encoding that fits wins, and one that
 * times out yields to the next.
 */
async function reencode(open: () => Sharp, format: ImageFormat, isGrey: boolean): Promise<CheckedImage> {
  const colourSpace = isGrey ? 'b-w' : 'srgb'
  const { data, info } = await open()
    .resize(MAX_SIDE, MAX_SIDE, { fit: 'inside', withoutEnlargement: true })
    .toColourspace(colourSpace)
    .raw()
    .toBuffer({ resolveWithObject: true })
  const { width, height, channels } = info
  let side = Math.max(width, height)
  let refusalCode: RefusalCode = 'archivo_no_cabe'
  const encode = async (encodeAs: (image: Sharp) => Sharp): Promise<Buffer | undefined> => {
    const image = sharp(data, { raw: { width, height, channels } })
      .timeout({ seconds: TIMEOUT_SECONDS })
      .resize(side, side, { fit: 'inside', withoutEnlargement: true })
      .toColourspace(colourSpace)
    const bytes = await encodeAs(image)
      .toBuffer()
      .catch((error) => {
        if (!isTimeout(error)) throw error
        refusalCode = 'archivo_lento'
      })
    return bytes || undefined
  }
  if (format === 'image/png') {
    const bytes = await encode((image) => image.png({ compressionLevel: PNG_COMPRESSION }))
    if (bytes && bytes.length <= MAX_BYTES) return { ok: true, format, bytes }
  }
  for (const quality of QUALITIES) {
    const bytes = await encode((image) => image.jpeg({ quality }))
    if (bytes && bytes.length <= MAX_BYTES) return { ok: true, format: 'image/jpeg', bytes }
    const share = bytes ? MAX_BYTES / bytes.length : 0.5
    side = Math.max(MIN_SIDE, Math.floor(side * Math.sqrt(share)))
  }
  return refuseImage(refusalCode)
}
