/** A real Chromium for the browser tests: the system's own, driven by playwright-core. */
import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const CHROMIUM_LOCATIONS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
]

/** Nothing of its own may reach the network: what leaves the origin is then the product's doing. */
const LAUNCH_OPTIONS = [
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Where Chromium is: CHROMIUM_PATH or one of the usual places; undefined when it is not there. */
export function findChromium(): string | undefined {
  const { CHROMIUM_PATH } = process.env
  return (CHROMIUM_PATH ? [CHROMIUM_PATH] : CHROMIUM_LOCATIONS).find((path) => existsSync(path))
}

/**
 * Starts it without a window.
 * @param bfcache with its back/forward cache, as people have it; Playwright turns it off.
 */
export function launchChromium({ bfcache = false } = {}): Promise<Browser> {
  const executablePath = findChromium()
  if (!executablePath) throw new Error('Chromium was not found: set CHROMIUM_PATH')
  const ignoreDefaultArgs = bfcache ? ['--disable-back-forward-cache'] : []
  return chromium.launch({ executablePath, args: LAUNCH_OPTIONS, ignoreDefaultArgs })
}

/**
 * Runs once before all browser tests.
 * @throws where CI is set and there is no Chromium: there the tests may not be passed over.
 */
export default function prepareChromium(): void {
  if (findChromium()) return
  const problem = 'Chromium was not found (CHROMIUM_PATH or the usual places): no browser test is run.'
  if (process.env.CI) throw new Error(problem)
  console.warn(problem)
}
