/** Checks every page state: no accessibility fault that axe can find, and no horizontal scrolling. */
import { expect, it } from 'vitest'
import { prepareAxe } from '../support/browser/axe.ts'
import { browserScene, describeInChromium } from '../support/browser/browser-scene.ts'
import { type BrowserVisit, WITH_JAVASCRIPT } from '../support/browser/browser-visit.ts'
import type { GoToState } from './states/state.ts'
import { openPageStatesSite } from './states/states.ts'

/** Pixels by which the page overflows horizontally. */
const horizontalOverflow = (v: BrowserVisit) =>
  v.page.locator('html').evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)

async function expectToFit(v: BrowserVisit, width: number, how = ''): Promise<void> {
  await v.setWidth(width)
  expect(await horizontalOverflow(v), `at ${width} px ${how}`).toBeLessThanOrEqual(0)
}

/** Sets the font size of the browser, without zoom. */
const setFontSize = (v: BrowserVisit, size: string) =>
  v.page.locator('html').evaluate((root, fontSize) => {
    root.style.fontSize = fontSize
  }, size)

/** Rules that axe does not run by default: 2.5.8, and 2.5.3, which is experimental. */
const RULES = {
  rules: { 'target-size': { enabled: true }, 'label-content-name-mismatch': { enabled: true } },
}

/** What axe does not check of every page: title, focus on errors, where to get help. */
async function readEssentials(v: BrowserVisit) {
  const { hasSummary, failure, title, ...seen } = await v.page.locator('html').evaluate((root) => {
    const hasSummary = root.querySelector('#error-summary') !== null
    return {
      hasSummary,
      failure: hasSummary || root.querySelector('.reference') !== null,
      title: String(root.ownerDocument.title),
      headings: Number(root.querySelectorAll('h1').length),
      // 3.2.6: help is in the same place on every page.
      help: Boolean(root.querySelector('body > header .phone__number')?.checkVisibility()),
      language: String(root.getAttribute('lang')),
    }
  })
  return {
    ...seen,
    // 3.3.1: the title announces errors first, and the summary has the focus.
    title: title.startsWith('Error: ') === failure && title.endsWith(' - Clave Sence (CS)'),
    focusMoved: !hasSummary || (await v.focusedId()) === 'error-summary',
  }
}
const ESSENTIALS = { headings: 1, title: true, focusMoved: true, help: true, language: 'es-CL' }

/** With which status the page was answered: an error page that is no longer reached would pass as another page. */
const statusOf = (v: BrowserVisit): Promise<number> =>
  v.page.evaluate("performance.getEntriesByType('navigation')[0].responseStatus")

/** Declares a test of each page state. */
export function describeAccessibility(who: string, states: Readonly<Record<string, GoToState>>): void {
  describeInChromium(`every page state ${who}`, () => {
    const e = browserScene(openPageStatesSite)

    it.each(Object.entries(states))('%s', async (name, goTo) => {
      const v = await e.enterAhead(WITH_JAVASCRIPT)
      await goTo(v, e.site)
      await v.here()
      const [, errorStatus] = /^error (\d{3})$/.exec(name) ?? []
      if (errorStatus) expect(await statusOf(v)).toBe(Number(errorStatus))
      expect(await readEssentials(v)).toEqual(ESSENTIALS)
      await setFontSize(v, '200%')
      for (const width of [1280, 768, 360]) await expectToFit(v, width, 'with text at 200 %')
      await setFontSize(v, '')
      await expectToFit(v, 360)
      const faults = await prepareAxe(v.page)
      expect(await faults(RULES)).toEqual([])
      // A 1280 px screen at 400 % zoom (1.4.10).
      await expectToFit(v, 320)
      await expectToFit(v, 1280)
      // Only these rules can change on a wide screen in dark mode.
      await v.page.emulateMedia({ colorScheme: 'dark' })
      expect(await faults({ runOnly: ['target-size', 'color-contrast'] })).toEqual([])
    })
  })
}
