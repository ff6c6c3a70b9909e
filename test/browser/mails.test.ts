/** Every mail as a current mail client renders it: on phone and desktop, in light and dark mode. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { prepareAxe } from '../support/browser/axe.ts'
import { describeInChromium } from '../support/browser/browser-scene.ts'
import { sharedBrowser } from '../support/browser/shared-browser.ts'
import { renderedMails } from '../support/copy/visible-copy.ts'

const WIDTHS = [360, 600]
const COLOR_SCHEMES = ['light', 'dark'] as const

/** Mail clients provide the landmarks. */
const RULES = { region: { enabled: false }, 'landmark-one-main': { enabled: false } }

describeInChromium('every mail', () => {
  let page: Page
  const requests: string[] = []

  beforeAll(async () => {
    page = await (await (await sharedBrowser()).newContext({ locale: 'es-CL' })).newPage()
    page.on('request', (request) => requests.push(request.url()))
  })
  afterAll(() => page.context().close())

  it.each(Object.entries(renderedMails()))(
    '%s fits, is accessible and requests nothing from any server',
    async (_kind, { html }) => {
      await page.setContent(html)
      const faults = await prepareAxe(page)
      for (const colorScheme of COLOR_SCHEMES) {
        await page.emulateMedia({ colorScheme })
        for (const width of WIDTHS) {
          await page.setViewportSize({ width, height: 800 })
          const scrollWidth = await page.locator('html').evaluate((root) => root.scrollWidth)
          expect(scrollWidth, `at ${width} px, ${colorScheme}`).toBeLessThanOrEqual(width)
        }
        // Only colours can change in dark mode.
        expect(
          await faults(colorScheme === 'light' ? { rules: RULES } : { runOnly: ['color-contrast'] }),
        ).toEqual([])
      }
      expect(requests).toEqual([])
    },
  )
})
