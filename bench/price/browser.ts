/**
 * How long Chromium takes, in the page's own worker. DevTools' throttling slows the page's thread alone, so a phone
 * four times slower is reckoned as four times what this machine takes: the time of a try, of the form least disturbed
 * by whatever else runs here, times the tries that a level takes at most. Beside it, a page really throttled.
 */
import type { Page } from 'playwright-core'
import { MAX_LEVEL, mostTries } from '../../src/domain/price.ts'
import { launchChromium } from '../../test/support/browser/chromium.ts'
import { openTestSite, type TestSite } from '../../test/support/http/site.ts'

const PATH = '/natural/cambiar'
const FREE = 1000
const SOLVED = 8
const SLOWER = 4

/** Makes the level due, and no more, for this machine's address. */
function crowd({ product, clock }: TestSite, level: number): void {
  const { traffic } = product.services
  for (let sent = 0; sent < 1.2 * FREE * 2 ** (level - 1); sent++)
    traffic.record({ networks: ['127.0.0.1'] }, clock.now())
}

/** Opens a form and waits until its price is worked out. @returns seconds, opening included, and tries. */
async function workOut(page: Page, base: string): Promise<{ seconds: number; tries: number }> {
  const start = performance.now()
  await page.goto(`${base}${PATH}`)
  const solution = page.locator('[name=precioSolucion][value*="."]')
  await solution.waitFor({ state: 'attached' })
  const seconds = (performance.now() - start) / 1000
  return { seconds, tries: Number.parseInt((await solution.getAttribute('value')) ?? '', 10) + 1 }
}

export async function measureBrowser(): Promise<string[]> {
  const browser = await launchChromium()
  const lines: string[] = []
  const perTry: number[] = []
  for (let level = 1; level <= MAX_LEVEL; level++) {
    const site = await openTestSite({ LIMIT_FREE_POSTS_PER_10_MINUTES: String(FREE) })
    crowd(site, level)
    const page = await browser.newPage()
    const cdp = await page.context().newCDPSession(page)
    for (const rate of [1, SLOWER]) {
      await cdp.send('Emulation.setCPUThrottlingRate', { rate })
      const times: number[] = []
      for (let i = 0; i < SOLVED; i++) {
        const { seconds, tries } = await workOut(page, site.base)
        times.push(seconds)
        if (rate === 1) perTry.push(seconds / tries)
      }
      const mean = times.reduce((a, b) => a + b, 0) / SOLVED
      const throttled = rate > 1 ? `, page throttled ${rate} times` : ''
      lines.push(
        `level ${level}${throttled}: ${mean.toFixed(2)} s on average, ${Math.max(...times).toFixed(2)} s at most`,
      )
    }
    await page.close()
    await site.close()
  }
  await browser.close()
  const least = Math.min(...perTry)
  const most = (level: number) => (SLOWER * least * mostTries(level)).toFixed(1)
  return [
    ...lines,
    `${(1000 * least).toFixed(2)} ms a try; a phone ${SLOWER} times slower: at most ${most(1)} s at level 1 (aim 1.5), ${most(MAX_LEVEL)} s at level ${MAX_LEVEL} (aim 10)`,
  ]
}
