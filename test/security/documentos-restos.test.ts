import { createHash } from 'node:crypto'
import { deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { Saturado } from '../../src/application/ports.ts'
import { bilevelPng } from '../../src/security/documentos/bilevel-png.ts'
import { crearInspector } from '../../src/security/documentos/inspector.ts'
import { foto } from '../support/archivos.ts'
import { pdfOf } from '../support/pdf-files.ts'
import { join, specks, zipOf } from '../support/picture-files.ts'

const inspector = crearInspector({ plazoPdfMs: 60_000 })

/** What is kept of a file, or the code of its refusal. */
async function keptOf(bytes: Uint8Array): Promise<string> {
  const judged = await inspector.inspeccionar({ nombre: 'p', bytes })
  return judged.ok ? Buffer.from(judged.valor.bytes).toString('latin1') : (judged.rechazos[0]?.codigo ?? '')
}

/** A PDF whose page shows what is given. */
const showing = (kind: string, data: Uint8Array | string): Buffer => {
  const text = join(data).toString('latin1')
  const drawing = `<</Type/XObject${kind}/Length ${text.length}>>\nstream\n${text}\nendstream`
  return pdfOf('', [drawing], { 5: '<</Font<</F1 6 0 R>>/XObject<</X 7 0 R>>>>' })
}
const FORM = '/Subtype/Form/BBox[0 0 9 9]'
const IMAGE = '/Subtype/Image/Width 400/Height 300/BitsPerComponent 8/ColorSpace/DeviceRGB'
const PAGE = '<html><script>alert(1)</script>'
/** What packing leaves as it is. */
const noise = (length: number) => createHash('shake256', { outputLength: length }).digest()
const NOISE_ZIP = zipOf(noise(3000))
const TEXT_ZIP = zipOf(Buffer.alloc(5000, 'Main-Class: x\n'))
const REST = /PK[^\w\s]|<html|<script/

describe('a PDF that carries an archive or a page in a drawing', () => {
  test.each([
    ['not packed, an archive', showing(`${FORM}/Filter[]`, TEXT_ZIP)],
    ['not packed, a page', showing(`${FORM}/Filter[]/DecodeParms[]`, PAGE)],
    ['not packed by a null', showing(`${FORM}/Filter null`, PAGE)],
    ['packed as it is', showing(`${FORM}/Filter/FlateDecode`, deflateSync(TEXT_ZIP, { level: 0 }))],
    [
      'packed as it is, in a list',
      showing(`${FORM}/Filter[/Fl#61teDecode]`, deflateSync(PAGE, { level: 0 })),
    ],
    ['after what was packed', showing(`${FORM}/Filter/FlateDecode`, join(deflateSync('n'), NOISE_ZIP))],
  ])('%s, is kept without it', async (_how, pdf) => {
    const kept = await keptOf(pdf)
    expect(kept).toMatch(/^%PDF/)
    expect(kept).not.toMatch(REST)
  })

  test('after a photo, or before it, is kept without it', async () => {
    for (const photo of [join(await foto(), NOISE_ZIP), join(PAGE, await foto())]) {
      const kept = await keptOf(showing(`${IMAGE}/Filter/DCTDecode`, photo))
      expect(kept).toContain((await foto()).toString('latin1'))
      expect(kept).not.toMatch(REST)
    }
  })

  test('instead of a photo is refused as broken', async () => {
    expect(await keptOf(showing(`${IMAGE}/Filter/DCTDecode`, PAGE))).toBe('archivo_danado')
  })

  test.each([
    ['that cannot be packed smaller', showing(`${FORM}/Filter[]`, NOISE_ZIP)],
    ['in what does not unpack', showing(`${FORM}/Filter/FlateDecode`, NOISE_ZIP)],
    ['packed twice', showing(`${FORM}/Filter[/ASCIIHexDecode/FlateDecode]`, TEXT_ZIP)],
    ...['ASCIIHex', 'ASCII85', 'LZW', 'RunLength', 'CCITTFax', 'JBIG2', 'JPX', 'Other'].flatMap((filter) => [
      [`in ${filter}`, showing(`${IMAGE}/Filter/${filter}Decode`, join(NOISE_ZIP, 'x'.repeat(70_000)))],
      [`as a page in ${filter}`, showing(`${IMAGE}/Filter/${filter}Decode`, PAGE)],
    ]),
    ['of another kind', showing(`${IMAGE}/Filter/JPXDecode`, 'x7z\xbc\xaf\x27\x1c')],
    [
      'among the words of a font',
      pdfOf('', [], { 6: `<</Type/Font/BaseFont/Helvetica/CharSet(${PAGE.replace('(1)', '')})>>` }),
    ],
  ] as [string, Buffer][])('%s, is refused as two things at once', async (_how, pdf) => {
    expect(await keptOf(pdf)).toBe('archivo_mezclado')
  })
})

test('a picture whose points spell an archive is refused as two things at once', async () => {
  const points = noise(300 * 300 * 3)
  const picture = () =>
    sharp(points, { raw: { width: 300, height: 300, channels: 3 } })
      .png()
      .toBuffer()
  expect(await keptOf(await picture())).toMatch(/^\x89PNG/)
  const zip = zipOf(noise(300))
  zip.subarray(zip.indexOf('PK\x01\x02')).copy(points, 900 * 150)
  expect(await keptOf(await picture())).toBe('archivo_mezclado')
})

describe('a JPEG in many scans', () => {
  const scans = async (count: number, comment = '') => {
    const photo = await sharp(await foto())
      .greyscale()
      .jpeg()
      .toBuffer()
    const from = photo.indexOf(Buffer.of(0xff, 0xda))
    const note = join('\xff\xfe', Buffer.of((comment.length + 2) >> 8, (comment.length + 2) & 0xff), comment)
    const scan = photo.subarray(from, -2)
    return join(photo.subarray(0, from), note, ...Array.from({ length: count }, () => scan), '\xff\xd9')
  }

  test('up to a hundred is taken, and of more is refused', async () => {
    expect(await keptOf(await scans(100, '\xff\xda'.repeat(200)))).toMatch(/^\xff\xd8/)
    expect(await keptOf(await scans(101))).toBe('archivo_lento')
  })

  test('is told in no time, as is one that is all stuffing', async () => {
    const hostile = join(await foto(), Buffer.alloc(900_000, '\xff\0', 'latin1'))
    const before = process.threadCpuUsage()
    await keptOf(await scans(2000))
    await keptOf(hostile)
    const { user, system } = process.threadCpuUsage(before)
    expect((user + system) / 1000).toBeLessThan(200)
  })
})

test('while a page of two tones is packed, others are served', async () => {
  const [width, height] = [4960, 7016]
  const page = specks(width, height)
  let done = false
  let longest = 0
  const serve = (before: NodeJS.CpuUsage) => {
    const { user, system } = process.threadCpuUsage(before)
    longest = Math.max(longest, (user + system) / 1000)
    const now = process.threadCpuUsage()
    if (!done) setImmediate(() => serve(now))
  }
  serve(process.threadCpuUsage())
  await bilevelPng(page, width, height)
  done = true
  expect(longest).toBeLessThan(40)
})

test('one that takes too long is answered, and so is who waits behind it', async () => {
  const hurried = crearInspector({ plazoMs: 1 })
  const bytes = await sharp({ create: { width: 6000, height: 6000, channels: 3, background: '#789' } })
    .jpeg()
    .toBuffer()
  const [first, second] = [
    hurried.inspeccionar({ nombre: 'f', bytes }),
    hurried.inspeccionar({ nombre: 'g', bytes }),
  ]
  await expect(second).rejects.toThrow(Saturado)
  expect(await first).toMatchObject({ ok: false, rechazos: [{ codigo: 'archivo_lento' }] })
  await expect(hurried.inspeccionar({ nombre: 'h', bytes }, { sinEsperar: true })).rejects.toThrow(Saturado)
})
