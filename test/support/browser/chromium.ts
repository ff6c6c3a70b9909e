/** The system's own Chromium for the browser tests, driven by playwright-core. */
import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const CHROMIUM_LOCATIONS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
]

/** Turns off Chromium's own network traffic, so that any request to another origin is the product's. */
const LAUNCH_OPTIONS = [
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Path of Chromium: CHROMIUM_PATH or one of the usual places; undefined when there is none. */
export function findChromium(): string | undefined {
  const { CHROMIUM_PATH } = process.env
  return (CHROMIUM_PATH ? [CHROMIUM_PATH] : CHROMIUM_LOCATIONS).find((path) => existsSync(path))
}

/**
 * Starts Chromium headless.
 * @param bfcache keeps the back/forward cache, as browsers do by default; Playwright turns it off.
 */
export function launchChromium({ bfcache = false } = {}): Promise<Browser> {
  const executablePath = findChromium()
  if (!executablePath) throw new Error('Chromium was not found: set CHROMIUM_PATH')
  const ignoreDefaultArgs = bfcache ? ['--disable-back-forward-cache'] : []
  return chromium.launch({ executablePath, args: LAUNCH_OPTIONS, ignoreDefaultArgs })
}

/**
 * Runs once before all browser tests.
 * @throws Error when CI is set and there is no Chromium: CI must not skip these tests.
 */
export default function prepareChromium(): void {
  if (findChromium()) return
  const problem = 'Chromium was not found (CHROMIUM_PATH or the usual places): browser tests are skipped.'
  if (process.env.CI) throw new Error(problem)
  console.warn(problem)
}
