/** Checks every page state: no accessibility fault that axe can find, and no horizontal scrolling. */
import { AxeBuilder } from '@axe-core/playwright'
import { expect, it } from 'vitest'
import { browserScene, describeInChromium } from '../support/browser/browser-scene.ts'
import { type BrowserVisit, WITH_JAVASCRIPT } from '../support/browser/browser-visit.ts'
import type { GoToState } from './states/state.ts'
import { openPageStatesSite } from './states/states.ts'

/** 320 px is a 1280 px screen at 400 % zoom (WCAG 1.4.10). */
const WIDTHS = [1280, 360, 320]

const setWidth = (v: BrowserVisit, width: number) => v.page.setViewportSize({ width, height: 800 })

/** Pixels by which the page overflows horizontally. */
const horizontalOverflow = (v: BrowserVisit) =>
  v.page.locator('html').evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)

/** Sets the font size of the browser, without zoom. */
const setFontSize = (v: BrowserVisit, size: string) =>
  v.page.locator('html').evaluate((root, fontSize) => {
    root.style.fontSize = fontSize
  }, size)

type Options = Parameters<AxeBuilder['options']>[0]
type AxeResult = Pick<Awaited<ReturnType<AxeBuilder['analyze']>>, 'violations'>

/** Rules that axe does not run by default: 2.5.8, and 2.5.3, which is experimental. */
const RULES: Options = {
  rules: { 'target-size': { enabled: true }, 'label-content-name-mismatch': { enabled: true } },
}

const VIOLATIONS_ONLY: Options = { resultTypes: ['violations'] }

const faultsIn = ({ violations }: AxeResult): string[] =>
  violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target} ${failureSummary}`),
  )

/** Faults found by axe. Legacy mode opens no extra page; without frames it finds the same. */
async function faults(v: BrowserVisit, options: Options): Promise<string[]> {
  const axe = new AxeBuilder({ page: v.page }).setLegacyMode()
  return faultsIn(await axe.options({ ...options, ...VIOLATIONS_ONLY }).analyze())
}

/** Faults after the page changed. Reuses the axe already in the page: injecting it takes longer than running it. */
async function faultsNow(v: BrowserVisit, options: Options): Promise<string[]> {
  const result = await v.page.evaluate(
    (axeOptions) =>
      (globalThis as unknown as { axe: { run(axeOptions: Options): Promise<AxeResult> } }).axe.run(
        axeOptions,
      ),
    { ...options, ...VIOLATIONS_ONLY },
  )
  return faultsIn(result)
}

/** What axe does not check of every page: title, focus on errors, where to get help. */
async function readEssentials(v: BrowserVisit) {
  const summary = await v.page.locator('#error-summary').count()
  const failure = summary > 0 || (await v.page.locator('.reference').count()) > 0
  const title = await v.page.title()
  return {
    headings: await v.page.locator('h1').count(),
    // 3.3.1: the title announces errors first, and the summary has the focus.
    title: title.startsWith('Error: ') === failure && title.endsWith(' - Clave Sence (CS)'),
    focusMoved: summary === 0 || (await v.focusedId()) === 'error-summary',
    // 3.2.6: help is in the same place on every page.
    help: await v.page.locator('body > header .phone__number').isVisible(),
    language: await v.page.locator('html').getAttribute('lang'),
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
      const v = await e.enter(WITH_JAVASCRIPT)
      await goTo(v, e.site)
      const [, errorStatus] = /^error (\d{3})$/.exec(name) ?? []
      if (errorStatus) expect(await statusOf(v)).toBe(Number(errorStatus))
      expect(await readEssentials(v)).toEqual(ESSENTIALS)
      for (const width of WIDTHS) {
        await setWidth(v, width)
        expect(await horizontalOverflow(v), `at ${width} px`).toBeLessThanOrEqual(0)
      }
      await setFontSize(v, '200%')
      for (const width of [1280, 768, 360]) {
        await setWidth(v, width)
        expect(await horizontalOverflow(v), `at ${width} px with text at 200 %`).toBeLessThanOrEqual(0)
      }
      await setFontSize(v, '')
      await setWidth(v, 360)
      expect(await faults(v, RULES)).toEqual([])
      // Only these rules can change on a wide screen in dark mode.
      await setWidth(v, 1280)
      await v.page.emulateMedia({ colorScheme: 'dark' })
      expect(await faultsNow(v, { runOnly: ['target-size', 'color-contrast'] })).toEqual([])
    })
  })
}
