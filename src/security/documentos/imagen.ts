import sharp, { type Sharp } from 'sharp'
import { BYTES_MAXIMOS } from '../../domain/documento.ts'
import type { CodigoRechazo } from '../../domain/rechazos.ts'
import { imagenMezclada } from './mezclas.ts'

/** A picture of so many pixels is refused: 160 MB to unpack (issue 3, “The document”). */
const PIXELES_MAXIMOS = 40_000_000
const SEGUNDOS = 5
/** Longest side at which a card or a page reads well. */
const LADO_MAXIMO = 3000

export type ImagenRevisada =
  | { ok: true; formato: 'image/jpeg' | 'image/png'; bytes: Uint8Array }
  | { ok: false; codigo: CodigoRechazo }

// Each picture on one thread: how many go at a time is the semaphore's to say. Nothing of them is kept.
sharp.concurrency(1)
sharp.cache(false)

/**
 * Judges a picture and makes it anew from its pixels: metadata (where it was taken, by whom) and whatever hid
 * beside the pixels are gone, and it stands upright.
 */
export async function revisarImagen(
  bytes: Uint8Array,
  formato: 'image/jpeg' | 'image/png',
): Promise<ImagenRevisada> {
  const abrir = () => sharp(bytes, { failOn: 'error', limitInputPixels: PIXELES_MAXIMOS })
  const medidas = await sharp(bytes, { limitInputPixels: false })
    .metadata()
    .catch(() => undefined)
  if (!medidas) return { ok: false, codigo: 'archivo_danado' }
  if (medidas.width * medidas.height >= PIXELES_MAXIMOS) return { ok: false, codigo: 'archivo_pixeles' }
  if (imagenMezclada(bytes, formato)) return { ok: false, codigo: 'archivo_mezclado' }
  try {
    return (await rehacer(abrir, formato)) ?? { ok: false, codigo: 'archivo_no_cabe' }
  } catch {
    return { ok: false, codigo: 'archivo_danado' }
  }
}

/** The first way of writing it that fits. */
async function rehacer(
  abrir: () => Sharp,
  formato: 'image/jpeg' | 'image/png',
): Promise<ImagenRevisada | undefined> {
  const derecha = () => abrir().timeout({ seconds: SEGUNDOS }).autoOrient()
  const menor = () => derecha().resize(LADO_MAXIMO, LADO_MAXIMO, { fit: 'inside', withoutEnlargement: true })
  const enJpeg = (imagen: Sharp, quality: number) => imagen.flatten({ background: '#fff' }).jpeg({ quality })
  const maneras = [
    ...(formato === 'image/png' ? [{ formato, hacer: () => derecha().png({ compressionLevel: 9 }) }] : []),
    { formato: 'image/jpeg' as const, hacer: () => enJpeg(derecha(), 88) },
    { formato: 'image/jpeg' as const, hacer: () => enJpeg(menor(), 75) },
  ]
  for (const manera of maneras) {
    const bytes = await manera.hacer().toBuffer()
    if (bytes.length <= BYTES_MAXIMOS) return { ok: true, formato: manera.formato, bytes }
  }
  return undefined
}
