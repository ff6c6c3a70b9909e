/** A real Chromium for the browser tests: the system's own, driven by playwright-core. */
import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const LUGARES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
]

/** Nothing of its own may reach the network: what leaves the origin is then the product's doing. */
const OPCIONES = [
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Where Chromium is: CHROMIUM_PATH or one of the usual places; undefined when it is not there. */
export function rutaDeChromium(): string | undefined {
  const { CHROMIUM_PATH } = process.env
  return (CHROMIUM_PATH ? [CHROMIUM_PATH] : LUGARES).find((ruta) => existsSync(ruta))
}

/**
 * Starts it without a window.
 * @param bfcache with its back/forward cache, as people have it; Playwright turns it off.
 */
export function abrirChromium({ bfcache = false } = {}): Promise<Browser> {
  const executablePath = rutaDeChromium()
  if (!executablePath) throw new Error('Chromium was not found: set CHROMIUM_PATH')
  const ignoreDefaultArgs = bfcache ? ['--disable-back-forward-cache'] : []
  return chromium.launch({ executablePath, args: OPCIONES, ignoreDefaultArgs })
}

/**
 * Runs once before all browser tests.
 * @throws where CI is set and there is no Chromium: there the tests may not be passed over.
 */
export default function prepararChromium(): void {
  if (rutaDeChromium()) return
  const problema = 'Chromium was not found (CHROMIUM_PATH or the usual places): no browser test is run.'
  if (process.env.CI) throw new Error(problema)
  console.warn(problema)
}
