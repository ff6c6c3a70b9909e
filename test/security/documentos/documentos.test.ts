import { deflateSync } from 'node:zlib'
import { PDFDocument, PDFName, PDFString } from '@cantoo/pdf-lib'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { Overloaded } from '../../../src/application/ports.ts'
import { MAX_BYTES } from '../../../src/domain/documento/documento.ts'
import { createInspector } from '../../../src/security/documentos/inspector.ts'
import { ASKER } from '../../support/data/askers.ts'
import {
  createPdf,
  makePhoto,
  openAction,
  pdfWithShadow,
  plainImage,
  randomPixels,
  screenshot,
} from '../../support/data/files.ts'

const inspector = createInspector({ pdfTimeoutMs: 60_000 })

async function errorCode(name: string, bytes: Uint8Array): Promise<string> {
  const verdict = await inspector.inspect({ name, bytes }, ASKER)
  return verdict.ok ? 'bien' : (verdict.refusals[0]?.code ?? '')
}

async function saved(name: string, bytes: Uint8Array) {
  const verdict = await inspector.inspect({ name, bytes }, ASKER)
  if (!verdict.ok) throw new Error(verdict.refusals[0]?.code)
  return verdict.value
}

const concat = (...parts: (Uint8Array | string)[]) => Buffer.concat(parts.map((part) => Buffer.from(part)))
/** An empty ZIP, accepted by every archive program. */
const EMPTY_ZIP = concat('PK\x05\x06', Buffer.alloc(18))

describe('images', () => {
  it('keeps a photo upright and without its camera metadata', async () => {
    const original = await makePhoto()
    expect(original.includes('secreto-de-la-foto')).toBe(true)
    expect((await sharp(original).metadata()).exif).toBeDefined()
    const { format, bytes } = await saved('Mi Foto.JPG', original)
    const measurements = await sharp(bytes).metadata()
    expect([format, measurements.format, measurements.width, measurements.height]).toEqual([
      'image/jpeg',
      'jpeg',
      300,
      400,
    ])
    expect([measurements.exif, measurements.xmp, measurements.icc, measurements.iptc]).toEqual(
      Array(4).fill(undefined),
    )
    for (const rest of ['secreto-de-la-foto', 'Exif', 'Fotografa'])
      expect(Buffer.from(bytes).includes(rest)).toBe(false)
  })

  it('keeps a PNG as a PNG', async () => {
    expect((await saved('captura.png', await screenshot())).format).toBe('image/png')
  })

  it('keeps within 1 MB an image that grows when re-encoded', async () => {
    const noise = Buffer.from(randomPixels(700, 700))
    const asPng = await sharp(noise, { raw: { width: 700, height: 700, channels: 3 } })
      .png()
      .toBuffer()
    const { bytes } = await saved('ruido.png', asPng)
    expect(bytes.length).toBeLessThanOrEqual(MAX_BYTES)
  })

  it('refuses 40 megapixels, and accepts fewer', async () => {
    expect(await errorCode('grande.png', await plainImage(8000, 5000))).toBe('archivo_pixeles')
    expect(await errorCode('menor.png', await plainImage(4000, 3000))).toBe('bien')
  })

  it.each(['jpg', 'png'] as const)('refuses a truncated %s as damaged', async (extension) => {
    const whole = extension === 'jpg' ? await makePhoto() : await screenshot()
    expect(await errorCode(`f.${extension}`, whole.subarray(0, whole.length / 2))).toBe('archivo_danado')
    expect(await errorCode(`f.${extension}`, whole.subarray(0, 3))).toBe('archivo_danado')
  })

  it.each([
    ['a page', '<html><script>alert(1)</script>'],
    ['an archive', EMPTY_ZIP],
    ['a PDF', '%PDF-1.7 1 0 obj'],
    ['anything else', 'MZ\x90\x00 programa'],
  ])('refuses an image followed by %s as a polyglot', async (_what, tail) => {
    expect(await errorCode('f.jpg', concat(await makePhoto(), tail))).toBe('archivo_mezclado')
    expect(await errorCode('f.png', concat(await screenshot(), tail))).toBe('archivo_mezclado')
  })

  it('refuses an image with a script inside as a polyglot', async () => {
    const withComment = await sharp(await makePhoto())
      .withXmp('<x><script>alert(1)</script></x>')
      .toBuffer()
    expect(await errorCode('f.jpg', withComment)).toBe('archivo_mezclado')
  })
})

