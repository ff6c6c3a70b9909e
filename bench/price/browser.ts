/**
 * How long Chromium takes at most, in the page's own worker. DevTools' throttling slows the page's thread alone, so
 * a phone four times slower is reckoned as four times what this machine takes; beside it, a page really throttled.
 */
import { MAX_LEVEL, timesFirst } from '../../src/domain/price.ts'
import { launchChromium } from '../../test/support/browser/chromium.ts'
import { rutOf } from '../../test/support/data/personas.ts'
import { openTestSite, type TestSite } from '../../test/support/http/site.ts'

const PATH = '/natural/cambiar'
const FREE = 1000
const SOLVED = 8
const SLOWER = 4

/** Makes the level due, and no more, for this machine's address. */
function crowd({ product, clock }: TestSite, level: number): void {
  const { traffic } = product.services
  for (let sent = 0; sent < 1.2 * FREE * timesFirst(level); sent++)
    traffic.record({ networks: ['127.0.0.1'] }, clock.now())
}

export async function measureBrowser(): Promise<string[]> {
  const browser = await launchChromium()
  const lines: string[] = []
  for (let level = 1; level <= MAX_LEVEL; level++) {
    const site = await openTestSite({ LIMIT_FREE_POSTS_PER_10_MINUTES: String(FREE) })
    crowd(site, level)
    const page = await browser.newPage()
    const cdp = await page.context().newCDPSession(page)
    for (const rate of [1, SLOWER]) {
      await cdp.send('Emulation.setCPUThrottlingRate', { rate })
      const times: number[] = []
      for (let i = 0; i < SOLVED; i++) {
        await page.goto(`${site.base}${PATH}`)
        const start = performance.now()
        await page.locator('[name=rut]').fill(rutOf(31_000_000 + i))
        await page.locator('[name=precioSolucion]:not([value=""])[value]').waitFor({ state: 'attached' })
        times.push(performance.now() - start)
      }
      const longest = Math.max(...times) / 1000
      const mean = times.reduce((a, b) => a + b, 0) / SOLVED / 1000
      lines.push(
        rate === 1
          ? `level ${level}: ${mean.toFixed(2)} s on average, ${longest.toFixed(2)} s at most of ${SOLVED}; ${SLOWER} times slower: ${(SLOWER * mean).toFixed(1)} and ${(SLOWER * longest).toFixed(1)} s`
          : `level ${level}, page throttled ${rate} times: ${mean.toFixed(2)} s on average, ${longest.toFixed(2)} s at most`,
      )
    }
    await page.close()
    await site.close()
  }
  await browser.close()
  return lines
}
