/** How a page of a document is shown: closed values, since each costs work (product.md “Documents”). */

/** The longest side in pixels, from the smallest on. */
export const PAGE_SIDES = [900, 1600, 2600] as const
/** Clockwise. */
export const TURNS = [0, 90, 180, 270] as const
/** Pages that a kept document may have. */
const MAX_SHOWN_PAGES = 20

export interface PageView {
  /** From 1 on. */
  page: number
  size: number
  turn: (typeof TURNS)[number]
}

const numberIn = (text: string | undefined): number =>
  /^\d{1,3}$/.test(text ?? '') ? Number(text) : Number.NaN

/** Reads it from an address; anything else counts as absent. */
export function parsePageView(read: (name: 'hoja' | 'tamano' | 'giro') => string | undefined): PageView {
  const page = numberIn(read('hoja'))
  const size = numberIn(read('tamano'))
  const turn = numberIn(read('giro'))
  return {
    page: page >= 1 && page <= MAX_SHOWN_PAGES ? page : 1,
    size: size >= 1 && size <= PAGE_SIDES.length ? size : 1,
    turn: TURNS.find((one) => one === turn) ?? 0,
  }
}

/** As an address writes it. */
export const pageViewParams = ({ page, size, turn }: PageView) => ({
  hoja: String(page),
  tamano: String(size),
  giro: String(turn),
})

/** The side of a size. */
export const sideOf = ({ size }: PageView): number => PAGE_SIDES[size - 1] ?? PAGE_SIDES[0]

/** The next quarter turn. */
export const turned = (view: PageView, by: 90 | 270): PageView => ({
  ...view,
  turn: TURNS.find((one) => one === (view.turn + by) % 360) ?? 0,
})
