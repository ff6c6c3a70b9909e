import { deflateSync } from 'node:zlib'
import { PDFDocument, PDFName, PDFString } from '@cantoo/pdf-lib'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { Saturado } from '../../src/application/ports.ts'
import { BYTES_MAXIMOS } from '../../src/domain/documento.ts'
import { crearInspector } from '../../src/security/documentos/inspector.ts'
import { alAbrir, captura, foto, lisa, pdfConSombra, pdfDe, pixeles } from '../support/archivos.ts'

const inspector = crearInspector({ plazoPdfMs: 60_000 })

async function codigoDe(nombre: string, bytes: Uint8Array): Promise<string> {
  const juicio = await inspector.inspeccionar({ nombre, bytes })
  return juicio.ok ? 'bien' : (juicio.rechazos[0]?.codigo ?? '')
}

async function guardado(nombre: string, bytes: Uint8Array) {
  const juicio = await inspector.inspeccionar({ nombre, bytes })
  if (!juicio.ok) throw new Error(juicio.rechazos[0]?.codigo)
  return juicio.valor
}

const unir = (...partes: (Uint8Array | string)[]) => Buffer.concat(partes.map((parte) => Buffer.from(parte)))
/** An archive with nothing in it, which every program that opens archives takes. */
const ZIP_VACIO = unir('PK\x05\x06', Buffer.alloc(18))

describe('pictures', () => {
  test('a photo is kept upright and without what its camera wrote', async () => {
    const original = await foto()
    expect(original.includes('secreto-de-la-foto')).toBe(true)
    expect((await sharp(original).metadata()).exif).toBeDefined()
    const { formato, bytes } = await guardado('Mi Foto.JPG', original)
    const medidas = await sharp(bytes).metadata()
    expect([formato, medidas.format, medidas.width, medidas.height]).toEqual(['image/jpeg', 'jpeg', 300, 400])
    expect([medidas.exif, medidas.xmp, medidas.icc, medidas.iptc]).toEqual(Array(4).fill(undefined))
    for (const resto of ['secreto-de-la-foto', 'Exif', 'Fotografa'])
      expect(Buffer.from(bytes).includes(resto)).toBe(false)
  })

  test('a PNG is kept as one', async () => {
    expect((await guardado('captura.png', await captura())).formato).toBe('image/png')
  })

  test('one that grows when it is made anew is kept within 1 MB', async () => {
    const ruido = Buffer.from(pixeles(700, 700))
    const enPng = await sharp(ruido, { raw: { width: 700, height: 700, channels: 3 } })
      .png()
      .toBuffer()
    const { bytes } = await guardado('ruido.png', enPng)
    expect(bytes.length).toBeLessThanOrEqual(BYTES_MAXIMOS)
  })

  test('of 40 megapixels it is refused, of a little less it is taken', async () => {
    expect(await codigoDe('grande.png', await lisa(8000, 5000))).toBe('archivo_pixeles')
    expect(await codigoDe('menor.png', await lisa(4000, 3000))).toBe('bien')
  })

  test.each(['jpg', 'png'] as const)('a %s cut half-way is refused as broken', async (extension) => {
    const entera = extension === 'jpg' ? await foto() : await captura()
    expect(await codigoDe(`f.${extension}`, entera.subarray(0, entera.length / 2))).toBe('archivo_danado')
    expect(await codigoDe(`f.${extension}`, entera.subarray(0, 3))).toBe('archivo_danado')
  })

  test.each([
    ['a page', '<html><script>alert(1)</script>'],
    ['an archive', ZIP_VACIO],
    ['a PDF', '%PDF-1.7 1 0 obj'],
    ['anything else', 'MZ\x90\x00 programa'],
  ])('with %s after it is refused as two things at once', async (_que, cola) => {
    expect(await codigoDe('f.jpg', unir(await foto(), cola))).toBe('archivo_mezclado')
    expect(await codigoDe('f.png', unir(await captura(), cola))).toBe('archivo_mezclado')
  })

  test('with a script inside is refused as two things at once', async () => {
    const conComentario = await sharp(await foto())
      .withXmp('<x><script>alert(1)</script></x>')
      .toBuffer()
    expect(await codigoDe('f.jpg', conComentario)).toBe('archivo_mezclado')
  })
})

