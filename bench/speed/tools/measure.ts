/** One row of the table in docs/performance.md. */
export interface Measurement {
  what: string
  value: string
  /** What is divided by what, when the value is a ratio. */
  base?: string
  /** The aim, as shown. */
  aim?: string
  /** Whether the aim was reached; absent when there is none. */
  isReached?: boolean
  /** For the chart: 1 or more when the aim is reached. */
  aimRatio?: number
}

const figureFormat = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 })
export const formatFigure = (value: number, unit = ''): string =>
  `${figureFormat.format(value)}${unit && ` ${unit}`}`

/** A figure with a lower or an upper bound as its aim. */
export function withAim(
  what: string,
  value: number,
  aim: { atLeast: number } | { atMost: number },
  { unit = '', base }: { unit?: string; base?: string } = {},
): Measurement {
  // A figure that should be small may be zero or less.
  const [sign, bound, aimRatio] =
    'atLeast' in aim
      ? ['≥', aim.atLeast, value / aim.atLeast]
      : ['≤', aim.atMost, aim.atMost / Math.max(value, aim.atMost / 100)]
  return {
    what,
    value: formatFigure(value, unit),
    ...(base && { base }),
    aim: `${sign} ${formatFigure(bound, unit)}`,
    isReached: aimRatio >= 1,
    aimRatio,
  }
}
