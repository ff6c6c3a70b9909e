/** PDFs written object by object. */
import { deflateSync } from 'node:zlib'

export const SECRET = 'secreto-del-pdf'

const PAGE_OBJECTS = [
  '<</Type/Pages/Kids[3 0 R]/Count 1>>',
  '<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents 4 0 R/Resources 5 0 R>>',
  '<</Length 42>>\nstream\nBT /F1 18 Tf 9 50 Td (Documento) Tj ET    \nendstream',
  '<</Font<</F1 6 0 R>>>>',
  '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
]

/**
 * A PDF with one page.
 * @param catalog extra entries of its catalog.
 * @param others objects from number 7 on; objects 2 to 6 are the page.
 * @param page replacements for objects of the page, by number.
 */
export function pdfOf(
  catalog = '',
  others: readonly string[] = [],
  page: Readonly<Record<number, string>> = {},
): Buffer {
  const objects = [`<</Type/Catalog/Pages 2 0 R${catalog}>>`, ...PAGE_OBJECTS, ...others]
  let text = '%PDF-1.7\n'
  const xrefEntries = objects.map((object, index) => {
    const offset = text.length
    text += `${index + 1} 0 obj\n${page[index + 1] ?? object}\nendobj\n`
    return `${String(offset).padStart(10, '0')} 00000 n \n`
  })
  const size = objects.length + 1
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${xrefEntries.join('')}`
  return Buffer.from(
    `${text}${table}trailer\n<</Size ${size}/Root 1 0 R>>\nstartxref\n${text.length}\n%%EOF\n`,
    'latin1',
  )
}

/** A PDF whose page draws so many rectangles as one path: some keep whoever draws them busy, more take all memory. */
export function filledWith(rectangles: number): Buffer {
  const drawing = deflateSync(Buffer.from('0 0 200 100 re f '.repeat(rectangles)))
  return pdfOf('', [], {
    4: `<</Filter/FlateDecode/Length ${drawing.length}>>\nstream\n${drawing.toString('latin1')}\nendstream`,
  })
}