describe('the type', () => {
  it('is detected from the content, whatever the name', async () => {
    const [jpeg, pdf] = [await makePhoto(), await createPdf()]
    for (const name of [
      'foto.png',
      'image%3A1641',
      '1000012345',
      'blob',
      'foto.jfif',
      'foto.jpe',
      'f.exe',
      '',
    ])
      expect((await saved(name, jpeg)).format).toBe('image/jpeg')
    expect((await saved('foto.jpg', pdf)).format).toBe('application/pdf')
    for (const other of ['texto cualquiera', 'GIF89a\x01\x00\x01\x00', '<svg xmlns="x"/>', 'MZ\x90\x00'])
      expect(await errorCode('foto.jpg', Buffer.from(other))).toBe('archivo_tipo')
  })
})

describe('PDF', () => {
  it.each([true, false])('keeps a simple one with its pages (object streams: %s)', async (objectStreams) => {
    const original = await createPdf(undefined, { objectStreams, pages: 3 })
    const { format, bytes } = await saved('pasaporte.pdf', original)
    const pages = (await PDFDocument.load(bytes)).getPages()
    expect(format).toBe('application/pdf')
    expect(pages.map((page) => page.getSize())).toEqual(Array(3).fill({ width: 200, height: 100 }))
    expect(pages.every(({ node }) => node.Contents())).toBe(true)
  })

  it.each([
    ['the open action', 'open-action'],
    ['the open action, escaped and uncompressed', 'open-action-in-hex'],
    ['the catalog', 'catalog'],
  ] as const)('drops a script hidden behind a harmless copy of %s', async (_what, which) => {
    expect(await errorCode('p.pdf', pdfWithShadow(which, { decoy: false }))).toBe('archivo_pdf_programa')
    const { bytes } = await saved('p.pdf', pdfWithShadow(which, { decoy: true }))
    const text = Buffer.from(bytes).toString('latin1')
    for (const rest of ['JavaScript', 'alert', 'ObjStm']) expect(text).not.toContain(rest)
    expect((await PDFDocument.load(bytes)).getPageCount()).toBe(1)
  })

  it.each([
    ['a script', openAction({ S: 'JavaScript', JS: 'app.alert(1)' })],
    ['a program to launch', openAction({ S: 'Launch', F: 'cmd.exe' })],
    ['a script under a name', (pdf: PDFDocument) => pdf.addJavaScript('x', 'app.alert(1)')],
    [
      'actions of its pages',
      (pdf: PDFDocument) =>
        pdf.getPage(0).node.set(PDFName.of('AA'), pdf.context.obj({ O: { S: PDFName.of('Hide') } })),
    ],
    [
      'a script behind an escaped name',
      (pdf: PDFDocument) =>
        pdf.catalog.set(PDFName.of('Extra'), pdf.context.obj({ S: PDFName.of('J#61vaScript') })),
    ],
  ])('refuses as active one with %s', async (_what, change) => {
    for (const objectStreams of [true, false])
      expect(await errorCode('p.pdf', await createPdf(change, { objectStreams }))).toBe(
        'archivo_pdf_programa',
      )
  })

  it('refuses one with attachments', async () => {
    const withAttachment = (pdf: PDFDocument) =>
      pdf.attach(Buffer.from('hola'), 'a.txt', { mimeType: 'text/plain' })
    expect(await errorCode('p.pdf', await createPdf(withAttachment))).toBe('archivo_pdf_adjuntos')
  })

  it('refuses one with a dynamic form', async () => {
    const withXfa = (pdf: PDFDocument) =>
      pdf.catalog.set(PDFName.of('AcroForm'), pdf.context.obj({ Fields: [], XFA: PDFString.of('<xdp/>') }))
    expect(await errorCode('p.pdf', await createPdf(withXfa))).toBe('archivo_pdf_formulario')
  })

  it('refuses an encrypted one', async () => {
    const encrypted = await createPdf((pdf) => pdf.encrypt({ userPassword: 'clave', ownerPassword: 'otra' }))
    expect(await errorCode('p.pdf', encrypted)).toBe('archivo_pdf_cifrado')
  })

  it('refuses a truncated or malformed one', async () => {
    const whole = await createPdf(undefined, { objectStreams: false })
    expect(await errorCode('p.pdf', whole.subarray(0, whole.length / 2))).toBe('archivo_danado')
    expect(await errorCode('p.pdf', Buffer.from('%PDF-1.7\nnada de nada\n%%EOF'))).toBe('archivo_danado')
  })

  it('refuses as a polyglot one with something before or after it', async () => {
    const whole = await createPdf()
    for (const polyglot of [
      concat(whole, EMPTY_ZIP),
      concat(whole, '<html></html>'),
      concat(whole, 'MZ programa'),
      concat('<html><body>', whole),
    ])
      expect(await errorCode('p.pdf', polyglot)).toBe('archivo_mezclado')
    expect(await errorCode('p.pdf', concat(whole, '\r\n\0\0'))).toBe('bien')
  })

  it('refuses one with too many pages', async () => {
    expect(await errorCode('p.pdf', await createPdf(undefined, { pages: 21 }))).toBe('archivo_pdf_complejo')
  })

  it('refuses a decompression bomb before opening it', async () => {
    const bomb = deflateSync(Buffer.alloc(80 * 2 ** 20))
    const pdf = concat(
      '%PDF-1.7\n1 0 obj <</Filter/FlateDecode>> stream\n',
      bomb,
      '\nendstream endobj\n%%EOF',
    )
    expect(pdf.length).toBeLessThan(MAX_BYTES)
    expect(await errorCode('p.pdf', pdf)).toBe('archivo_pdf_complejo')
  })

  it('refuses one with too many compressed parts before inflating them all', async () => {
    const filler = 'stream\n\x78\x9c\x03'.repeat(100_000)
    const pdf = Buffer.from(
      (await createPdf(undefined, { objectStreams: false }))
        .toString('latin1')
        .replace('\n', () => `\n${filler}\n`),
      'latin1',
    )
    expect(await errorCode('p.pdf', pdf)).toBe('archivo_pdf_complejo')
  })

  it('refuses one that takes too long, and stops its thread', async () => {
    const impatient = createInspector({ pdfTimeoutMs: 1 })
    const withPayload = (pdf: PDFDocument) =>
      void pdf.context.register(pdf.context.flateStream(Buffer.alloc(60 * 2 ** 20)))
    const slow = await createPdf(withPayload, { objectStreams: false })
    expect(await errorCode('p.pdf', slow)).toBe('bien')
    const verdict = await impatient.inspect({ name: 'p.pdf', bytes: slow }, ASKER)
    expect(verdict).toMatchObject({ ok: false, refusals: [{ code: 'archivo_lento' }] })
  })
})

it('turns a file away when too many wait', async () => {
  const full = createInspector({ maxPending: 1 })
  const first = full.inspect({ name: 'f.jpg', bytes: await makePhoto() }, ASKER)
  await expect(full.inspect({ name: 'f.jpg', bytes: Buffer.of(1) }, ASKER)).rejects.toThrow(Overloaded)
  expect((await first).ok).toBe(true)
})

it('turns away a file that may not wait while another is being inspected', async () => {
  const file = { name: 'f.jpg', bytes: await makePhoto() }
  const [first, second] = [
    inspector.inspect(file, ASKER),
    inspector.inspect(file, ASKER, { withoutWaiting: true }),
  ]
  await expect(second).rejects.toThrow(Overloaded)
  expect((await first).ok).toBe(true)
  expect((await inspector.inspect(file, ASKER, { withoutWaiting: true })).ok).toBe(true)
})
