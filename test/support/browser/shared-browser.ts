/**
 * Browsers and tabs that the tests of a worker share. Chromium starts a process for each new tab and one more for the
 * first page in it, which costs more than most tests do there; so a tab is made as new, and the next visit gets it.
 */
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { loadAssets } from '../../../src/http/static/assets.ts'
import { launchChromium } from './chromium.ts'

type BrowserOptions = NonNullable<Parameters<typeof launchChromium>[0]>

const browsers = new Map<boolean, Promise<Browser>>()

/** The browser of this worker with those options. It ends with the worker. */
export function sharedBrowser({ bfcache = false }: BrowserOptions = {}): Promise<Browser> {
  const browser = browsers.get(bfcache) ?? launchChromium({ bfcache })
  browsers.set(bfcache, browser)
  return browser
}

interface Tab {
  page: Page
  javaScriptEnabled: boolean
}

const idle = new Map<Browser, Tab[]>()

/**
 * Neither stores nor asks for anything, unlike a page. Its policy is that of the pages: the browser would start another
 * process to come from elsewhere.
 */
const NOTHING = loadAssets(fileURLToPath(new URL('../../../public', import.meta.url))).asset('css/print.css')

const SIZE = { width: 1280, height: 800 }

/** A tab of a browser that keeps nothing of former visits. */
export async function takeTab(browser: Browser, javaScriptEnabled: boolean): Promise<Tab> {
  const tabs = idle.get(browser) ?? []
  idle.set(browser, tabs)
  const at = tabs.findIndex((tab) => tab.javaScriptEnabled === javaScriptEnabled)
  const [tab] = at < 0 ? [] : tabs.splice(at, 1)
  if (tab) return tab
  const context = await browser.newContext({
    javaScriptEnabled,
    viewport: SIZE,
    locale: 'es-CL',
    reducedMotion: 'reduce',
  })
  return { page: await context.newPage(), javaScriptEnabled }
}

/** Makes a tab as new: other tabs, routes, cookies and what pages stored are gone, and its scripts no longer run. */
export async function giveBackTab(tab: Tab, base: string): Promise<void> {
  const { page } = tab
  const context = page.context()
  const browser = context.browser()
  try {
    for (const other of context.pages()) if (other !== page) await other.close()
    await context.unrouteAll({ behavior: 'ignoreErrors' })
    await page.unrouteAll({ behavior: 'ignoreErrors' })
    page.removeAllListeners('request')
    await page.goto(base + NOTHING)
    await page.evaluate('localStorage.clear(); sessionStorage.clear()')
    await context.clearCookies()
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
    if (browser) idle.get(browser)?.push(tab)
  } catch {
    await context.close()
  }
}
