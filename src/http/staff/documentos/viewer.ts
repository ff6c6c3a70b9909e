/** A document as whoever has it before them sees it: a frame with one page, the picture in it, and the file (product.md “Documents”). */
import type { Request, Response } from 'express'
import {
  countReviewPages,
  downloadReview,
  drawReviewPage,
} from '../../../application/staff/documentos/read-review.ts'
import { EXTENSION_OF } from '../../../domain/documento/documento.ts'
import {
  PAGE_SIDES,
  type PageView,
  pageViewParams,
  parsePageView,
  turned,
} from '../../../domain/documento/page-view.ts'
import { documentoUrl } from '../../../domain/documento-urls.ts'
import { paths } from '../../../domain/urls.ts'
import { allowOwnFrame } from '../../middleware/security-headers.ts'
import { requestParam } from '../../request/sent-text.ts'
import type { Services } from '../../services.ts'
import { type Declared, requireAccess, type StaffRouter } from '../access.ts'
import { consoleContext } from '../context.ts'

const SEEN = { power: 'ver_documentos', audit: ['documento_visto'] } as const
const FRAME: Declared = { url: paths.console.visor, ...SEEN }
const PAGE: Declared = { url: paths.console.hoja, ...SEEN }
const FILE: Declared = { url: paths.console.archivo, ...SEEN }

/** What is sent is nothing but itself: no script, no frame, no guessing of its kind. */
const ALONE = "default-src 'none'; sandbox; frame-ancestors 'none'"

export function mountViewer(to: StaffRouter, services: Services): void {
  const { deps, inProduction } = services
  to.declare(FRAME, 'get')
  to.router.get(
    FRAME.url,
    requireAccess(FRAME),
    allowOwnFrame(inProduction),
    async (req: Request, res: Response) => {
      const id = requestParam(req, 'documento')
      const view = parsePageView((name) => requestParam(req, name))
      const pages = await countReviewPages(deps, consoleContext(req, services), { id, view })
      res.render('console/visor', viewerModel(id, view, pages))
    },
  )
  to.declare(PAGE, 'get')
  to.router.get(PAGE.url, requireAccess(PAGE), async (req, res) => {
    const id = requestParam(req, 'documento')
    const view = parsePageView((name) => requestParam(req, name))
    const drawn = await drawReviewPage(deps, consoleContext(req, services), { id, view })
    res.set('Content-Security-Policy', ALONE)
    if (drawn.ok) return res.type('webp').send(Buffer.from(drawn.webp))
    res.status(422).type('svg').send(NOT_DRAWN)
  })
  to.declare(FILE, 'get')
  to.router.get(FILE.url, requireAccess(FILE), async (req, res) => {
    const id = requestParam(req, 'documento')
    const { documento, bytes } = await downloadReview(deps, consoleContext(req, services), id)
    res.set('Content-Security-Policy', ALONE)
    res.attachment(`documento.${EXTENSION_OF[documento.format]}`).type(documento.format)
    res.send(Buffer.from(bytes))
  })
}

/** In the place of a page that cannot be drawn. */
const NOT_DRAWN =
  '<svg xmlns="http://www.w3.org/2000/svg" width="640" height="120"><rect width="640" height="120" fill="#fff"/><text x="20" y="65" font-family="sans-serif" font-size="20" fill="#b00">Esta hoja no se puede mostrar. Baje el archivo.</text></svg>'

interface MoveView {
  text: string
  url: string
  /** The single key that does it. */
  key: string
}

function viewerModel(id: string, view: PageView, pages: number | undefined) {
  const url = (changes: Partial<PageView>) =>
    documentoUrl(paths.console.visor, id, pageViewParams({ ...view, ...changes }))
  const move = (text: string, key: string, changes: Partial<PageView>): MoveView => ({
    text,
    key,
    url: url(changes),
  })
  const { page, size } = view
  const moves: MoveView[] = [
    ...(size < PAGE_SIDES.length ? [move('Acercar', '+', { size: size + 1 })] : []),
    ...(size > 1 ? [move('Alejar', '-', { size: size - 1 })] : []),
    move('Girar a la derecha', 'r', turned(view, 90)),
    move('Girar a la izquierda', 'e', turned(view, 270)),
    ...(pages !== undefined && page < pages ? [move('Hoja siguiente', 'j', { page: page + 1 })] : []),
    ...(page > 1 ? [move('Hoja anterior', 'k', { page: page - 1 })] : []),
  ]
  return {
    moves: pages === undefined ? [] : moves,
    size,
    where: pages !== undefined && pages > 1 ? `Hoja ${page} de ${pages}.` : '',
    imageUrl: pages === undefined ? null : documentoUrl(paths.console.hoja, id, pageViewParams(view)),
    alt: `Hoja ${page} del documento. Si no la ve, baje el archivo.`,
    fileUrl: documentoUrl(paths.console.archivo, id),
  }
}
