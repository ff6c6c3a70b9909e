import fc from 'fast-check'
import { expect, it } from 'vitest'
import { csvCell, csvRecord } from '../../../src/domain/values/csv-cell.ts'
import { anyText, holds } from '../properties.ts'

/** What a spreadsheet shows of a cell, and whether it takes it for a formula. */
const opened = (cell: string) => {
  const text = cell.slice(1, -1).replaceAll('""', '"')
  return { text, isFormula: /^\s*[=+\-@＝＋－＠]|^[\t\r\n\0]/u.test(text) }
}
const risky = fc
  .tuple(fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', ' =', '\0=', ' @', '"='), anyText)
  .map((parts) => parts.join(''))

it('no cell is ever a formula, whatever it holds', () => {
  holds(
    fc.property(fc.oneof(anyText, risky), (value) => {
      const cell = csvCell(value)
      expect(cell).toMatch(/^"(?:[^"]|"")*"$/su)
      const { text, isFormula } = opened(cell)
      expect(isFormula).toBe(false)
      expect(text).not.toContain('\0')
      // Nothing else of it is lost.
      expect([value.replaceAll('\0', ''), `'${value.replaceAll('\0', '')}`]).toContain(text)
    }),
  )
})

it('plain text stays as it is', () => {
  holds(
    fc.property(fc.stringMatching(/^[a-z0-9_:.; ñáé"]{0,30}$/), (value) => {
      expect(opened(csvCell(`a${value}`)).text).toBe(`a${value}`)
    }),
  )
  expect(csvRecord(['1', 'Usó «la "clave"»', '=1+1'])).toBe('"1";"Usó «la ""clave""»";"\'=1+1"\r\n')
})
