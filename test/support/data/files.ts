/** Files that people upload, good and bad, generated on the fly. */
import { deflateSync } from 'node:zlib'
import { PDFDocument, PDFName, PDFString } from '@cantoo/pdf-lib'
import sharp from 'sharp'

/** Pixels with the grain of a photograph, which compress badly. */
export function randomPixels(width: number, height: number): Buffer {
  const data = Buffer.alloc(width * height * 3)
  let seed = 7
  for (let i = 0; i < data.length; i++) {
    seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff
    data[i] = ((i / 3 / width) % 200) + ((seed >> 16) % 40)
  }
  return data
}

const grainyImage = (width: number, height: number) =>
  sharp(randomPixels(width, height), { raw: { width, height, channels: 3 } })

/** A photo from a phone: a rotated JPEG whose metadata says who took it and where. */
export const makePhoto = (): Promise<Buffer> =>
  grainyImage(400, 300)
    .withExif({
      IFD0: { Make: 'Camara', Artist: 'Persona Fotografa', Copyright: 'secreto-de-la-foto' },
      IFD3: { GPSLatitudeRef: 'S', GPSLatitude: '33/1 26/1 0/1' },
    })
    .withMetadata({ orientation: 6 })
    .jpeg({ quality: 90 })
    .toBuffer()

export const screenshot = (): Promise<Buffer> => grainyImage(200, 150).png().toBuffer()

/** A picture of one colour: any number of pixels in a few KB. */
export const plainImage = (width: number, height: number): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: '#888' } })
    .png()
    .toBuffer()

/** A PDF with that many pages; `change` can add what it should not have. */
export async function createPdf(
  change: (pdf: PDFDocument) => void | Promise<void> = () => {},
  { pages = 1, objectStreams = true } = {},
): Promise<Buffer> {
  const pdf = await PDFDocument.create()
  for (let i = 0; i < pages; i++) pdf.addPage([200, 100]).drawText(`Pasaporte ${i}`)
  await change(pdf)
  return Buffer.from(await pdf.save({ useObjectStreams: objectStreams }))
}

/** Adds an action that runs when the PDF is opened. */
export const openAction =
  (action: Record<string, string>) =>
  (pdf: PDFDocument): void => {
    const { S = '', ...rest } = action
    const texts = Object.fromEntries(Object.entries(rest).map(([k, v]) => [k, PDFString.of(v)]))
    pdf.catalog.set(PDFName.of('OpenAction'), pdf.context.obj({ S: PDFName.of(S), ...texts }))
  }

/**
 * A PDF whose cross-reference table points to a script inside an object stream. With `decoy`, a harmless object with
 * the same number is in plain sight, and programs that ignore the table take it instead.
 */
export function pdfWithShadow(
  which: 'open-action' | 'open-action-in-hex' | 'catalog',
  { decoy }: { decoy: boolean },
): Buffer {
  const parts: Buffer[] = []
  const offsets = new Map<number, number>()
  const length = () => parts.reduce((sum, { length }) => sum + length, 0)
  const put = (...what: (string | Buffer)[]) =>
    parts.push(...what.map((one) => (typeof one === 'string' ? Buffer.from(one, 'latin1') : one)))
  const object = (number: number, ...body: (string | Buffer)[]) => {
    offsets.set(number, length())
    put(`${number} 0 obj\n`, ...body, '\nendobj\n')
  }
  const script = '<</S/JavaScript/JS(app.alert\\(1\\))>>'
  const [hidden, inside, innocent] =
    which === 'catalog'
      ? [
          1,
          `<</Type/Catalog/Pages 2 0 R/Names<</JavaScript<</Names[(a)${script}]>>>>>>`,
          '<</Type/Catalog/Pages 2 0 R>>',
        ]
      : [5, script, '<</S/GoTo/D[3 0 R/Fit]>>']
  const plaintext = Buffer.from(`${hidden} 0 ${inside}`)
  const inHex = which === 'open-action-in-hex'
  const data = inHex ? Buffer.from(`${plaintext.toString('hex')}>`) : deflateSync(plaintext)
  const filter = inHex ? 'ASCIIHexDecode' : 'FlateDecode'

  put('%PDF-1.5\n')
  if (which !== 'catalog') object(1, '<</Type/Catalog/Pages 2 0 R/OpenAction 5 0 R>>')
  object(2, '<</Type/Pages/Kids[3 0 R]/Count 1>>')
  object(3, '<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>')
  object(
    6,
    `<</Type/ObjStm/N 1/First 4/Filter/${filter}/Length ${data.length}>>\nstream\n`,
    data,
    '\nendstream',
  )
  if (decoy) put(`${hidden} 0 obj\n${innocent}\nendobj\n`)
  const start = length()
  offsets.set(7, start)
  const row = (kind: number, position: number) =>
    Buffer.of(kind, position >> 24, position >> 16, position >> 8, position, 0)
  const rows = Array.from({ length: 8 }, (_, number) => {
    const position = offsets.get(number)
    return number === hidden ? row(2, 6) : position === undefined ? row(0, 0) : row(1, position)
  })
  const table = deflateSync(Buffer.concat(rows))
  put(
    `7 0 obj\n<</Type/XRef/Size 8/W[1 4 1]/Root 1 0 R/Filter/FlateDecode/Length ${table.length}>>\nstream\n`,
    table,
    `\nendstream\nendobj\nstartxref\n${start}\n%%EOF\n`,
  )
  return Buffer.concat(parts)
}
