import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type LineOptions, readLines } from '../../../src/cli/csv/lines.ts'

describe('the lines of a file', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'clave-sence-lineas-'))
  })
  afterAll(() => rm(folder, { recursive: true }))

  async function read(content: string | Uint8Array, options: LineOptions = {}) {
    const file = join(folder, 'texto.txt')
    await writeFile(file, content)
    const lines = []
    for await (const chunk of readLines(file, options)) lines.push(...chunk)
    return lines
  }
  const texts = async (content: string | Uint8Array) => (await read(content)).map(({ text }) => text)

  const PARTS = ['uno', 'dos ñ', '', 'cuatro']
  it.each([
    ['LF', '\n'],
    ['CRLF', '\r\n'],
    ['CR', '\r'],
  ])('may end in %s', async (_what, lineEnd) => {
    expect(await texts(PARTS.join(lineEnd))).toEqual(PARTS)
    expect(await texts(PARTS.join(lineEnd) + lineEnd)).toEqual(PARTS)
  })

  it('may end in any mix of them', async () => {
    expect(await texts('a\rb\nc\r\nd\r\re')).toEqual(['a', 'b', 'c', 'd', '', 'e'])
  })

  it.each([
    ['UTF-16 little endian', '\uFEFF', false],
    ['UTF-16 big endian', '\uFEFF', true],
    ['UTF-16 little endian without its mark', '', false],
    ['UTF-16 big endian without its mark', '', true],
  ])('may be in %s', async (_what, mark, isSwapped) => {
    const bytes = Buffer.from(`${mark}rut;José\r\n1;Ñandú €`, 'utf16le')
    expect(await texts(isSwapped ? bytes.swap16() : bytes)).toEqual(['rut;José', '1;Ñandú €'])
  })

  it('are the same wherever chunks are cut', async () => {
    const line = fc.oneof(
      fc.constantFrom('', 'ñ', '"'),
      fc.nat(200_000).map((length) => 'x'.repeat(length)),
    )
    const lineEnd = fc.constantFrom('\n', '\r\n', '\r')
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 2, maxLength: 8 }), lineEnd, async (lines, end) => {
        const parsed = await texts(`${lines.join(end)}${end}`)
        expect(parsed).toEqual(lines.map((one) => (one.length > 65_536 ? null : one)))
      }),
      { numRuns: 40 },
    )
  })

  it('stop the file when their encoding is undetectable, unless it is given', async () => {
    const content = Buffer.from('RA\xe9L', 'latin1')
    await expect(read(content)).rejects.toThrow('--codificacion windows-1252, macroman, cp850')
    expect(await read(content, { encoding: 'cp850' })).toMatchObject([{ text: 'RAÚL' }])
  })

  it('are refused one by one when they stray from the file’s encoding', async () => {
    const utf8 = Buffer.concat([Buffer.from('José\nMuñoz\n'), Buffer.from('Mu\xc3\nAna\n', 'latin1')])
    expect((await read(utf8)).map(({ text }) => text)).toEqual(['José', 'Muñoz', null, 'Ana'])
    const several = Array.from({ length: 60 }, () => 'Mu\xf1oz;Jos\xe9').join('\n')
    const mixed = await read(Buffer.from(`${several}\nMu\x96oz\n`, 'latin1'))
    expect(mixed.at(-1)).toEqual({ number: 61, text: null, reason: 'letras' })
    expect(mixed.filter(({ text }) => text === 'Muñoz;José')).toHaveLength(60)
  })

  it('report the detected encoding', async () => {
    const found: string[] = []
    await read(Buffer.from('Mu\x96oz;Jos\x8e\n', 'latin1'), {
      onEncodingFound: (which) => void found.push(which),
    })
    await read('Muñoz', { onEncodingFound: (which) => void found.push(which) })
    expect(found).toEqual(['macroman'])
  })
})
