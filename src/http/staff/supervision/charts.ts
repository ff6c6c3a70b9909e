import { type Bar, countScale, type Plot, type Scale, stackBars } from '../../../domain/staff/chart.ts'

/** A chart that views/console/chart.ejs draws, and the table beside it. */
export interface ChartView {
  id: string
  title: string
  /** What it says, for who does not see it. */
  desc: string
  width: number
  height: number
  plot: Plot & { right: number; bottom: number }
  ticks: { y: number; text: string }[]
  bars: (Bar & { tone: Tone })[]
  labels: { x: number; y: number; text: string; anchor: 'start' | 'middle' | 'end' }[]
  /** Empty where there is one series. */
  legend: { tone: Tone; text: string }[]
  table: { head: string[]; rows: { head: string; cells: string[] }[] }
}

/** What its colour is in public/css/charts.css. */
export type Tone = 'natural' | 'juridica' | 'migrante' | 'facilitador' | 'plain' | 'stop'

export interface Series {
  tone: Tone
  text: string
  values: readonly number[]
}

const WIDTH = 400
const HEIGHT = 200
const PLOT: Plot = { left: 52, top: 12, width: 340, height: 158 }
const WHOLE = new Intl.NumberFormat('es-CL')
export const formatCount = (count: number): string => WHOLE.format(count)

/** A number of an axis, short: `20 mil`, `1,5 mill.`. */
function formatTick(count: number): string {
  if (count >= 1_000_000) return `${WHOLE.format(count / 1_000_000)} mill.`
  return count >= 10_000 ? `${WHOLE.format(count / 1_000)} mil` : WHOLE.format(count)
}

/** The axis of counts: a line and a number each. */
const ticksOf = ({ ticks, top }: Scale) =>
  ticks.map((tick) => ({
    y: Math.round(PLOT.top + PLOT.height - (tick / top) * PLOT.height),
    text: formatTick(tick),
  }))

/** Columns of one or more series that stand on each other, each column named below it where there is room. */
export function columnChart(
  about: Pick<ChartView, 'id' | 'title' | 'desc' | 'table'>,
  columns: readonly string[],
  series: readonly Series[],
): ChartView {
  const stacks = columns.map((_, at) => series.map(({ values }) => values[at] ?? 0))
  const scale = countScale(Math.max(0, ...stacks.map((values) => values.reduce((a, b) => a + b, 0))))
  const bars = stackBars(stacks, scale, PLOT).flatMap((stack) =>
    stack.map((bar, at) => ({ ...bar, tone: series[at]?.tone ?? 'plain' })),
  )
  return {
    ...about,
    ...{ width: WIDTH, height: HEIGHT },
    plot: { ...PLOT, right: PLOT.left + PLOT.width, bottom: PLOT.top + PLOT.height },
    ticks: ticksOf(scale),
    bars: bars.filter(({ height }) => height > 0),
    labels: labelsOf(columns),
    legend: series.length > 1 ? series.map(({ tone, text }) => ({ tone, text })) : [],
  }
}

/** The last column, and of many every seventh before it. */
function labelsOf(columns: readonly string[]): ChartView['labels'] {
  const every = columns.length > 8 ? 7 : 1
  const slot = PLOT.width / Math.max(1, columns.length)
  return columns.flatMap((text, at) => {
    const isShown = (columns.length - 1 - at) % every === 0
    const isLast = every > 1 && at === columns.length - 1
    const x = Math.round(PLOT.left + slot * (at + (isLast ? 1 : 0.5)))
    return isShown
      ? [{ x, y: HEIGHT - 10, text, anchor: isLast ? ('end' as const) : ('middle' as const) }]
      : []
  })
}

const ROW = 40
/** Bars that lie, each below its name: names may be long. */
export function rowChart(
  about: Pick<ChartView, 'id' | 'title' | 'desc' | 'table'>,
  rows: readonly { name: string; value: number }[],
): ChartView {
  const { top } = countScale(Math.max(0, ...rows.map(({ value }) => value)))
  const width = WIDTH - 70
  const height = Math.max(1, rows.length) * ROW
  return {
    ...about,
    ...{ width: WIDTH, height },
    plot: { left: 0, top: 0, width, height, right: width, bottom: height },
    ticks: [],
    bars: rows.map(({ value }, at) => ({
      ...{ x: 0, y: at * ROW + 19, height: 14, tone: 'natural' as const },
      width: value > 0 ? Math.max(1.5, Math.round((value / top) * width)) : 0,
    })),
    labels: rows.flatMap(({ name, value }, at) => [
      { x: 0, y: at * ROW + 13, text: shortened(name), anchor: 'start' as const },
      {
        x: Math.round((value / top) * width) + 6,
        y: at * ROW + 31,
        text: formatCount(value),
        anchor: 'start' as const,
      },
    ]),
    legend: [],
  }
}

const LONGEST = 44
const shortened = (name: string) =>
  [...name].length > LONGEST ? `${[...name].slice(0, LONGEST - 1).join('')}…` : name
