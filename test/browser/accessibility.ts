/** Every page in each state: no accessibility fault that a program can find, nothing to scroll sideways. */
import { AxeBuilder } from '@axe-core/playwright'
import { expect, test } from 'vitest'
import { browserScene, describeInChromium } from '../support/browser/browser-scene.ts'
import { type BrowserVisit, WITH_JAVASCRIPT } from '../support/browser/browser-visit.ts'
import type { GoToState } from './states/state.ts'
import { openPageStatesSite } from './states/states.ts'

/** A page of 1280 px at 400 % has the room of 320. */
const WIDTHS = [1280, 360, 320]

const setWidth = (v: BrowserVisit, width: number) => v.page.setViewportSize({ width, height: 800 })

/** Pixels of the page that one would have to scroll sideways for. */
const leftover = (v: BrowserVisit) =>
  v.page.locator('html').evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)

/** As who has made the letters of the browser larger, and not the screen. */
const setFontSize = (v: BrowserVisit, size: string) =>
  v.page.locator('html').evaluate((root, fontSize) => {
    root.style.fontSize = fontSize
  }, size)

type Options = Parameters<AxeBuilder['options']>[0]
type AxeResult = Pick<Awaited<ReturnType<AxeBuilder['analyze']>>, 'violations'>

/** Besides those that axe runs by itself: 2.5.8, and 2.5.3 of its rules on trial. */
const RULES: Options = {
  rules: { 'target-size': { enabled: true }, 'label-content-name-mismatch': { enabled: true } },
}

const VIOLATIONS_ONLY: Options = { resultTypes: ['violations'] }

const faultsIn = ({ violations }: AxeResult): string[] =>
  violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target} ${failureSummary}`),
  )

/** What axe finds. Without frames its legacy mode finds the same, and opens no page of its own. */
async function faults(v: BrowserVisit, options: Options): Promise<string[]> {
  const axe = new AxeBuilder({ page: v.page }).setLegacyMode()
  return faultsIn(await axe.options({ ...options, ...VIOLATIONS_ONLY }).analyze())
}

/** What axe finds with the page changed. It is still there: bringing it again takes longer than judging. */
async function faultsNow(v: BrowserVisit, options: Options): Promise<string[]> {
  const verdict = await v.page.evaluate(
    (axeOptions) =>
      (globalThis as unknown as { axe: { run(axeOptions: Options): Promise<AxeResult> } }).axe.run(
        axeOptions,
      ),
    { ...options, ...VIOLATIONS_ONLY },
  )
  return faultsIn(verdict)
}

/** What every page owes its readers, of which axe judges no part: what it is, where it went wrong, whom to ask. */
async function readEssentials(v: BrowserVisit) {
  const summary = await v.page.locator('#error-summary').count()
  const failure = summary > 0 || (await v.page.locator('.reference').count()) > 0
  const title = await v.page.title()
  return {
    headings: await v.page.locator('h1').count(),
    // 3.3.1: an error is told before anything else, and read first.
    title: title.startsWith('Error: ') === failure && title.endsWith(' - Clave Sence (CS)'),
    focusMoved: summary === 0 || (await v.focusedId()) === 'error-summary',
    // 3.2.6: help is in the same place everywhere.
    hint: await v.page.locator('body > header .phone__number').isVisible(),
    language: await v.page.locator('html').getAttribute('lang'),
  }
}
const ESSENTIALS = { headings: 1, title: true, focusMoved: true, hint: true, language: 'es-CL' }

/** Goes to each state and holds it to all of this. */
export function describeAccessibility(who: string, estados: Readonly<Record<string, GoToState>>): void {
  describeInChromium(`every page in each state, ${who}`, () => {
    const e = browserScene(openPageStatesSite)

    test.each(Object.entries(estados))('%s', async (_name, goTo) => {
      const v = await e.enter(WITH_JAVASCRIPT)
      await goTo(v, e.site)
      expect(await readEssentials(v)).toEqual(ESSENTIALS)
      for (const width of WIDTHS) {
        await setWidth(v, width)
        expect(await leftover(v), `at ${width} px`).toBeLessThanOrEqual(0)
      }
      await setFontSize(v, '200%')
      for (const width of [1280, 768, 360]) {
        await setWidth(v, width)
        expect(await leftover(v), `at ${width} px with letters twice as large`).toBeLessThanOrEqual(0)
      }
      await setFontSize(v, '')
      await setWidth(v, 360)
      expect(await faults(v, RULES)).toEqual([])
      // What may differ on a wide screen in the dark.
      await setWidth(v, 1280)
      await v.page.emulateMedia({ colorScheme: 'dark' })
      expect(await faultsNow(v, { runOnly: ['target-size', 'color-contrast'] })).toEqual([])
    })
  })
}
