import { PDFDict, PDFDocument, PDFName, PDFStream, PDFString } from '@cantoo/pdf-lib'
import { describe, expect, it } from 'vitest'
import { checkPdf } from '../../../src/security/documentos/pdf.ts'
import { createPdf } from '../../support/data/files.ts'
import { pdfOf, SECRET } from '../../support/data/pdf-files.ts'
import { EMPTY_ZIP, join } from '../../support/data/picture-files.ts'

const inspect = (bytes: Uint8Array) => checkPdf(bytes, 60_000)

const codeOf = async (bytes: Uint8Array): Promise<string> => {
  const inspected = await inspect(bytes)
  return 'bytes' in inspected ? 'bien' : inspected.code
}

/** The PDF as kept, opened; fails if any dropped content remains in its bytes or objects. */
async function kept(bytes: Uint8Array): Promise<PDFDocument> {
  const inspected = await inspect(bytes)
  if (!('bytes' in inspected)) throw new Error(inspected.code)
  const pdf = await PDFDocument.load(inspected.bytes)
  const objects = pdf.context.enumerateIndirectObjects().map(([, object]) => String(object))
  expect(`${Buffer.from(inspected.bytes).toString('latin1')}${objects.join()}`).not.toMatch(
    new RegExp(`${SECRET}|PK\\x05|/(?:JavaScript|URI|Names|Metadata|Info|EmbeddedFile|Encrypt)\\b`),
  )
  return pdf
}

