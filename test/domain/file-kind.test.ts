import { describe, expect, it } from 'vitest'
import { MAX_BYTES, parseFile } from '../../src/domain/documento/documento.ts'
import { formatOf, otherKind, pdfHeaderAt } from '../../src/domain/documento/file-kind.ts'

const bytesOf = (text: string) => Buffer.from(text, 'latin1')

describe('the kind of a file', () => {
  it.each([
    ['\xff\xd8\xff\xe1..Exif', 'image/jpeg'],
    ['\x89PNG\r\n\x1a\n', 'image/png'],
    ['%PDF-1.7', 'application/pdf'],
    ['\xef\xbb\xbf%PDF-1.7', 'application/pdf'],
    [`${' '.repeat(1024)}%PDF-1.7`, 'application/pdf'],
    [`${' '.repeat(1025)}%PDF-1.7`, undefined],
    // A file cut within its signature still matches.
    ['\xff\xd8', 'image/jpeg'],
    ['\x89P', 'image/png'],
    ['%PD', 'application/pdf'],
    ['', undefined],
    ['hola', undefined],
    ['\xff\xfb\x90', undefined],
  ])('is, for %j, the format %s', (text, format) => {
    expect(formatOf(bytesOf(text))).toBe(format)
  })

  it.each([
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
  ])('is, for %j, the unaccepted %s', (text, kind) => {
    expect(otherKind(bytesOf(text))).toBe(kind)
  })

  it('finds a PDF header after other bytes', () => {
    expect([pdfHeaderAt(bytesOf('\r\n%PDF-1.7')), pdfHeaderAt(bytesOf('hola'))]).toEqual([2, -1])
  })
})

describe('checking a file without opening it', () => {
  const check = (text: string) => {
    const parsed = parseFile([{ name: 'f.jpg', bytes: bytesOf(text) }])
    return parsed.ok ? 'ok' : [parsed.code, parsed.data?.tipo]
  }
  it.each([
    ['\xff\xd8\xff', 'ok'],
    ['', ['archivo_vacio', undefined]],
    ['hola', ['archivo_tipo', undefined]],
    ['x'.repeat(MAX_BYTES + 1), ['archivo_grande', undefined]],
    // Its kind comes first: a smaller one would be refused too.
    [`GIF89a${'x'.repeat(MAX_BYTES)}`, ['archivo_otro_tipo', 'GIF']],
  ])('gives for %.9j: %j', (text, expected) => {
    expect(check(text)).toEqual(expected)
  })
})
