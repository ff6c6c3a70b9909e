import { deflateSync } from 'node:zlib'
import { decodePDFRawStream, PDFContext, PDFRawStream } from '@cantoo/pdf-lib'
import { beforeAll, expect, it } from 'vitest'
import { boundDecoding } from '../../../src/security/documentos/bounded-decoding.ts'

const MB = 2 ** 20
const unpacked = (filters: string[], packed: Uint8Array): number => {
  const dict = PDFContext.create().obj({ Filter: filters })
  return decodePDFRawStream(PDFRawStream.of(dict, packed)).decode().length
}

beforeAll(boundDecoding)

it.each([
  ['packed', ['FlateDecode'], (bytes: Buffer) => deflateSync(bytes)],
  ['packed twice', ['FlateDecode', 'FlateDecode'], (bytes: Buffer) => deflateSync(deflateSync(bytes))],
  [
    'packed and hex-encoded',
    ['ASCIIHexDecode', 'FlateDecode'],
    (bytes: Buffer) => Buffer.from(`${deflateSync(bytes).toString('hex')}>`),
  ],
])('limits how much a stream that is %s unpacks to', (_how, filters, pack) => {
  expect(unpacked(filters, pack(Buffer.alloc(8 * MB)))).toBe(8 * MB)
  expect(() => unpacked(filters, pack(Buffer.alloc(40 * MB)))).toThrow('unpacks to too much')
})
