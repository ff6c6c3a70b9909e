/** Time from the start command to the first page, and the size of first loads. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { findFreePort } from '../../test/support/product/free-port.ts'
import { createFolder } from './tools/environment.ts'
import { median } from './tools/histogram.ts'
import { formatFigure, type Measurement, withAim } from './tools/measure.ts'
import { launch } from './tools/process.ts'
import { Visitor } from './tools/visitor.ts'

const REPETITIONS = 5
const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** Milliseconds from starting the process until it serves the home page. */
async function timeToFirstPage(env: Record<string, string>): Promise<number> {
  const PORT = String(await findFreePort())
  const start = performance.now()
  const child = spawn(process.execPath, ['src/launch.mjs', 'src/main.ts'], {
    cwd: ROOT,
    env: { ...process.env, ...env, PORT },
    stdio: 'ignore',
  })
  const isUp = async () => (await fetch(`http://127.0.0.1:${PORT}/`).catch(() => undefined))?.ok ?? false
  while (!(await isUp())) await sleep(5)
  const ms = performance.now() - start
  child.kill('SIGTERM')
  await once(child, 'exit')
  return ms
}

/** Gzipped bytes of a page and its style sheets. */
async function pageWeight(base: string, path: string): Promise<number> {
  const { html, bytes } = await new Visitor(base).open(path)
  const stylesheets = [...html.matchAll(/<link rel="stylesheet" href="([^"]+)"/g)].map(([, url = '']) => url)
  const texts = await Promise.all(stylesheets.map(async (url) => (await fetch(new URL(url, base))).text()))
  return texts.reduce((sum, text) => sum + gzipSync(text).length, bytes)
}

/** @returns the rows of the report. */
export async function measureStart(): Promise<{ measurements: Measurement[] }> {
  const { env, remove } = await createFolder()
  const first = await timeToFirstPage(env)
  const others: number[] = []
  for (let i = 0; i < REPETITIONS; i++) others.push(await timeToFirstPage(env))
  const server = await launch('serve-product.ts', env)
  const weights: Measurement[] = []
  for (const [path, kb] of [
    ['/', 14],
    ['/natural/registrar', 14],
    ['/migrante/registrar', 18],
  ] as const) {
    const weight = (await pageWeight(server.base, path)) / 1024
    weights.push(
      withAim(`HTML and CSS of the first load of ${path}, gzip`, weight, { atMost: kb }, { unit: 'KB' }),
    )
  }
  await server.close()
  await remove()
  return {
    measurements: [
      withAim('Start to the first page', median(others) / 1000, { atMost: 1 }, { unit: 's' }),
      { what: 'Start to the first page, with a database to be made', value: formatFigure(first / 1000, 's') },
      ...weights,
    ],
  }
}
