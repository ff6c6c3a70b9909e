import { describe, expect, test } from 'vitest'
import { MAX_BYTES, parseFile } from '../../src/domain/documento/documento.ts'
import { formatOf, otherKind, pdfHeaderAt } from '../../src/domain/documento/file-kind.ts'

const of = (text: string) => Buffer.from(text, 'latin1')

describe('what a file is', () => {
  test.each([
    ['\xff\xd8\xff\xe1..Exif', 'image/jpeg'],
    ['\x89PNG\r\n\x1a\n', 'image/png'],
    ['%PDF-1.7', 'application/pdf'],
    ['\xef\xbb\xbf%PDF-1.7', 'application/pdf'],
    [`${' '.repeat(1024)}%PDF-1.7`, 'application/pdf'],
    [`${' '.repeat(1025)}%PDF-1.7`, undefined],
    // A few bytes of one are one that was cut, not another kind.
    ['\xff\xd8', 'image/jpeg'],
    ['\x89P', 'image/png'],
    ['%PD', 'application/pdf'],
    ['', undefined],
    ['hola', undefined],
    ['\xff\xfb\x90', undefined],
  ])('%j is %s', (text, format) => {
    expect(formatOf(of(text))).toBe(format)
  })

  test.each([
    ['\0\0\0\x18ftypheic', 'HEIC'],
    ['\0\0\0\x18ftypmif1', 'HEIC'],
    ['\0\0\0\x18ftypavif', 'AVIF'],
    ['\0\0\0\x18ftypmp42', 'video'],
    ['RIFF\0\0\0\0WEBPVP8 ', 'WebP'],
    ['GIF89a', 'GIF'],
    ['II*\0', 'TIFF'],
    ['BM\0\0', 'BMP'],
    ['PK\x03\x04', 'Word o ZIP'],
    ['\xd0\xcf\x11\xe0', 'Word o ZIP'],
    ['\xff\xd8\xff', undefined],
    ['%PDF-1.7', undefined],
  ])('%j is told to be %s', (text, kind) => {
    expect(otherKind(of(text))).toBe(kind)
  })

  test('the header of a PDF is found after what printers and editors put before it', () => {
    expect([pdfHeaderAt(of('\r\n%PDF-1.7')), pdfHeaderAt(of('hola'))]).toEqual([2, -1])
  })
})

describe('what is said of a file without opening it', () => {
  const reading = (text: string) => {
    const read = parseFile([{ name: 'f.jpg', bytes: of(text) }])
    return read.ok ? 'bien' : [read.code, read.data?.tipo]
  }
  test.each([
    ['\xff\xd8\xff', 'bien'],
    ['', ['archivo_vacio', undefined]],
    ['hola', ['archivo_tipo', undefined]],
    ['x'.repeat(MAX_BYTES + 1), ['archivo_grande', undefined]],
    // Made smaller it would still not be taken.
    [`GIF89a${'x'.repeat(MAX_BYTES)}`, ['archivo_otro_tipo', 'GIF']],
  ])('of %.9j', (text, said) => {
    expect(reading(text)).toEqual(said)
  })
})
