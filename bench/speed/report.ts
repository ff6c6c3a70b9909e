/** Writes the results: a table, a chart and histograms. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus, release, totalmem } from 'node:os'
import { fileURLToPath } from 'node:url'
import type { Histogram } from './tools/histogram.ts'
import type { Measurement } from './tools/measure.ts'

const ROOT = new URL('../../', import.meta.url)
const PAGE = new URL('docs/performance.md', ROOT)
const CHART = new URL('docs/img/performance.svg', ROOT)
const HISTOGRAMS_FOLDER = new URL('test-results/bench/', ROOT)
/** Text below this mark survives when the page is rewritten. */
const HAND_WRITTEN_MARK = '<!-- Below this line the page is written by hand. -->'

const machine = (): string =>
  `${availableParallelism()} cores (${cpus()[0]?.model.trim() ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GB, Linux ${release()}, Node ${process.versions.node}`

const row = ({ what, value, base = '', aim = '', isReached }: Measurement): string =>
  `| ${what} | **${value}** | ${base} | ${aim} | ${isReached === undefined ? '' : isReached ? 'yes' : 'no'} |`

const table = (measurements: readonly Measurement[]): string =>
  ['| what | measured | of | aim | reached |', '|---|---|---|---|---|', ...measurements.map(row)].join('\n')

const escapeXml = (text: string) => text.replace(/[&<>]/g, (letter) => `&#${letter.codePointAt(0)};`)

const ROW_HEIGHT = 44
const WIDTH = 760
/** X position of the line that marks the aim. */
const AIM_X = 480

/** One bar for each figure with an aim; a bar that passes the line reaches it. */
function chart(measurements: readonly Measurement[]): string {
  const bars = measurements.flatMap(({ what, value, aimRatio, isReached }) =>
    aimRatio === undefined || !Number.isFinite(aimRatio) ? [] : [{ what, value, aimRatio, isReached }],
  )
  const height = bars.length * ROW_HEIGHT + 24
  const body = bars.map(({ what, value, aimRatio, isReached }, i) => {
    const y = i * ROW_HEIGHT + 20
    const length = Math.round(Math.min(aimRatio, 1.4) * AIM_X)
    return [
      `<text x="0" y="${y}" fill="#4a4a4a">${escapeXml(what)}</text>`,
      `<rect x="0" y="${y + 5}" width="${length}" height="14" fill="${isReached ? '#1e7d34' : '#b31412'}"/>`,
      `<text x="${length + 6}" y="${y + 17}" fill="#1d1d1f" font-weight="bold">${escapeXml(value)}</text>`,
    ].join('')
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="sans-serif" font-size="12"><title>Figures beside their aims</title><rect width="${WIDTH}" height="${height}" fill="#fff"/>${body.join('')}<line x1="${AIM_X}" x2="${AIM_X}" y1="8" y2="${height}" stroke="#0f69b4" stroke-dasharray="4 3"/><text x="${AIM_X + 4}" y="${height - 4}" fill="#0f69b4">aim</text></svg>\n`
}

function handWrittenPart(): string {
  try {
    return readFileSync(PAGE, 'utf8').split(HAND_WRITTEN_MARK)[1] ?? '\n'
  } catch {
    return '\n'
  }
}

/** Writes docs/performance.md and its chart, and the histograms in test-results/bench/. */
export function writeReport(
  measurements: readonly Measurement[],
  histograms: Readonly<Record<string, Histogram>>,
): void {
  mkdirSync(HISTOGRAMS_FOLDER, { recursive: true })
  for (const [name, histogram] of Object.entries(histograms)) {
    writeFileSync(new URL(`${name}.json`, HISTOGRAMS_FOLDER), JSON.stringify(histogram.json(), null, 2))
  }
  writeFileSync(CHART, chart(measurements))
  writeFileSync(
    PAGE,
    [
      '# Speed',
      `Written by \`npm run bench velocidad\`. Ratios compare with a bare baseline in the same run, because machines differ. Times under load count from when a request was due (open loop), so a stall counts for everybody it kept waiting. Histograms go to \`test-results/bench/\`.`,
      `Machine: ${machine()}.`,
      '![Figures beside their aims](img/performance.svg)',
      table(measurements),
      HAND_WRITTEN_MARK,
    ].join('\n\n') + handWrittenPart(),
  )
  console.log(`\n${table(measurements)}\n\nWritten to ${fileURLToPath(PAGE)}`)
}
