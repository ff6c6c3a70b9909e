/** One product for all the tests of a suite, in a browser that they share; each test fails if its visits had problems. */
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect } from 'vitest'
import { AheadVisit } from './ahead-visit.ts'
import { BrowserVisit, type VisitMode } from './browser-visit.ts'
import { findChromium } from './chromium.ts'
import { KeyboardBrowserVisit } from './keyboard.ts'
import { sharedBrowser } from './shared-browser.ts'

/** `describe` for tests that need Chromium. Without it they are skipped, and the setup warns. */
export const describeInChromium = describe.skipIf(!findChromium())

interface Served {
  base: string
  close(): Promise<void>
}

export interface BrowserScene<S extends Served> {
  site: S
  /** Starts a visit of which only one page is looked at, as {@link enter} does. */
  enterAhead(mode: VisitMode): Promise<BrowserVisit>
  /** Starts a visit. It is closed after the test, which fails if the visit had any problem. */
  enter(mode: VisitMode): Promise<BrowserVisit>
}

/** Call it inside a `describe`. @param options of the browser. */
export function browserScene<S extends Served>(
  open: () => Promise<S>,
  options?: Parameters<typeof sharedBrowser>[0],
): BrowserScene<S> {
  let browser: Browser
  let site: S
  const visits: BrowserVisit[] = []
  const opened: S[] = []

  beforeAll(async () => {
    browser = await sharedBrowser(options)
    site = await open()
    opened.push(site)
  })
  afterEach(async () => {
    const ended = visits.splice(0)
    for (const visit of ended) await visit.finish()
    expect(ended.flatMap(({ problems }) => problems)).toEqual([])
  })
  afterAll(async () => {
    for (const one of opened) await one.close()
  })

  async function begin(kind: typeof BrowserVisit, mode: VisitMode): Promise<BrowserVisit> {
    const visit = await kind.begin(browser, site.base, mode)
    visits.push(visit)
    return visit
  }

  return {
    get site() {
      return site
    },
    enter: (mode) => begin(mode.keyboard ? KeyboardBrowserVisit : BrowserVisit, mode),
    enterAhead: (mode) => begin(AheadVisit, mode),
  }
}