describe('a PDF that opens without asking', () => {
  it.each(['RC4-40', 'RC4-128', 'AES-128', 'AES-256'] as const)(
    'is kept, decrypted, when it only forbids printing (%s)',
    async (algorithm) => {
      const options = { ownerPassword: 'otra', permissions: {}, algorithm, allowWeakCryptography: true }
      for (const objectStreams of [true, false])
        expect(
          (await kept(await createPdf((pdf) => pdf.encrypt(options), { objectStreams }))).getPageCount(),
        ).toBe(1)
      const locked = await createPdf((pdf) => pdf.encrypt({ ...options, userPassword: 'clave' }))
      expect(await codeOf(locked)).toBe('archivo_pdf_cifrado')
    },
  )

  it.each([
    ['a byte order mark', '\xef\xbb\xbf', ''],
    ['line ends', '\r\n\n', '\r\n'],
    [
      'printer commands',
      '\x1b%-12345X@PJL SET COPIES=1\r\n@PJL ENTER LANGUAGE=PDF\r\n',
      '\x1b%-12345X@PJL EOJ\r\n',
    ],
    ['old end-of-file marks', '', '\x1a\x1a'],
    ['noise', 'x'.repeat(1000), `${SECRET}\x00\x01`],
  ])('is kept without %s around it', async (_what, before, after) => {
    expect((await kept(join(before, pdfOf(), after))).getPageCount()).toBe(1)
  })

  it.each([
    [
      'a wrong cross-reference offset',
      pdfOf()
        .toString('latin1')
        .replace(/startxref\n\d+/, 'startxref\n7'),
    ],
    [
      'no cross-reference table',
      pdfOf()
        .toString('latin1')
        .replace(/xref[\s\S]*$/, ''),
    ],
    ['a broken object that no page uses', pdfOf('', ['<</Producer (Scanner (c) /Title (Ced\\) )>>'])],
    ['fonts named like actions', pdfOf('', [], { 5: '<</Font<</F1 6 0 R/JS 6 0 R/AA 6 0 R/EF 6 0 R>>>>' })],
    [
      'empty lists of scripts and files',
      pdfOf('/Names<</JavaScript<</Names[]>>/EmbeddedFiles<</Kids[]>>>>/AF[]'),
    ],
    ['events that do nothing', pdfOf('/AA<<>>/OpenAction<<>>')],
    ['an initial page', pdfOf('/OpenAction<</S/GoTo/D[3 0 R/Fit]>>')],
    ['a print dialog that it opens', pdfOf('/OpenAction<</S/Named/N/Print>>')],
    ['an address that it opens', pdfOf(`/OpenAction<</S/URI/URI(https://${SECRET}.example)>>`)],
    ['a print dialog on an event', pdfOf('/AA<</WP<</S/Named/N/Print>>>>')],
    ['text that mentions scripts', pdfOf(`/Lang(/JavaScript ${SECRET})`)],
    ['an empty XFA form', pdfOf('/AcroForm<</Fields[]/XFA[]>>')],
    [
      'metadata',
      pdfOf('/Metadata 7 0 R', [`<</Type/Metadata/Length ${SECRET.length}>>\nstream\n${SECRET}\nendstream`]),
    ],
    [
      'an unreferenced archive',
      pdfOf('', [`<</Length 22>>\nstream\n${EMPTY_ZIP.toString('latin1')}\nendstream`]),
    ],
  ])('is kept and cleaned with %s', async (_what, pdf) => {
    const [page] = (await kept(Buffer.from(pdf.toString('latin1'), 'latin1'))).getPages()
    expect(page?.node.Contents()).toBeInstanceOf(PDFStream)
    const fonts = page?.node.Resources()?.lookup(PDFName.of('Font'), PDFDict)
    expect(fonts?.lookup(PDFName.of('F1'), PDFDict).get(PDFName.of('BaseFont'))).toBe(PDFName.of('Helvetica'))
  })

  it('keeps inherited page attributes, layers and field appearances, but no links or destinations', async () => {
    const fields =
      '<</Type/Annot/Subtype/Widget/Rect[1 2 30 40]/F 4/T(campo)/V(x)/AS/On/AP<</N<</On 10 0 R>>>>>>'
    const link = `<</Type/Annot/Subtype/Link/Rect[1 2 3 4]/A<</S/URI/URI(https://${SECRET}.example)>>>>`
    const hidden = '<</Type/Annot/Subtype/Stamp/Rect[1 2 3 4]/F 2/AP<</N 10 0 R>>>>'
    const pdf = await kept(
      pdfOf(
        '/OCProperties<</OCGs[7 0 R]/D<</OFF[7 0 R]>>>>',
        [
          '<</Type/OCG/Name(Capa)>>',
          fields,
          link,
          '<</Subtype/Form/BBox[0 0 9 9]/Length 1>>\nstream\nn\nendstream',
          hidden,
        ],
        {
          2: '<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 300 400]/Rotate 90/Resources 5 0 R>>',
          3: '<</Type/Page/Parent 2 0 R/Contents[4 0 R]/Annots[8 0 R 9 0 R 11 0 R]>>',
        },
      ),
    )
    const page = pdf.getPage(0)
    expect([page.getSize(), page.getRotation().angle]).toEqual([{ width: 300, height: 400 }, 90])
    const stamps = page.node
      .Annots()
      ?.asArray()
      .map((_one, at) => page.node.Annots()?.lookup(at, PDFDict))
    expect(stamps?.map((one) => String(one?.get(PDFName.of('Subtype'))))).toEqual(['/Stamp'])
    expect(stamps?.[0]?.lookup(PDFName.of('AP'), PDFDict).lookup(PDFName.of('N'))).toBeInstanceOf(PDFStream)
    const layers = pdf.catalog.lookup(PDFName.of('OCProperties'), PDFDict).lookup(PDFName.of('D'), PDFDict)
    expect(String(layers.get(PDFName.of('OFF')))).toMatch(/^\[ \d+ 0 R \]$/)
  })

  it('draws what was typed in a form that leaves its drawing to viewers', async () => {
    const original = await PDFDocument.create()
    const field = original.getForm().createTextField('nombre')
    field.addToPage(original.addPage([200, 100]), { x: 9, y: 9, width: 90, height: 20 })
    field.acroField.setValue(PDFString.of('Yulimar'))
    for (const widget of field.acroField.getWidgets()) widget.dict.delete(PDFName.of('AP'))
    original.getForm().acroForm.dict.set(PDFName.of('NeedAppearances'), original.context.obj(true))
    const pdf = await kept(await original.save({ updateFieldAppearances: false }))
    expect(pdf.getPage(0).node.Annots()?.size()).toBe(1)
  })
})

const file = '<</Type/EmbeddedFile/Length 1>>\nstream\nx\nendstream'

