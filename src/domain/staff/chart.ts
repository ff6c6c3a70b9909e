/** The geometry of charts: pure, so that their edges can be tried without a picture. */

/** Values from 0 to a top that is a round number, with the ones that the axis says. */
export interface Scale {
  top: number
  ticks: number[]
}

const ROUND_NUMBERS = [1, 2, 5, 10]

/** A scale with up to five whole ticks above 0, whose top is the least that holds the maximum; of nothing, 0 to 1. */
export function countScale(maximum: number): Scale {
  const least = Math.max(1, Math.ceil(maximum)) / 5
  const power = 10 ** Math.max(0, Math.floor(Math.log10(least)))
  const step = Math.max(1, (ROUND_NUMBERS.find((one) => one * power >= least) ?? 10) * power)
  const count = Math.max(1, Math.ceil(maximum / step))
  return { top: step * count, ticks: Array.from({ length: count + 1 }, (_, at) => at * step) }
}

export interface Bar {
  x: number
  y: number
  width: number
  height: number
}

/** Where columns stand and bars of one are put on each other. */
export interface Plot {
  left: number
  top: number
  width: number
  height: number
}

/**
 * Bars of each column, put on each other from the bottom, in the order of its values. None is thinner than nothing, and
 * one that counts something is at least `least` high, so that it shows beside a huge one.
 */
export function stackBars(
  columns: readonly (readonly number[])[],
  scale: Scale,
  plot: Plot,
  least = 1.5,
): Bar[][] {
  const slot = plot.width / Math.max(1, columns.length)
  const width = slot * 0.72
  const bottom = plot.top + plot.height
  return columns.map((values, at) => {
    let y = bottom
    return values.map((value) => {
      const height = value > 0 ? Math.max(least, (value / scale.top) * plot.height) : 0
      y = Math.max(plot.top, y - height)
      return {
        x: round(plot.left + slot * at + (slot - width) / 2),
        y: round(y),
        width: round(width),
        height: round(height),
      }
    })
  })
}

const round = (value: number) => Math.round(value * 100) / 100
