/** The layout before our fonts load. */

import { expect, it } from 'vitest'
import { pasoUrl } from '../../src/domain/urls.ts'
import { browserScene, describeInChromium } from '../support/browser/browser-scene.ts'
import { type BrowserVisit, WITH_JAVASCRIPT } from '../support/browser/browser-visit.ts'
import { openTestSite } from '../support/http/site.ts'

const FONTS_LOADED = `['1em Roboto', 'bold 1em "Roboto Slab"'].every((font) => document.fonts.check(font))`

/** Top and height of each part of the page, rounded to the pixel. */
const positions = (v: BrowserVisit) =>
  v.page.locator('h1, h2, legend, label, .button, .card, .notice, .footer').evaluateAll((parts) =>
    parts.map((part) => {
      const { top, height } = part.getBoundingClientRect()
      return {
        text: part.textContent.trim().slice(0, 30),
        top: Math.round(top),
        height: Math.round(height),
      }
    }),
  )

describeInChromium('before the fonts load', () => {
  const e = browserScene(openTestSite)

  it.each([
    ['/', 360],
    ['/', 1280],
    [pasoUrl('natural', 'registrar'), 360],
    [pasoUrl('natural', 'registrar'), 1280],
  ])('%s at %d px already has its final layout', async (path, width) => {
    const v = await e.enter({ ...WITH_JAVASCRIPT, width })
    const { promise: released, resolve: release } = Promise.withResolvers<void>()
    await v.page.route('**/*.woff2', async (request) => {
      await released
      await request.continue()
    })
    await v.page.goto(e.site.base + path, { waitUntil: 'domcontentloaded' })
    const before = await positions(v)
    expect(await v.page.evaluate<boolean>(FONTS_LOADED)).toBe(false)
    release()
    await v.page.evaluate('document.fonts.ready.then(() => undefined)')
    expect(await v.page.evaluate<boolean>(FONTS_LOADED)).toBe(true)
    const after = await positions(v)
    const moved = before.flatMap((part, index) => {
      const now = after[index]
      const jump = Math.max(Math.abs(part.height - (now?.height ?? 0)), Math.abs(part.top - (now?.top ?? 0)))
      return jump > 2 ? [{ ...part, jump }] : []
    })
    expect(moved).toEqual([])
  })
})
