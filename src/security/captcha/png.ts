import { promisify } from 'node:util'
import { crc32, deflate } from 'node:zlib'
import { renderAsync } from '@resvg/resvg-js'

const FIRMA = Buffer.from('89504e470d0a1a0a', 'hex')
const BITS = 4
const NIVELES = 2 ** BITS
const comprimir = promisify(deflate)

/** The two colours that the drawing's white and black become. */
const PAPEL = [255, 255, 255] as const
const TINTA = [27, 42, 74] as const

/**
 * Rasterises a drawing in white and black. 16 shades, two pixels a byte: half the size of the
 * rasteriser's own PNG, so that a picture twice as fine still is small on mobile data. Nothing but pixels
 * is in the file.
 * @param ancho width in pixels; the height follows.
 */
export async function rasterizar(svg: string, ancho: number): Promise<Buffer> {
  const { pixels, width, height } = await renderAsync(svg, {
    font: { loadSystemFonts: false },
    fitTo: { mode: 'width', value: ancho },
  })
  const largoFila = Math.ceil((width * BITS) / 8)
  const filas = Buffer.alloc((1 + largoFila) * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const nivel = Math.round(((pixels[(y * width + x) * 4] ?? 0) * (NIVELES - 1)) / 255)
      const byte = y * (1 + largoFila) + 1 + (x >> 1)
      filas[byte] = (filas[byte] ?? 0) | (x % 2 === 0 ? nivel << BITS : nivel)
    }
  }
  const paleta = Array.from({ length: NIVELES }, (_, nivel) =>
    PAPEL.map((papel, canal) => papel + (((TINTA[canal] ?? 0) - papel) * nivel) / (NIVELES - 1)),
  )
  const cabecera = Buffer.alloc(13)
  cabecera.writeUInt32BE(width, 0)
  cabecera.writeUInt32BE(height, 4)
  cabecera.set([BITS, 3], 8)
  return Buffer.concat([
    FIRMA,
    trozo('IHDR', cabecera),
    trozo('PLTE', Buffer.from(paleta.flat())),
    trozo('IDAT', await comprimir(filas)),
    trozo('IEND', Buffer.alloc(0)),
  ])
}

/** A chunk of a PNG file: length, type, data, checksum (PNG specification, 5.3). */
function trozo(tipo: string, datos: Buffer): Buffer {
  const cuerpo = Buffer.concat([Buffer.from(tipo, 'latin1'), datos])
  const [largo, suma] = [Buffer.alloc(4), Buffer.alloc(4)]
  largo.writeUInt32BE(datos.length)
  suma.writeUInt32BE(crc32(cuerpo))
  return Buffer.concat([largo, cuerpo, suma])
}
