import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { lineasDe, type OpcionesLineas } from '../../src/cli/lector/lineas.ts'

describe('the lines of a file', () => {
  let carpeta: string
  beforeAll(async () => {
    carpeta = await mkdtemp(join(tmpdir(), 'clave-sence-lineas-'))
  })
  afterAll(() => rm(carpeta, { recursive: true }))

  async function leer(contenido: string | Uint8Array, opciones: OpcionesLineas = {}) {
    const archivo = join(carpeta, 'texto.txt')
    await writeFile(archivo, contenido)
    const lineas = []
    for await (const lote of lineasDe(archivo, opciones)) lineas.push(...lote)
    return lineas
  }
  const textos = async (contenido: string | Uint8Array) => (await leer(contenido)).map(({ texto }) => texto)

  const PARTES = ['uno', 'dos ñ', '', 'cuatro']
  test.each([
    ['LF', '\n'],
    ['CRLF', '\r\n'],
    ['CR', '\r'],
  ])('may end in %s', async (_que, fin) => {
    expect(await textos(PARTES.join(fin))).toEqual(PARTES)
    expect(await textos(PARTES.join(fin) + fin)).toEqual(PARTES)
  })

  test('may end in each of them in one file', async () => {
    expect(await textos('a\rb\nc\r\nd\r\re')).toEqual(['a', 'b', 'c', 'd', '', 'e'])
  })

  test.each([
    ['UTF-16 little endian', '\uFEFF', false],
    ['UTF-16 big endian', '\uFEFF', true],
    ['UTF-16 little endian without its mark', '', false],
    ['UTF-16 big endian without its mark', '', true],
  ])('may be in %s', async (_que, marca, alReves) => {
    const bytes = Buffer.from(`${marca}rut;José\r\n1;Ñandú €`, 'utf16le')
    expect(await textos(alReves ? bytes.swap16() : bytes)).toEqual(['rut;José', '1;Ñandú €'])
  })

  test('are the same wherever the file is cut into pieces', async () => {
    const linea = fc.oneof(
      fc.constantFrom('', 'ñ', '"'),
      fc.nat(200_000).map((largo) => 'x'.repeat(largo)),
    )
    const fin = fc.constantFrom('\n', '\r\n', '\r')
    await fc.assert(
      fc.asyncProperty(fc.array(linea, { minLength: 2, maxLength: 8 }), fin, async (lineas, como) => {
        const leidas = await textos(`${lineas.join(como)}${como}`)
        expect(leidas).toEqual(lineas.map((una) => (una.length > 65_536 ? null : una)))
      }),
      { numRuns: 40 },
    )
  })

  test('that are in no encoding that can be told stop the file, and the order may say which it is', async () => {
    const contenido = Buffer.from('RA\xe9L', 'latin1')
    await expect(leer(contenido)).rejects.toThrow('--codificacion windows-1252, macroman, cp850')
    expect(await leer(contenido, { codificacion: 'cp850' })).toMatchObject([{ texto: 'RAÚL' }])
  })

  test('strays among lines in UTF-8 or in the encoding of the file are refused alone', async () => {
    const utf8 = Buffer.concat([Buffer.from('José\nMuñoz\n'), Buffer.from('Mu\xc3\nAna\n', 'latin1')])
    expect((await leer(utf8)).map(({ texto }) => texto)).toEqual(['José', 'Muñoz', null, 'Ana'])
    const varias = Array.from({ length: 60 }, () => 'Mu\xf1oz;Jos\xe9').join('\n')
    const mezcla = await leer(Buffer.from(`${varias}\nMu\x96oz\n`, 'latin1'))
    expect(mezcla.at(-1)).toEqual({ numero: 61, texto: null, motivo: 'letras' })
    expect(mezcla.filter(({ texto }) => texto === 'Muñoz;José')).toHaveLength(60)
  })

  test('say which encoding was found out', async () => {
    const dichas: string[] = []
    await leer(Buffer.from('Mu\x96oz;Jos\x8e\n', 'latin1'), { alReconocer: (cual) => void dichas.push(cual) })
    await leer('Muñoz', { alReconocer: (cual) => void dichas.push(cual) })
    expect(dichas).toEqual(['macroman'])
  })
})
