/** One browser and one product for all the tests of a suite; each test fails if its visits had problems. */
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect } from 'vitest'
import { BrowserVisit, type VisitMode } from './browser-visit.ts'
import { findChromium, launchChromium } from './chromium.ts'
import { KeyboardBrowserVisit } from './keyboard.ts'

/** `describe` for tests that need Chromium. Without it they are skipped, and the setup warns. */
export const describeInChromium = describe.skipIf(!findChromium())

interface Served {
  base: string
  close(): Promise<void>
}

export interface BrowserScene<S extends Served> {
  site: S
  /** Starts a visit. It is closed after the test, which fails if the visit had any problem. */
  enter(mode: VisitMode): Promise<BrowserVisit>
}

/** Call it inside a `describe`. @param options of the browser. */
export function browserScene<S extends Served>(
  open: () => Promise<S>,
  options?: Parameters<typeof launchChromium>[0],
): BrowserScene<S> {
  let browser: Browser
  let site: S
  const visits: BrowserVisit[] = []
  const opened: (() => Promise<void>)[] = []

  beforeAll(async () => {
    browser = await launchChromium(options)
    opened.push(() => browser.close())
    site = await open()
    opened.push(() => site.close())
  })
  afterEach(async () => {
    for (const visit of visits.splice(0)) {
      await visit.finish()
      expect(visit.problems).toEqual([])
    }
  })
  afterAll(async () => {
    for (const close of opened) await close()
  })

  return {
    get site() {
      return site
    },
    async enter(mode) {
      const visit = await (mode.keyboard ? KeyboardBrowserVisit : BrowserVisit).begin(
        browser,
        site.base,
        mode,
      )
      visits.push(visit)
      return visit
    },
  }
}