describe('a PDF that does something', () => {
  it.each([
    [
      'a script chained to a harmless action',
      pdfOf('/OpenAction<</S/GoTo/D[3 0 R/Fit]/Next<</S/JavaScript/JS(x)>>>>'),
      'programa',
    ],
    [
      'a script in its name tree',
      pdfOf('/Names<</JavaScript<</Kids[7 0 R]>>>>', ['<</Names[(a)<</S/#4aavaScript/JS(x)>>]>>']),
      'programa',
    ],
    ['a script under an escaped key', pdfOf('/Open#41ction<</#53/JavaScript/JS(x)>>'), 'programa'],
    [
      'a script chained to a print dialog',
      pdfOf('/OpenAction<</S/Named/N/Print/Next[<</S/JavaScript/JS(x)>>]>>'),
      'programa',
    ],
    ['an unknown action on opening', pdfOf('/OpenAction<</S/Otra>>'), 'programa'],
    ['a form submission', pdfOf('/OpenAction<</S/SubmitForm/F(x)>>'), 'programa'],
    [
      'a field event',
      pdfOf('/AcroForm<</Fields[<</FT/Tx/T(a)/AA<</K<</S/JavaScript/JS(x)>>>>>>]>>'),
      'programa',
    ],
    [
      'a video',
      pdfOf('', ['<</Type/Annot/Subtype/RichMedia/Rect[0 0 9 9]>>'], {
        3: '<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Annots[7 0 R]>>',
      }),
      'programa',
    ],
    [
      'a named embedded file',
      pdfOf('/Names<</EmbeddedFiles<</Names[(a)<</Type/Filespec/F(a)/EF<</F 7 0 R>>>>]>>>>', [file]),
      'adjuntos',
    ],
    ['an associated file', pdfOf('/AF[<</Type/Filespec/UF(a)/EF<</UF 7 0 R>>>>]', [file]), 'adjuntos'],
    [
      'a file attached to a page',
      pdfOf('', ['<</Type/Annot/Subtype/FileAttachment/Rect[0 0 9 9]>>'], {
        3: '<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Annots[7 0 R]>>',
      }),
      'adjuntos',
    ],
    ['only related files', pdfOf('/AF[<</Type/Filespec/RF<</F[(a)7 0 R]>>>>]', [file]), 'adjuntos'],
    [
      'a PostScript XObject',
      pdfOf('', [file.replace('/Type/EmbeddedFile', '/Subtype/PS')], { 5: '<</XObject<</X 7 0 R>>>>' }),
      'programa',
    ],
    [
      'a PostScript XObject, as PDF 1.2 named it',
      pdfOf('', [file.replace('/Type/EmbeddedFile', '/Subtype/Form/Subtype2/P#53')], {
        5: '<</XObject<</X 7 0 R>>>>',
      }),
      'programa',
    ],
    ['a portfolio', pdfOf('/Collection<<>>'), 'adjuntos'],
    ['an XFA form', pdfOf('/AcroForm<</Fields[]/XFA[(x)7 0 R]>>', [file]), 'formulario'],
  ] as const)('is refused with %s', async (_what, pdf, why) => {
    expect(await codeOf(pdf)).toBe(`archivo_pdf_${why}`)
  })

  it('is refused as a polyglot, even after what spoolers leave', async () => {
    for (const polyglot of [
      join(pdfOf(), '\x1a', EMPTY_ZIP),
      join('\xef\xbb\xbf', pdfOf(), '<html></html>'),
      join('MZ\x90\0', pdfOf()),
      join(pdfOf(), '\x1b%-12345X', EMPTY_ZIP),
    ])
      expect(await codeOf(polyglot)).toBe('archivo_mezclado')
  })
})

describe('a PDF that cannot be shown whole', () => {
  it.each([
    ['its contents', { 3: '<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 99 0 R>>' }],
    ['an image', { 5: '<</XObject<</Im1 99 0 R>>>>' }],
    ['a page', { 2: '<</Type/Pages/Kids[3 0 R 99 0 R]/Count 2>>' }],
    ['every page', { 2: '<</Type/Pages/Kids[]/Count 0>>' }],
    ['an end to its page tree', { 3: '<</Type/Pages/Kids[2 0 R]/Count 1>>' }],
  ])('is refused as damaged for lack of %s', async (_what, page) => {
    expect(await codeOf(pdfOf('', [], page))).toBe('archivo_danado')
  })

  it('is refused as damaged when cut anywhere before its pages end', async () => {
    for (const length of [12, 60, 150, 260])
      expect(await codeOf(pdfOf().subarray(0, length))).toBe('archivo_danado')
  })
})
