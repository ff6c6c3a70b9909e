import { encode } from 'uqr'

/** A picture of black modules on white, as the path of an SVG of this size. */
export interface QrView {
  size: number
  path: string
}

/** What a phone's camera reads. It is drawn in the page: nobody else gets to see what it says. */
export function qrOf(text: string): QrView {
  const { size, data } = encode(text, { ecc: 'M', border: 0 })
  const path = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])))
  return { size, path: path.join('') }
}
