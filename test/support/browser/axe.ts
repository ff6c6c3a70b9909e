/** Accessibility faults that axe finds. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type axe from 'axe-core'
import type { Page } from 'playwright-core'

/** Its short form: what takes longest is to read it. */
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

type Options = axe.RunOptions

/** Contents of frames without faults, which are the same in many pages. */
const framesSeen = new Set<string>()

/** Contents of the page's frames that were not checked yet. */
async function newFrames(page: Page): Promise<string[]> {
  const frames = page.frames().slice(1)
  const contents = await Promise.all(frames.map((frame) => frame.evaluate<string>('document.body.outerHTML')))
  return contents
    .map((content) => content.replace(/ (src|href)="[^"]*"/g, ''))
    .filter((content) => !framesSeen.has(content))
}

/** Puts axe into a page. @returns a function that runs it there as often as the page changes. */
export async function prepareAxe(page: Page): Promise<(options: Options) => Promise<string[]>> {
  const fresh = await newFrames(page)
  const iframes = fresh.length > 0
  for (const frame of iframes ? page.frames() : [page.mainFrame()]) await frame.evaluate(AXE)
  return async (options) => {
    const { violations } = await page.evaluate<axe.AxeResults, Options>(
      (given) => (globalThis as unknown as { axe: typeof axe }).axe.run(given),
      { ...options, iframes, resultTypes: ['violations'] },
    )
    for (const content of fresh) {
      if (violations.length === 0) framesSeen.add(content)
      else framesSeen.delete(content)
    }
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target} ${failureSummary}`),
    )
  }
}
