/** PDFs as programs write them, object by object. */
export const SECRET = 'secreto-del-pdf'

const PAGE_OBJECTS = [
  '<</Type/Pages/Kids[3 0 R]/Count 1>>',
  '<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents 4 0 R/Resources 5 0 R>>',
  '<</Length 42>>\nstream\nBT /F1 18 Tf 9 50 Td (Documento) Tj ET    \nendstream',
  '<</Font<</F1 6 0 R>>>>',
  '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
]

/**
 * A PDF of one page whose catalogue has besides what is given.
 * @param others objects from the seventh on; those of the page are 2 to 6.
 * @param page objects to put in place of its own, by their number.
 */
export function pdfOf(
  catalog = '',
  others: readonly string[] = [],
  page: Readonly<Record<number, string>> = {},
): Buffer {
  const objects = [`<</Type/Catalog/Pages 2 0 R${catalog}>>`, ...PAGE_OBJECTS, ...others]
  let text = '%PDF-1.7\n'
  const places = objects.map((object, index) => {
    const place = text.length
    text += `${index + 1} 0 obj\n${page[index + 1] ?? object}\nendobj\n`
    return `${String(place).padStart(10, '0')} 00000 n \n`
  })
  const size = objects.length + 1
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${places.join('')}`
  return Buffer.from(
    `${text}${table}trailer\n<</Size ${size}/Root 1 0 R>>\nstartxref\n${text.length}\n%%EOF\n`,
    'latin1',
  )
}
