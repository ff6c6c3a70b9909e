/** One line of the table of docs/performance.md. */
export interface Measurement {
  what: string
  value: string
  /** What it is compared with, where it is a ratio. */
  base?: string
  meta?: string
  /** Whether the aim was reached; absent where there is none. */
  isReached?: boolean
  /** For the chart: the ratio of ours to the aim, 1 or more being reached. */
  aimRatio?: number
}

const figureFormat = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 })
export const formatFigure = (value: number, unit = ''): string =>
  `${figureFormat.format(value)}${unit && ` ${unit}`}`

/** A figure that should reach an aim, or stay under it. */
export function withAim(
  what: string,
  value: number,
  meta: { atLeast: number } | { atMost: number },
  { unit = '', base }: { unit?: string; base?: string } = {},
): Measurement {
  const [sign, bound, aimRatio] =
    'atLeast' in meta ? ['≥', meta.atLeast, value / meta.atLeast] : ['≤', meta.atMost, meta.atMost / value]
  return {
    what,
    value: formatFigure(value, unit),
    ...(base && { base }),
    meta: `${sign} ${formatFigure(bound, unit)}`,
    isReached: aimRatio >= 1,
    aimRatio,
  }
}
