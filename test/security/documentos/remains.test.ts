import { createHash } from 'node:crypto'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { Overloaded } from '../../../src/application/ports.ts'
import { bilevelPng } from '../../../src/security/documentos/bilevel-png.ts'
import { createInspector } from '../../../src/security/documentos/inspector.ts'
import { ASKER } from '../../support/data/askers.ts'
import { makePhoto } from '../../support/data/files.ts'
import { pdfOf } from '../../support/data/pdf-files.ts'
import { join, specks, zipOf } from '../../support/data/picture-files.ts'
import { createManualScheduler } from '../../support/product/manual-scheduler.ts'

const inspector = createInspector({ pdfTimeoutMs: 60_000 })

/** The bytes kept of a file, or its refusal code. */
async function keptOf(bytes: Uint8Array): Promise<string> {
  const judged = await inspector.inspect({ name: 'p', bytes }, ASKER)
  return judged.ok ? Buffer.from(judged.value.bytes).toString('latin1') : (judged.refusals[0]?.code ?? '')
}

/** A PDF whose page has an XObject with this data. */
const withXObject = (kind: string, data: Uint8Array | string): Buffer => {
  const text = join(data).toString('latin1')
  const xObject = `<</Type/XObject${kind}/Length ${text.length}>>\nstream\n${text}\nendstream`
  return pdfOf('', [xObject], { 5: '<</Font<</F1 6 0 R>>/XObject<</X 7 0 R>>>>' })
}
const FORM = '/Subtype/Form/BBox[0 0 9 9]'
const IMAGE = '/Subtype/Image/Width 400/Height 300/BitsPerComponent 8/ColorSpace/DeviceRGB'
const PAGE = '<html><script>alert(1)</script>'
/** Bytes that do not compress. */
const noise = (length: number) => createHash('shake256', { outputLength: length }).digest()
const NOISE_ZIP = zipOf(noise(3000))
const TEXT_ZIP = zipOf(Buffer.alloc(5000, 'Main-Class: x\n'))
const REMAINS = /PK[^\w\s]|<html|<script/

describe('a PDF with an archive or an HTML page in a stream', () => {
  it.each([
    ['an uncompressed archive', withXObject(`${FORM}/Filter[]`, TEXT_ZIP)],
    ['an uncompressed page', withXObject(`${FORM}/Filter[]/DecodeParms[]`, PAGE)],
    ['a page under a null filter', withXObject(`${FORM}/Filter null`, PAGE)],
    [
      'an archive deflated at level 0',
      withXObject(`${FORM}/Filter/FlateDecode`, deflateSync(TEXT_ZIP, { level: 0 })),
    ],
    [
      'a page deflated at level 0, with its filter in a list',
      withXObject(`${FORM}/Filter[/Fl#61teDecode]`, deflateSync(PAGE, { level: 0 })),
    ],
    [
      'an archive after deflated data',
      withXObject(`${FORM}/Filter/FlateDecode`, join(deflateSync('n'), NOISE_ZIP)),
    ],
  ])('is kept without %s', async (_what, pdf) => {
    const kept = await keptOf(pdf)
    expect(kept).toMatch(/^%PDF/)
    expect(kept).not.toMatch(REMAINS)
  })

  it('is kept without what comes before or after a JPEG', async () => {
    for (const photo of [join(await makePhoto(), NOISE_ZIP), join(PAGE, await makePhoto())]) {
      const kept = await keptOf(withXObject(`${IMAGE}/Filter/DCTDecode`, photo))
      expect(kept).toContain((await makePhoto()).toString('latin1'))
      expect(kept).not.toMatch(REMAINS)
    }
  })

  it('is refused as damaged with a page instead of a JPEG', async () => {
    expect(await keptOf(withXObject(`${IMAGE}/Filter/DCTDecode`, PAGE))).toBe('archivo_danado')
  })

  it.each([
    ['an archive that does not compress', withXObject(`${FORM}/Filter[]`, NOISE_ZIP)],
    ['an archive that does not inflate', withXObject(`${FORM}/Filter/FlateDecode`, NOISE_ZIP)],
    ['an archive under two filters', withXObject(`${FORM}/Filter[/ASCIIHexDecode/FlateDecode]`, TEXT_ZIP)],
    ...['ASCIIHex', 'ASCII85', 'LZW', 'RunLength', 'CCITTFax', 'JBIG2', 'JPX', 'Other'].flatMap((filter) => [
      [
        `an archive in ${filter}`,
        withXObject(`${IMAGE}/Filter/${filter}Decode`, join(NOISE_ZIP, 'x'.repeat(70_000))),
      ],
      [`a page in ${filter}`, withXObject(`${IMAGE}/Filter/${filter}Decode`, PAGE)],
    ]),
    ['a 7z archive', withXObject(`${IMAGE}/Filter/JPXDecode`, 'x7z\xbc\xaf\x27\x1c')],
    [
      'a page in a font’s strings',
      pdfOf('', [], { 6: `<</Type/Font/BaseFont/Helvetica/CharSet(${PAGE.replace('(1)', '')})>>` }),
    ],
  ] as [string, Buffer][])('is refused as a polyglot with %s', async (_what, pdf) => {
    expect(await keptOf(pdf)).toBe('archivo_mezclado')
  })
})

