import { createHash } from 'node:crypto'
import type { DrawnPage } from '../../application/ports.ts'
import { type PageView, pageViewParams } from '../../domain/documento/page-view.ts'

/** Documents of which the count is kept: more than are before reviewers at once. */
const MAX_COUNTS = 100
/** Pictures that wait for the request that the frame around them makes at once. */
const MAX_PICTURES = 8
const PICTURE_MS = 30_000

/** What opening a PDF to count its pages gave: how many it has, and the page that its reader asks for next, taken once. */
export class DrawnAhead {
  readonly #counts = new Map<string, number>()
  readonly #pictures = new Map<string, DrawnPage>()

  countOf(pdf: Uint8Array): number | undefined {
    return this.#counts.get(idOf(pdf))
  }

  keepCount(pdf: Uint8Array, pages: number): void {
    keep(this.#counts, idOf(pdf), pages, MAX_COUNTS)
  }

  keepPicture(pdf: Uint8Array, view: PageView, drawn: DrawnPage): void {
    const id = pictureId(pdf, view)
    keep(this.#pictures, id, drawn, MAX_PICTURES)
    // Nobody's document stays in memory because its reader left.
    setTimeout(() => this.#pictures.get(id) === drawn && this.#pictures.delete(id), PICTURE_MS).unref()
  }

  /** @returns undefined where it was not drawn, or somebody got it already. */
  takePicture(pdf: Uint8Array, view: PageView): DrawnPage | undefined {
    const id = pictureId(pdf, view)
    const drawn = this.#pictures.get(id)
    this.#pictures.delete(id)
    return drawn
  }
}

const idOf = (pdf: Uint8Array): string => createHash('sha256').update(pdf).digest('base64')
const pictureId = (pdf: Uint8Array, view: PageView): string =>
  [idOf(pdf), ...Object.values(pageViewParams(view))].join()

/** The oldest makes room. */
function keep<T>(map: Map<string, T>, id: string, value: T, max: number): void {
  map.delete(id)
  map.set(id, value)
  const [oldest] = map.keys()
  if (map.size > max && oldest !== undefined) map.delete(oldest)
}
