import { deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import type { PageView } from '../../../src/domain/documento/page-view.ts'
import { createDrawer } from '../../../src/security/documentos/drawer.ts'
import { askPdfium } from '../../../src/security/documentos/pdfium.ts'
import { CONTEXT } from '../../support/data/askers.ts'
import { createPdf, screenshot } from '../../support/data/files.ts'
import { filledWith, pdfOf } from '../../support/data/pdf-files.ts'

const VIEW = { page: 1, size: 1, turn: 0 } as const
/** Others may keep the machine busy: honest pages have time. */
const drawer = createDrawer({ pdfTimeoutMs: 60_000 })
const draw = (bytes: Uint8Array, changes: Partial<PageView> = {}) =>
  drawer.draw({ format: 'application/pdf', bytes }, { ...VIEW, ...changes }, CONTEXT)
const stream = (dictionary: string, bytes: Buffer) =>
  `<<${dictionary}/Length ${bytes.length}>>\nstream\n${bytes.toString('latin1')}\nendstream`
/** A page that draws the picture that is object 7. */
const showing = (picture: string, more: readonly string[] = []) =>
  pdfOf('', [picture, ...more], {
    4: stream('', Buffer.from('q 200 0 0 100 0 0 cm /I Do Q')),
    5: '<</XObject<</I 7 0 R>>>>',
  })
const pictureOf = (side: number, bytes: Buffer, filter = '/FlateDecode') =>
  stream(
    `/Type/XObject/Subtype/Image/Width ${side}/Height ${side}/BitsPerComponent 8/ColorSpace/DeviceRGB/Filter${filter}`,
    bytes,
  )
/** How dark the darkest point of a drawn page is, from 0. */
async function darkest(webp: Uint8Array): Promise<number> {
  const { channels } = await sharp(webp).stats()
  return Math.min(...channels.map(({ min }) => min))
}

describe('a PDF that a reviewer looks at', () => {
  it('is drawn page by page, of bounded size and turned', async () => {
    const pdf = await createPdf(undefined, { pages: 3 })
    expect(await drawer.countPages({ format: 'application/pdf', bytes: pdf }, VIEW, CONTEXT)).toBe(3)
    const first = await draw(pdf)
    const turned = await draw(pdf, { page: 3, turn: 90 })
    for (const [drawn, sides] of [
      [first, [900, 450]],
      [turned, [450, 900]],
    ] as const) {
      if (!drawn.ok) throw new Error('not drawn')
      const { width, height, format } = await sharp(drawn.webp).metadata()
      expect([width, height, format]).toEqual([...sides, 'webp'])
      expect(await darkest(drawn.webp)).toBeLessThan(80)
    }
    expect(await draw(pdf, { page: 4 })).toEqual({ ok: false })
  })

  it('takes one process a page, its count included', async () => {
    const pages: number[] = []
    const counting = createDrawer({
      pdfTimeoutMs: 60_000,
      ask: (pdf, wanted, timeoutMs) => {
        pages.push(wanted.page)
        return askPdfium(pdf, wanted, timeoutMs)
      },
    })
    const kept = { format: 'application/pdf', bytes: await createPdf(undefined, { pages: 2 }) } as const
    for (const view of [VIEW, { ...VIEW, page: 2 }]) {
      expect(await counting.countPages(kept, view, CONTEXT)).toBe(2)
      expect(await counting.draw(kept, view, CONTEXT)).toMatchObject({ ok: true })
    }
    expect(pages).toEqual([1, 2])
    // Taken once; and one that is not there is counted all the same.
    await counting.draw(kept, VIEW, CONTEXT)
    expect(pages).toEqual([1, 2, 1])
    const other = { ...kept, bytes: await createPdf(undefined, { pages: 1 }) }
    expect(await counting.countPages(other, { ...VIEW, page: 9 }, CONTEXT)).toBe(1)
    expect(pages).toEqual([1, 2, 1, 9])
  })

  it('shows what was typed into its form', async () => {
    const pdf = await createPdf((one) => {
      const [page] = one.getPages()
      const field = one.getForm().createTextField('nombre')
      field.setText('MMMMMMMM')
      field.addToPage(page as never, { x: 10, y: 10, width: 150, height: 30, borderWidth: 0 })
      page?.drawRectangle({ x: 0, y: 45, width: 200, height: 55 })
    })
    const drawn = await draw(pdf)
    if (!drawn.ok) throw new Error('not drawn')
    const typed = await sharp(drawn.webp).extract({ left: 60, top: 290, width: 500, height: 90 }).toBuffer()
    expect(await darkest(typed)).toBeLessThan(80)
  })

  const bomb = deflateSync(Buffer.alloc(300 * 2 ** 20), { level: 1 })
  const HOSTILE: Record<string, Buffer> = {
    'a picture of 20,000² pixels': showing(pictureOf(20_000, bomb)),
    'a page described by a bomb': pdfOf('', [], { 4: stream('/Filter/FlateDecode', bomb) }),
    'a form that draws itself': showing(
      stream(
        '/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</I 7 0 R>>>>',
        Buffer.from('/I Do'),
      ),
    ),
    'pages that are their own parents': pdfOf('', [], { 2: '<</Type/Pages/Kids[2 0 R]/Count 9>>' }),
    'a page that fills the memory': filledWith(3_000_000),
    'a page without end': filledWith(300_000),
    'a page of no size': pdfOf('', [], { 3: '<</Type/Page/Parent 2 0 R/MediaBox[0 0 0 0]/Contents 4 0 R>>' }),
    'a page of immense size': pdfOf('', [], {
      3: '<</Type/Page/Parent 2 0 R/MediaBox[0 0 1e30 1e30]/Contents 4 0 R/Resources 5 0 R>>',
    }),
    'no PDF in it': Buffer.from('%PDF-1.7\nnada'),
  }

  it.each(Object.entries(HOSTILE))('is answered with %s, and so is who waits behind', async (_name, pdf) => {
    const impatient = createDrawer({ pdfTimeoutMs: 2000 })
    const hostile = impatient.draw({ format: 'application/pdf', bytes: pdf }, VIEW, CONTEXT)
    const behind = impatient.draw({ format: 'image/png', bytes: await screenshot() }, VIEW, CONTEXT)
    const drawn = await hostile
    if (drawn.ok) expect((await sharp(drawn.webp).metadata()).width).toBeLessThanOrEqual(900)
    expect(await behind).toMatchObject({ ok: true })
  })
})
