/** Checks of WCAG 2.2 that axe does not make, on pages that together have every kind of control. */
import { describe, expect, it } from 'vitest'
import { browserScene, describeInChromium } from '../support/browser/browser-scene.ts'
import { type BrowserVisit, WITH_JAVASCRIPT } from '../support/browser/browser-visit.ts'
import {
  clipped,
  DOUBLE_TEXT,
  imposeStyles,
  smallTargets,
  TEXT_SPACING,
  tabStops,
  usableControls,
} from '../support/browser/wcag-checks.ts'
import { openPageStatesSite, PAGE_STATES } from './states/states.ts'

const PAGES = [
  ...['inicio', 'mas informacion', 'registrar', 'registrar con errores', 'recuperar pregunta con errores'],
  ...['recuperar listo', 'actualizar datos con errores', 'error 404'],
  ...['facilitador solicitar con lista'],
]

/** Elements with animations, transitions or smooth scrolling. */
const motions = (v: BrowserVisit): Promise<string[]> =>
  v.page.locator('html').evaluate((root) => {
    const window = root.ownerDocument.defaultView
    const animated = root.ownerDocument.getAnimations().map(() => 'animation')
    const all = Array.from<typeof root>(root.querySelectorAll('*'))
    const slow = [root, ...all].flatMap((element) => {
      const { transitionDuration, scrollBehavior } = window.getComputedStyle(element)
      return /^(0s)?$/.test(transitionDuration) && /^(auto)?$/.test(scrollBehavior)
        ? []
        : [element.outerHTML.slice(0, 80)]
    })
    return [...animated, ...slow]
  })

describeInChromium('WCAG 2.2 beyond axe', () => {
  const e = browserScene(openPageStatesSite)

  it('animates only smooth scrolling, and nothing under prefers-reduced-motion', async () => {
    const v = await e.enterAhead(WITH_JAVASCRIPT)
    for (const name of ['mas informacion', 'registrar con errores']) {
      await PAGE_STATES[name]?.(v, e.site)
      await v.here()
      await v.page.emulateMedia({ reducedMotion: 'reduce' })
      expect(await motions(v), name).toEqual([])
      await v.page.emulateMedia({ reducedMotion: 'no-preference' })
      expect(await motions(v), name).toEqual([expect.stringContaining('<html')])
    }
  })

  describe.each(PAGES)('%s', (name) => {
    it('has targets of 24 px, withstands text spacing and 200 % text, and is usable with Tab alone', async () => {
      const v = await e.enterAhead(WITH_JAVASCRIPT)
      await PAGE_STATES[name]?.(v, e.site)
      await v.here()
      for (const width of [1280, 320]) {
        await v.setWidth(width)
        expect(await smallTargets(v), `targets at ${width} px`).toEqual([])
        await imposeStyles(v, TEXT_SPACING)
        expect(await clipped(v), `spacing at ${width} px`).toEqual([])
        await imposeStyles(v, '')
      }
      await v.setWidth(1280)
      await imposeStyles(v, DOUBLE_TEXT)
      expect(await clipped(v), 'text at 200 %').toEqual([])
      await imposeStyles(v, '')

      // A phone in landscape: anything fixed over the page covers the most.
      await v.page.setViewportSize({ width: 640, height: 320 })
      const seen = await tabStops(v)
      expect(seen.filter(({ covered }) => covered)).toEqual([])
      expect(seen.filter(({ outline }) => outline !== 'solid 3px')).toEqual([])
      expect(seen.map(({ element }) => element)).toEqual(await usableControls(v))
    })
  })
})
