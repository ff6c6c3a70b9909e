/** Every mail, drawn as a mail program of today draws it: on a phone and a desktop, by day and in the dark. */
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeInChromium } from '../support/browser/browser-scene.ts'
import { launchChromium } from '../support/browser/chromium.ts'
import { renderedMails } from '../support/copy/visible-copy.ts'

const WIDTHS = [360, 600]
const COLOR_SCHEMES = ['light', 'dark'] as const

/** A mail is shown inside a page that has landmarks of its own. */
const RULES = { region: { enabled: false }, 'landmark-one-main': { enabled: false } }

describeInChromium('every mail', () => {
  let browser: Browser
  let page: Page
  const requests: string[] = []

  beforeAll(async () => {
    browser = await launchChromium()
    page = await (await browser.newContext({ locale: 'es-CL' })).newPage()
    page.on('request', (request) => requests.push(request.url()))
  })
  afterAll(() => browser.close())

  test.each(Object.entries(renderedMails()))(
    '%s fits, can be read and asks nothing of any server',
    async (_kind, { html }) => {
      await page.setContent(html)
      for (const colorScheme of COLOR_SCHEMES) {
        await page.emulateMedia({ colorScheme })
        for (const width of WIDTHS) {
          await page.setViewportSize({ width, height: 800 })
          const scrollWidth = await page.locator('html').evaluate((root) => root.scrollWidth)
          expect(scrollWidth, `at ${width} px, ${colorScheme}`).toBeLessThanOrEqual(width)
        }
        const { violations } = await new AxeBuilder({ page: page })
          .setLegacyMode()
          .options({ rules: RULES, resultTypes: ['violations'] })
          .analyze()
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
      }
      expect(requests).toEqual([])
    },
  )
})