describe('the type', () => {
  test('is told by the content, whatever the name says or lacks', async () => {
    const [jpeg, pdf] = [await foto(), await pdfDe()]
    for (const nombre of [
      'foto.png',
      'image%3A1641',
      '1000012345',
      'blob',
      'foto.jfif',
      'foto.jpe',
      'f.exe',
      '',
    ])
      expect((await guardado(nombre, jpeg)).formato).toBe('image/jpeg')
    expect((await guardado('foto.jpg', pdf)).formato).toBe('application/pdf')
    for (const otro of ['texto cualquiera', 'GIF89a\x01\x00\x01\x00', '<svg xmlns="x"/>', 'MZ\x90\x00'])
      expect(await codigoDe('foto.jpg', Buffer.from(otro))).toBe('archivo_tipo')
  })
})

describe('PDF', () => {
  test.each([true, false])('a simple one is kept with its pages (object streams: %s)', async (conFlujos) => {
    const original = await pdfDe(undefined, { conFlujos, paginas: 3 })
    const { formato, bytes } = await guardado('pasaporte.pdf', original)
    const paginas = (await PDFDocument.load(bytes)).getPages()
    expect(formato).toBe('application/pdf')
    expect(paginas.map((pagina) => pagina.getSize())).toEqual(Array(3).fill({ width: 200, height: 100 }))
    expect(paginas.every(({ node }) => node.Contents())).toBe(true)
  })

  test.each([
    ['what it opens with', 'apertura'],
    ['what it opens with, in letters and not compressed', 'apertura-en-letras'],
    ['its catalogue', 'catalogo'],
  ] as const)('a script that is behind a harmless copy of %s is not kept', async (_que, cual) => {
    expect(await codigoDe('p.pdf', pdfConSombra(cual, { copia: false }))).toBe('archivo_pdf_programa')
    const { bytes } = await guardado('p.pdf', pdfConSombra(cual, { copia: true }))
    const texto = Buffer.from(bytes).toString('latin1')
    for (const resto of ['JavaScript', 'alert', 'ObjStm']) expect(texto).not.toContain(resto)
    expect((await PDFDocument.load(bytes)).getPageCount()).toBe(1)
  })

  test.each([
    ['a script', alAbrir({ S: 'JavaScript', JS: 'app.alert(1)' })],
    ['a program to launch', alAbrir({ S: 'Launch', F: 'cmd.exe' })],
    ['an address to open', alAbrir({ S: 'URI', URI: 'https://mal.example' })],
    ['a script under a name', (pdf: PDFDocument) => pdf.addJavaScript('x', 'app.alert(1)')],
    [
      'actions of its pages',
      (pdf: PDFDocument) =>
        pdf.getPage(0).node.set(PDFName.of('AA'), pdf.context.obj({ O: { S: PDFName.of('Named') } })),
    ],
    [
      'a script behind an escaped name',
      (pdf: PDFDocument) =>
        pdf.catalog.set(PDFName.of('Extra'), pdf.context.obj({ S: PDFName.of('J#61vaScript') })),
    ],
  ])('with %s is refused as one that runs something', async (_que, cambiar) => {
    for (const conFlujos of [true, false])
      expect(await codigoDe('p.pdf', await pdfDe(cambiar, { conFlujos }))).toBe('archivo_pdf_programa')
  })

  test('with attachments is refused', async () => {
    const conAdjunto = (pdf: PDFDocument) =>
      pdf.attach(Buffer.from('hola'), 'a.txt', { mimeType: 'text/plain' })
    expect(await codigoDe('p.pdf', await pdfDe(conAdjunto))).toBe('archivo_pdf_adjuntos')
  })

  test('with a dynamic form is refused', async () => {
    const conXfa = (pdf: PDFDocument) =>
      pdf.catalog.set(PDFName.of('AcroForm'), pdf.context.obj({ Fields: [], XFA: PDFString.of('<xdp/>') }))
    expect(await codigoDe('p.pdf', await pdfDe(conXfa))).toBe('archivo_pdf_formulario')
  })

  test('encrypted is refused', async () => {
    const cifrado = await pdfDe((pdf) => pdf.encrypt({ userPassword: 'clave', ownerPassword: 'otra' }))
    expect(await codigoDe('p.pdf', cifrado)).toBe('archivo_pdf_cifrado')
  })

  test('cut or broken is refused', async () => {
    const entero = await pdfDe(undefined, { conFlujos: false })
    expect(await codigoDe('p.pdf', entero.subarray(0, entero.length / 2))).toBe('archivo_danado')
    expect(await codigoDe('p.pdf', Buffer.from('%PDF-1.7\nnada de nada\n%%EOF'))).toBe('archivo_danado')
  })

  test('with something before or after it is refused as two things at once', async () => {
    const entero = await pdfDe()
    for (const doble of [
      unir(entero, ZIP_VACIO),
      unir(entero, '<html></html>'),
      unir(entero, 'MZ programa'),
      unir('<html><body>', entero),
    ])
      expect(await codigoDe('p.pdf', doble)).toBe('archivo_mezclado')
    expect(await codigoDe('p.pdf', unir(entero, '\r\n\0\0'))).toBe('bien')
  })

  test('of too many pages is refused', async () => {
    expect(await codigoDe('p.pdf', await pdfDe(undefined, { paginas: 21 }))).toBe('archivo_pdf_complejo')
  })

  test('that unpacks to more than it should is refused before it is opened', async () => {
    const bomba = deflateSync(Buffer.alloc(80 * 2 ** 20))
    const pdf = unir('%PDF-1.7\n1 0 obj <</Filter/FlateDecode>> stream\n', bomba, '\nendstream endobj\n%%EOF')
    expect(pdf.length).toBeLessThan(BYTES_MAXIMOS)
    expect(await codigoDe('p.pdf', pdf)).toBe('archivo_pdf_complejo')
  })

  test('with more compressed parts than a document has is refused before each is tried', async () => {
    const relleno = 'stream\n\x78\x9c\x03'.repeat(100_000)
    const pdf = Buffer.from(
      (await pdfDe(undefined, { conFlujos: false })).toString('latin1').replace('\n', () => `\n${relleno}\n`),
      'latin1',
    )
    expect(await codigoDe('p.pdf', pdf)).toBe('archivo_pdf_complejo')
  })

  test('that takes too long is refused and its thread stopped', async () => {
    const apurado = crearInspector({ plazoPdfMs: 1 })
    const conCarga = (pdf: PDFDocument) =>
      void pdf.context.register(pdf.context.flateStream(Buffer.alloc(60 * 2 ** 20)))
    const lento = await pdfDe(conCarga, { conFlujos: false })
    expect(await codigoDe('p.pdf', lento)).toBe('bien')
    const juicio = await apurado.inspeccionar({ nombre: 'p.pdf', bytes: lento })
    expect(juicio).toMatchObject({ ok: false, rechazos: [{ codigo: 'archivo_lento' }] })
  })
})

test('over the bound of those that wait, a file is not taken on', async () => {
  const lleno = crearInspector({ esperaMaxima: 1 })
  const primero = lleno.inspeccionar({ nombre: 'f.jpg', bytes: await foto() })
  await expect(lleno.inspeccionar({ nombre: 'f.jpg', bytes: Buffer.of(1) })).rejects.toThrow(Saturado)
  expect((await primero).ok).toBe(true)
})

test('one that may not wait is not taken on while another is judged', async () => {
  const archivo = { nombre: 'f.jpg', bytes: await foto() }
  const [primero, segundo] = [
    inspector.inspeccionar(archivo),
    inspector.inspeccionar(archivo, { sinEsperar: true }),
  ]
  await expect(segundo).rejects.toThrow(Saturado)
  expect((await primero).ok).toBe(true)
  expect((await inspector.inspeccionar(archivo, { sinEsperar: true })).ok).toBe(true)
})
