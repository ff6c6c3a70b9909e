/** Files as people send them, good and bad, made on the spot. */
import { deflateSync } from 'node:zlib'
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

/**
 * A PDF whose table of objects leads readers to a script inside a stream of objects. With `copia` a harmless object
 * of the same number stands in plain sight, which programs that do not look at the table take instead.
 */
export function pdfConSombra(
  cual: 'apertura' | 'apertura-en-letras' | 'catalogo',
  { copia }: { copia: boolean },
): Buffer {
  const partes: Buffer[] = []
  const lugares = new Map<number, number>()
  const largo = () => partes.reduce((suma, { length }) => suma + length, 0)
  const poner = (...que: (string | Buffer)[]) =>
    partes.push(...que.map((uno) => (typeof uno === 'string' ? Buffer.from(uno, 'latin1') : uno)))
  const objeto = (numero: number, ...cuerpo: (string | Buffer)[]) => {
    lugares.set(numero, largo())
    poner(`${numero} 0 obj\n`, ...cuerpo, '\nendobj\n')
  }
  const guion = '<</S/JavaScript/JS(app.alert\\(1\\))>>'
  const [escondido, dentro, inocente] =
    cual === 'catalogo'
      ? [
          1,
          `<</Type/Catalog/Pages 2 0 R/Names<</JavaScript<</Names[(a)${guion}]>>>>>>`,
          '<</Type/Catalog/Pages 2 0 R>>',
        ]
      : [5, guion, '<</S/GoTo/D[3 0 R/Fit]>>']
  const claro = Buffer.from(`${escondido} 0 ${dentro}`)
  const enLetras = cual === 'apertura-en-letras'
  const datos = enLetras ? Buffer.from(`${claro.toString('hex')}>`) : deflateSync(claro)
  const filtro = enLetras ? 'ASCIIHexDecode' : 'FlateDecode'

  poner('%PDF-1.5\n')
  if (cual !== 'catalogo') objeto(1, '<</Type/Catalog/Pages 2 0 R/OpenAction 5 0 R>>')
  objeto(2, '<</Type/Pages/Kids[3 0 R]/Count 1>>')
  objeto(3, '<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>')
  objeto(
    6,
    `<</Type/ObjStm/N 1/First 4/Filter/${filtro}/Length ${datos.length}>>\nstream\n`,
    datos,
    '\nendstream',
  )
  if (copia) poner(`${escondido} 0 obj\n${inocente}\nendobj\n`)
  const inicio = largo()
  lugares.set(7, inicio)
  const fila = (tipo: number, lugar: number) =>
    Buffer.of(tipo, lugar >> 24, lugar >> 16, lugar >> 8, lugar, 0)
  const filas = Array.from({ length: 8 }, (_, numero) => {
    const lugar = lugares.get(numero)
    return numero === escondido ? fila(2, 6) : lugar === undefined ? fila(0, 0) : fila(1, lugar)
  })
  const tabla = deflateSync(Buffer.concat(filas))
  poner(
    `7 0 obj\n<</Type/XRef/Size 8/W[1 4 1]/Root 1 0 R/Filter/FlateDecode/Length ${tabla.length}>>\nstream\n`,
    tabla,
    `\nendstream\nendobj\nstartxref\n${inicio}\n%%EOF\n`,
  )
  return Buffer.concat(partes)
}
