import sharp, { type Sharp } from 'sharp'
import { BYTES_MAXIMOS } from '../../domain/documento.ts'
import type { CodigoRechazo } from '../../domain/rechazos.ts'
import { bilevelPng } from './bilevel-png.ts'
import { imagenMezclada } from './mezclas.ts'
import { jpegParts } from './picture-end.ts'

/** A picture of so many pixels is refused. */
const PIXELES_MAXIMOS = 40_000_000
/** What a decoder may keep of a picture that comes in several passes: it holds all of it, not line after line. */
const BYTES_EN_PASADAS = 256 * 2 ** 20
/** Cameras and programs write a dozen at most; each costs its decoder the whole picture, however few bytes it takes. */
const PASADAS_MAXIMAS = 100
/** A machine at its busiest takes some seconds for what costs it one. */
const SEGUNDOS = 20
/** Longest side that is kept: a page scanned at 300 dpi, or what telephones take. */
const LADO_MAXIMO = 4000
/** A picture that does not fit is made smaller until a card could no longer be read on it. */
const LADO_MINIMO = 800
const CALIDADES = [88, 80, 75, 70]
/** Levels above it cost seconds on a page and win a few per cent. */
const COMPRESION_PNG = 4

type FormatoDeImagen = 'image/jpeg' | 'image/png'

export type ImagenRevisada =
  | { ok: true; formato: FormatoDeImagen; bytes: Uint8Array }
  | { ok: false; codigo: CodigoRechazo }

// Each picture on one thread: how many go at a time is the semaphore's to say. Nothing of them is kept.
sharp.concurrency(1)
sharp.cache(false)

const negar = (codigo: CodigoRechazo): ImagenRevisada => ({ ok: false, codigo })

/**
 * Judges a picture and makes it anew from its pixels: metadata (where it was taken, by whom) and whatever hid
 * beside the pixels are gone, and it stands upright.
 */
export async function revisarImagen(bytes: Uint8Array, formato: FormatoDeImagen): Promise<ImagenRevisada> {
  // Once it decodes, nothing stops it: its time limit only counts what comes after.
  if (formato === 'image/jpeg' && jpegParts(bytes).scans > PASADAS_MAXIMAS) return negar('archivo_lento')
  const medidas = await sharp(bytes, { limitInputPixels: false })
    .metadata()
    .catch(() => undefined)
  if (!medidas) return negar('archivo_danado')
  const pixeles = medidas.width * medidas.height
  if (pixeles >= PIXELES_MAXIMOS) return negar('archivo_pixeles')
  // Coefficients of a JPEG take two bytes; samples of a PNG one, or two when they have 16 bits.
  const porMuestra = formato === 'image/jpeg' || medidas.depth === 'ushort' ? 2 : 1
  if (medidas.isProgressive && pixeles * medidas.channels * porMuestra > BYTES_EN_PASADAS)
    return negar('archivo_pixeles')
  if (await imagenMezclada(bytes, formato)) return negar('archivo_mezclado')
  const abrir = abridor(bytes, formato)
  const enGrises = medidas.space === 'b-w' || medidas.space === 'grey16'
  const dosTonos = formato === 'image/png' && (enGrises || medidas.bitsPerSample === 1)
  try {
    const dePuntos = dosTonos ? await enBlancoYNegro(abrir) : undefined
    if (dePuntos && dePuntos.length <= BYTES_MAXIMOS)
      return { ok: true, formato: 'image/png', bytes: dePuntos }
    return await rehacer(abrir, dePuntos ? 'image/jpeg' : formato, enGrises)
  } catch (error) {
    return negar(esTardanza(error) ? 'archivo_lento' : 'archivo_danado')
  }
}

const esTardanza = (error: unknown): boolean => error instanceof Error && error.message.startsWith('timeout')

/** Reads no further than the picture. One that only lacks the mark of its end is whole: any pixel missing is a warning. */
function abridor(bytes: Uint8Array, formato: FormatoDeImagen): () => Sharp {
  const largo = formato === 'image/jpeg' ? jpegParts(bytes).length : bytes.length
  const imagen = largo ? bytes.subarray(0, largo) : Buffer.concat([bytes, Buffer.of(0xff, 0xd9)])
  return () =>
    sharp(imagen, {
      failOn: largo ? 'error' : 'warning',
      limitInputPixels: PIXELES_MAXIMOS,
      sequentialRead: true,
    })
      .timeout({ seconds: SEGUNDOS })
      .autoOrient()
      .flatten({ background: '#fff' })
}

/** A page of two tones, with all its points. */
async function enBlancoYNegro(abrir: () => Sharp): Promise<Buffer | undefined> {
  const { data, info } = await abrir().toColourspace('b-w').raw().toBuffer({ resolveWithObject: true })
  return bilevelPng(data, info.width, info.height)
}

/**
 * Unpacked once and made smaller on the way, so that the memory it takes is bounded; then the first way of writing it
 * that fits. One that takes too long gives way to the next.
 */
async function rehacer(
  abrir: () => Sharp,
  formato: FormatoDeImagen,
  enGrises: boolean,
): Promise<ImagenRevisada> {
  const espacio = enGrises ? 'b-w' : 'srgb'
  const { data, info } = await abrir()
    .resize(LADO_MAXIMO, LADO_MAXIMO, { fit: 'inside', withoutEnlargement: true })
    .toColourspace(espacio)
    .raw()
    .toBuffer({ resolveWithObject: true })
  const { width, height, channels } = info
  let lado = Math.max(width, height)
  let motivo: CodigoRechazo = 'archivo_no_cabe'
  const escribir = async (comoSea: (imagen: Sharp) => Sharp): Promise<Buffer | undefined> => {
    const imagen = sharp(data, { raw: { width, height, channels } })
      .timeout({ seconds: SEGUNDOS })
      .resize(lado, lado, { fit: 'inside', withoutEnlargement: true })
      .toColourspace(espacio)
    const bytes = await comoSea(imagen)
      .toBuffer()
      .catch((error) => {
        if (!esTardanza(error)) throw error
        motivo = 'archivo_lento'
      })
    return bytes || undefined
  }
  if (formato === 'image/png') {
    const bytes = await escribir((imagen) => imagen.png({ compressionLevel: COMPRESION_PNG }))
    if (bytes && bytes.length <= BYTES_MAXIMOS) return { ok: true, formato, bytes }
  }
  for (const quality of CALIDADES) {
    const bytes = await escribir((imagen) => imagen.jpeg({ quality }))
    if (bytes && bytes.length <= BYTES_MAXIMOS) return { ok: true, formato: 'image/jpeg', bytes }
    const sobra = bytes ? BYTES_MAXIMOS / bytes.length : 0.5
    lado = Math.max(LADO_MINIMO, Math.floor(lado * Math.sqrt(sobra)))
  }
  return negar(motivo)
}