it('refuses as a polyglot a picture whose pixels spell an archive', async () => {
  const pixels = noise(300 * 300 * 3)
  const picture = () =>
    sharp(pixels, { raw: { width: 300, height: 300, channels: 3 } })
      .png()
      .toBuffer()
  expect(await keptOf(await picture())).toMatch(/^\x89PNG/)
  const zip = zipOf(noise(300))
  zip.subarray(zip.indexOf('PK\x01\x02')).copy(pixels, 900 * 150)
  expect(await keptOf(await picture())).toBe('archivo_mezclado')
})

describe('a JPEG of many scans', () => {
  const scans = async (count: number, comment = '') => {
    const photo = await sharp(await makePhoto())
      .greyscale()
      .jpeg()
      .toBuffer()
    const from = photo.indexOf(Buffer.of(0xff, 0xda))
    const note = join('\xff\xfe', Buffer.of((comment.length + 2) >> 8, (comment.length + 2) & 0xff), comment)
    const scan = photo.subarray(from, -2)
    return join(photo.subarray(0, from), note, ...Array.from({ length: count }, () => scan), '\xff\xd9')
  }

  it('is kept with up to 100, and refused with more', async () => {
    expect(await keptOf(await scans(100, '\xff\xda'.repeat(200)))).toMatch(/^\xff\xd8/)
    expect(await keptOf(await scans(101))).toBe('archivo_lento')
  })

  it('is refused by its count, and one full of byte stuffing is judged, however long they are', async () => {
    const hostile = join(await makePhoto(), Buffer.alloc(900_000, '\xff\0', 'latin1'))
    expect(await keptOf(await scans(2000))).toBe('archivo_lento')
    expect(await keptOf(hostile)).toMatch(/^\xff\xd8/)
  })
})

it('gives others a turn every half million pixels while it packs a black-and-white page', async () => {
  const [width, height] = [4960, 7016]
  let done = false
  let turns = 0
  const serve = () => {
    turns++
    if (!done) setImmediate(serve)
  }
  setImmediate(serve)
  await bilevelPng(specks(width, height), width, height)
  done = true
  expect(turns).toBeGreaterThan((width * height) / 2 ** 19 - 5)
})

it('answers who sent a file that takes too long, and who waits behind it', async () => {
  const { scheduler, expire } = createManualScheduler()
  const hurried = createInspector({ scheduler })
  const bytes = await sharp({ create: { width: 6000, height: 6000, channels: 3, background: '#789' } })
    .jpeg()
    .toBuffer()
  const [first, second] = [
    hurried.inspect({ name: 'f', bytes }, ASKER),
    hurried.inspect({ name: 'g', bytes }, ASKER),
  ]
  await nextTurn()
  expire()
  await expect(second).rejects.toThrow(Overloaded)
  expect(await first).toMatchObject({ ok: false, refusals: [{ code: 'archivo_lento' }] })
  await expect(hurried.inspect({ name: 'h', bytes }, ASKER, { withoutWaiting: true })).rejects.toThrow(
    Overloaded,
  )
})
