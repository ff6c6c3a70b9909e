/** Files as people send them, good and bad, made on the spot. */
import { PDFDocument, PDFName, PDFString } from '@cantoo/pdf-lib'
import sharp from 'sharp'

/** Pixels with the grain of a photograph: they do not compress to nothing. */
export function pixeles(ancho: number, alto: number): Buffer {
  const datos = Buffer.alloc(ancho * alto * 3)
  let semilla = 7
  for (let i = 0; i < datos.length; i++) {
    semilla = (semilla * 1_103_515_245 + 12_345) & 0x7fffffff
    datos[i] = ((i / 3 / ancho) % 200) + ((semilla >> 16) % 40)
  }
  return datos
}

const deGrano = (ancho: number, alto: number) =>
  sharp(pixeles(ancho, alto), { raw: { width: ancho, height: alto, channels: 3 } })

/** What a telephone makes: a JPEG that lies on its side and tells who took it and where. */
export const foto = (): Promise<Buffer> =>
  deGrano(400, 300)
    .withExif({
      IFD0: { Make: 'Camara', Artist: 'Persona Fotografa', Copyright: 'secreto-de-la-foto' },
      IFD3: { GPSLatitudeRef: 'S', GPSLatitude: '33/1 26/1 0/1' },
    })
    .withMetadata({ orientation: 6 })
    .jpeg({ quality: 90 })
    .toBuffer()

export const captura = (): Promise<Buffer> => deGrano(200, 150).png().toBuffer()

/** A picture of one colour and as many pixels as wanted, in a few KB. */
export const lisa = (ancho: number, alto: number): Promise<Buffer> =>
  sharp({ create: { width: ancho, height: alto, channels: 3, background: '#888' } })
    .png()
    .toBuffer()

/** A PDF of so many pages; `cambiar` puts in it what it should not have. */
export async function pdfDe(
  cambiar: (pdf: PDFDocument) => void | Promise<void> = () => {},
  { paginas = 1, conFlujos = true } = {},
): Promise<Buffer> {
  const pdf = await PDFDocument.create()
  for (let i = 0; i < paginas; i++) pdf.addPage([200, 100]).drawText(`Pasaporte ${i}`)
  await cambiar(pdf)
  return Buffer.from(await pdf.save({ useObjectStreams: conFlujos }))
}

/** Makes a PDF do something when it is opened. */
export const alAbrir =
  (accion: Record<string, string>) =>
  (pdf: PDFDocument): void => {
    const { S = '', ...resto } = accion
    const textos = Object.fromEntries(Object.entries(resto).map(([k, v]) => [k, PDFString.of(v)]))
    pdf.catalog.set(PDFName.of('OpenAction'), pdf.context.obj({ S: PDFName.of(S), ...textos }))
  }
