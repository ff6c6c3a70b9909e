import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type FilaCsv, filasCsv } from '../../src/cli/lector/csv.ts'
import type { FormatoCsv } from '../../src/cli/lector/encabezado.ts'
import { LARGO_DE_LINEA } from '../../src/cli/lector/trozos.ts'
import { buscadorDeColumnas } from '../../src/domain/columnas.ts'

const COLUMNAS = ['rut', 'razon_social', 'nota'] as const
type Columna = (typeof COLUMNAS)[number]
const FORMATO: FormatoCsv<Columna> = {
  columnaDe: buscadorDeColumnas(COLUMNAS),
  obligatorias: ['rut', 'razon_social'],
}

describe('a table in CSV', () => {
  let carpeta: string
  beforeAll(async () => {
    carpeta = await mkdtemp(join(tmpdir(), 'clave-sence-csv-'))
  })
  afterAll(() => rm(carpeta, { recursive: true }))

  async function leer(contenido: string | Buffer) {
    const archivo = join(carpeta, 'tabla.csv')
    await writeFile(archivo, contenido)
    const filas: FilaCsv<Columna>[] = []
    const ajenas: number[] = []
    const opciones = { alIgnorar: (lugares: number[]) => void ajenas.push(...lugares) }
    for await (const lote of filasCsv(archivo, FORMATO, opciones)) filas.push(...lote)
    return { filas, ajenas }
  }
  const fila = (linea: number, rut: string, razon_social: string) => ({
    linea,
    valores: { rut, razon_social },
  })

  test.each([
    ['semicolons', 'rut;razon_social\n1;Uno\n2;Dos\n'],
    ['commas', 'rut,razon_social\n1,Uno\n2,Dos\n'],
    ['tabs', 'rut\trazon_social\n1\tUno\n2\tDos\n'],
    ['CRLF', 'rut;razon_social\r\n1;Uno\r\n2;Dos\r\n'],
    ['no end in its last line', 'rut;razon_social\n1;Uno\n2;Dos'],
    ['a byte-order mark', '\uFEFFrut;razon_social\n1;Uno\n2;Dos\n'],
    ['names as people write them', '"RUT";" Razón Social "\n1;Uno\n2;Dos\n'],
    ['quotes and blanks', 'rut;razon_social\n"1"; Uno \n2 ;"Dos"\n'],
    ['separators added at the end', 'rut;razon_social;nota\n1;Uno;;;\n2;Dos;\n'],
  ])('with %s is read alike', async (_que, contenido) => {
    expect((await leer(contenido)).filas).toEqual([fila(2, '1', 'Uno'), fila(3, '2', 'Dos')])
  })

  test('keeps separators and quotes inside quotes, and passes over blank lines and unknown columns', async () => {
    const { filas, ajenas } = await leer('rut;razon_social;giro\n\n1;"Uno; ""y"" Dos";x\n;;\n')
    expect(filas).toEqual([fila(3, '1', 'Uno; "y" Dos'), { linea: 4, valores: {} }])
    expect(ajenas).toEqual([3])
  })

  test('in Windows-1252 keeps its letters, also with lines in UTF-8 among them', async () => {
    const { filas } = await leer(
      Buffer.concat([
        Buffer.from('rut;raz\xf3n social\n1;Ca\xf1er\xeda\n', 'latin1'),
        Buffer.from('2;Peñón – €\n', 'utf8'),
        Buffer.from('3;\x80uros\n', 'latin1'),
      ]),
    )
    expect(filas).toEqual([fila(2, '1', 'Cañería'), fila(3, '2', 'Peñón – €'), fila(4, '3', '€uros')])
  })

  test('a bad line in the middle is told by its number and spoils no other', async () => {
    const buenas = Array.from({ length: 20_000 }, (_, i) => `${i};Organización ${i}`)
    const malas = [
      '1;"sin cerrar',
      'a"b;"c',
      '1;dos;tres;cuatro',
      'una sola',
      `1;${'x'.repeat(LARGO_DE_LINEA)}`,
    ]
    const lineas = ['rut;razon_social', ...buenas.slice(0, 9_000), ...malas, ...buenas.slice(9_000)]
    const { filas } = await leer(`${lineas.join('\n')}\n`)
    expect(filas).toHaveLength(20_000 + malas.length)
    expect(filas.filter((una) => 'motivo' in una)).toEqual([
      { linea: 9_002, motivo: 'comillas' },
      { linea: 9_003, motivo: 'comillas' },
      { linea: 9_004, motivo: 'columnas' },
      { linea: 9_005, motivo: 'columnas' },
      { linea: 9_006, motivo: 'larga' },
    ])
    expect(filas.at(-1)).toEqual(fila(20_006, '19999', 'Organización 19999'))
  })

  test('a quoted text goes on over lines where that makes a record, and swallows none where it does not', async () => {
    const { filas } = await leer(
      'rut;razon_social\n1;"Uno\nDos"\n2;en "medio\n3;Tres\n4;otro" medio\n5;"abierta\n',
    )
    expect(filas).toEqual([
      fila(2, '1', 'Uno\nDos'),
      { linea: 4, motivo: 'comillas' },
      fila(5, '3', 'Tres'),
      { linea: 6, motivo: 'comillas' },
      { linea: 7, motivo: 'comillas' },
    ])
  })

  test('one with fewer texts lacks its last columns, and one with more is refused', async () => {
    const { filas } = await leer('rut;razon_social;nota\n1;Uno\n2;Dos;;\n3;Tres;;x\n4;Cuatro')
    expect(filas).toEqual([
      { ...fila(2, '1', 'Uno'), corta: true },
      fila(3, '2', 'Dos'),
      { linea: 4, motivo: 'columnas' },
      // Whoever wrote it had not ended.
      { linea: 5, motivo: 'cortada' },
    ])
  })

  test.each([
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
  ])('one %s is refused', async (_que, contenido, mensaje) => {
    await expect(leer(contenido)).rejects.toThrow(mensaje)
  })

  test('one that does not exist is refused', async () => {
    await expect(filasCsv(join(carpeta, 'ninguno.csv'), FORMATO).next()).rejects.toThrow('No se puede leer')
  })
})
