import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { MAX_LINE_LENGTH } from '../../../src/cli/csv/chunks.ts'
import { type CsvRow, csvRows } from '../../../src/cli/csv/csv.ts'
import type { CsvFormat } from '../../../src/cli/csv/header.ts'
import { createHeaderMatcher } from '../../../src/domain/import/header-matcher.ts'

const COLUMNS = ['rut', 'razon_social', 'nota'] as const
type Column = (typeof COLUMNS)[number]
const FORMAT: CsvFormat<Column> = {
  columnFor: createHeaderMatcher(COLUMNS),
  required: ['rut', 'razon_social'],
  isIdentity: (cell) => /^\d{3}$/.test(cell),
}

describe('a CSV table', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'clave-sence-csv-'))
  })
  afterAll(() => rm(folder, { recursive: true }))

  async function read(content: string | Buffer) {
    const file = join(folder, 'tabla.csv')
    await writeFile(file, content)
    const rows: CsvRow<Column>[] = []
    const others: number[] = []
    const options = { onIgnoredColumns: (positions: number[]) => void others.push(...positions) }
    for await (const chunk of csvRows(file, FORMAT, options)) rows.push(...chunk)
    return { rows, others }
  }
  const row = (line: number, rut: string, razon_social: string) => ({
    line,
    values: { rut, razon_social },
  })

  it.each([
    ['semicolons', 'rut;razon_social\n1;Uno\n2;Dos\n'],
    ['commas', 'rut,razon_social\n1,Uno\n2,Dos\n'],
    ['tabs', 'rut\trazon_social\n1\tUno\n2\tDos\n'],
    ['CRLF', 'rut;razon_social\r\n1;Uno\r\n2;Dos\r\n'],
    ['no final line break', 'rut;razon_social\n1;Uno\n2;Dos'],
    ['a byte-order mark', '\uFEFFrut;razon_social\n1;Uno\n2;Dos\n'],
    ['names as people write them', '"RUT";" Razón Social "\n1;Uno\n2;Dos\n'],
    ['quotes and blanks', 'rut;razon_social\n"1"; Uno \n2 ;"Dos"\n'],
    ['separators added at the end', 'rut;razon_social;nota\n1;Uno;;;\n2;Dos;\n'],
  ])('reads alike with %s', async (_what, content) => {
    expect((await read(content)).rows).toEqual([row(2, '1', 'Uno'), row(3, '2', 'Dos')])
  })

  it('keeps delimiters and quotes inside quotes, and skips blank lines and unknown columns', async () => {
    const { rows, others } = await read('rut;razon_social;giro\n\n1;"Uno; ""y"" Dos";x\n;;\n')
    expect(rows).toEqual([row(3, '1', 'Uno; "y" Dos'), { line: 4, values: {} }])
    expect(others).toEqual([3])
  })

  it('keeps its letters in Windows-1252, even with UTF-8 lines among them', async () => {
    const { rows } = await read(
      Buffer.concat([
        Buffer.from('rut;raz\xf3n social\n1;Ca\xf1er\xeda\n', 'latin1'),
        Buffer.from('2;Peñón – €\n', 'utf8'),
        Buffer.from('3;\x80uros\n', 'latin1'),
      ]),
    )
    expect(rows).toEqual([row(2, '1', 'Cañería'), row(3, '2', 'Peñón – €'), row(4, '3', '€uros')])
  })

  it('reports a bad line by its number, without affecting others', async () => {
    const validLines = Array.from({ length: 20_000 }, (_, i) => `${i};Organización ${i}`)
    const badLines = [
      '1;"sin cerrar',
      'a"b;"c',
      '1;dos;tres;cuatro',
      'una sola',
      `1;${'x'.repeat(MAX_LINE_LENGTH)}`,
    ]
    const lines = ['rut;razon_social', ...validLines.slice(0, 9_000), ...badLines, ...validLines.slice(9_000)]
    const { rows } = await read(`${lines.join('\n')}\n`)
    expect(rows).toHaveLength(20_000 + badLines.length)
    expect(rows.filter((one) => 'reason' in one)).toEqual([
      { line: 9_002, reason: 'comillas' },
      { line: 9_003, reason: 'comillas' },
      { line: 9_004, reason: 'columnas' },
      { line: 9_005, reason: 'columnas' },
      { line: 9_006, reason: 'larga' },
    ])
    expect(rows.at(-1)).toEqual(row(20_006, '19999', 'Organización 19999'))
  })

  it('joins a quoted text over lines if that makes a record, and otherwise swallows none', async () => {
    const { rows } = await read(
      'rut;razon_social\n1;"Uno\nDos"\n2;en "medio\n3;Tres\n4;otro" medio\n5;"abierta\n',
    )
    expect(rows).toEqual([
      row(2, '1', 'Uno\nDos'),
      { line: 4, reason: 'comillas' },
      row(5, '3', 'Tres'),
      { line: 6, reason: 'comillas' },
      { line: 7, reason: 'comillas' },
    ])
  })

  it.each([
    [
      '111,"Los Aromos 3, depto 4\nVilla Sur, Block B, Sur",x,,',
      'Los Aromos 3, depto 4\nVilla Sur, Block B, Sur',
    ],
    ['111,"Los Aromos, 3\nVilla Sur, 8",x,,', 'Los Aromos, 3\nVilla Sur, 8'],
    ['111,"Uno, y\nDos, y\n\nTres, y"', 'Uno, y\nDos, y\nTres, y'],
    ['"111\n","Uno\nDos",x,,', 'Uno\nDos'],
  ])('joins a quoted text with delimiters in its lines: %s', async (record, razonSocial) => {
    const { rows } = await read(`rut,razon_social,nota,a,b\n${record}\n222,Otro,,,\n`)
    expect(rows).toMatchObject([
      { line: 2, values: { razon_social: razonSocial } },
      { values: { rut: '222', razon_social: 'Otro' } },
    ])
  })

  it('joins a quoted text in the first column too', async () => {
    const { rows } = await read('nota;razon_social;rut\n"a; b\nc";Uno;111\n"d\n222;e";Dos;333\n')
    expect(rows[0]).toEqual({ line: 2, values: { nota: 'a; b\nc', razon_social: 'Uno', rut: '111' } })
    expect(rows[1]).toEqual({ line: 4, reason: 'comillas' })
  })

  it('reads or reports every line, wherever stray quotes are, and with missing columns if a RUT comes first', async () => {
    const cell = fc.constantFrom('Uno', '"Uno', 'Uno"', 'a "b" c', '')
    const cells = (lengths: object) => fc.array(cell, lengths).map((texts) => texts.map((text) => `${text};`))
    const tables = fc.nat(4).chain((place) => {
      const before = cells({ minLength: place, maxLength: place })
      const after = cells({ minLength: place && 4 - place, maxLength: 4 - place })
      const line = fc.tuple(before, fc.integer({ min: 100, max: 999 }), after)
      const heading = ['razon_social', 'nota', 'a', 'b'].toSpliced(place, 0, 'rut').join(';')
      return fc.array(line, { minLength: 1, maxLength: 8 }).map((lines) => {
        const texts = lines.map(([start, rut, end]) => `${start.join('')}${rut};${end.join('')}`)
        return [heading, ...texts.map((text) => text.slice(0, -1))]
      })
    })
    await fc.assert(
      fc.asyncProperty(tables, async (lines) => {
        const { rows } = await read(`${lines.join('\n')}\n`)
        expect(rows.map((one) => one.line)).toEqual(lines.slice(1).map((_, i) => i + 2))
      }),
      { numRuns: 300 },
    )
  }, 60_000)

  it('accepts a record short of columns, and refuses one with extra', async () => {
    const { rows } = await read('rut;razon_social;nota\n1;Uno\n2;Dos;;\n3;Tres;;x\n4;Cuatro')
    expect(rows).toEqual([
      { ...row(2, '1', 'Uno'), isShort: true },
      row(3, '2', 'Dos'),
      { line: 4, reason: 'columnas' },
      // The file was cut.
      { line: 5, reason: 'cortada' },
    ])
  })

  it.each([
    ['empty', '', 'El archivo está vacío.'],
    ['without its names', '1;Uno\n', 'le faltan estas columnas: rut, razon_social'],
    ['without one of its columns', 'rut;nota\n', 'le faltan estas columnas: razon_social'],
    ['with a column twice', 'rut;RUT;razon_social\n', 'La columna rut está dos veces'],
    [
      'whose heading took a line for its own',
      'rut;"razon_social\n1;Uno\n2;Dos"\n',
      'faltan comillas de cierre',
    ],
    ['that is one endless line', 'x'.repeat(1_000_000), 'le faltan estas columnas'],
  ])('is refused %s', async (_what, content, message) => {
    await expect(read(content)).rejects.toThrow(message)
  })

  it('is refused when the file does not exist', async () => {
    await expect(csvRows(join(folder, 'ninguno.csv'), FORMAT).next()).rejects.toThrow('No se puede leer')
  })
})
