/** The pages of the console in Chromium: accessible, at any width, and its single keys. */
import { expect, it } from 'vitest'
import { paths } from '../../src/domain/urls.ts'
import { prepareAxe } from '../support/browser/axe.ts'
import { browserScene, describeInChromium } from '../support/browser/browser-scene.ts'
import { type BrowserVisit, WITH_JAVASCRIPT } from '../support/browser/browser-visit.ts'
import { enterAs } from '../support/browser/console-visit.ts'
import { openTestSite } from '../support/http/site.ts'
import { CONSOLE_PAGE_STATES } from './states/console.ts'

const { console: urls } = paths

/** Pixels by which the page overflows horizontally. */
const overflowOf = (v: BrowserVisit) =>
  v.page.locator('html').evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)

describeInChromium('the console', () => {
  const e = browserScene(openTestSite)

  it.each(Object.entries(CONSOLE_PAGE_STATES))('has no accessibility fault: %s', async (name, goTo) => {
    const v = await e.enterAhead(WITH_JAVASCRIPT)
    await goTo(v, e.site)
    await v.here()
    expect(await v.page.locator('h1').count()).toBe(1)
    expect((await v.page.title()).startsWith('Error: ')).toBe(/con errores|sin permiso|no enc/.test(name))
    expect(await overflowOf(v)).toBeLessThanOrEqual(0)
    const faults = await prepareAxe(v.page)
    expect(await faults({ rules: { 'target-size': { enabled: true } } })).toEqual([])
    // Only these rules can change on a narrow screen in dark mode.
    await v.setWidth(320)
    await v.page.emulateMedia({ colorScheme: 'dark' })
    expect(await overflowOf(v), 'at 320 px').toBeLessThanOrEqual(0)
    expect(await faults({ runOnly: ['target-size', 'color-contrast'] })).toEqual([])
  })

  it('has single keys: one finds, one lists them, none while somebody types or holds Alt, AltGr, Ctrl or Meta', async () => {
    const v = await e.enter(WITH_JAVASCRIPT)
    await enterAs(v, e.site, 'ejecutivo')
    await v.goTo(urls.home)
    const { keyboard } = v.page
    for (const held of ['altKey', 'ctrlKey', 'metaKey', 'modifierAltGraph'])
      await v.page.evaluate(
        `document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 's', bubbles: true, ${held}: true }))`,
      )
    await keyboard.press('/')
    expect(await v.focusedId()).toBe('q')
    await keyboard.type('s?/@')
    expect(await v.page.locator('#q').inputValue()).toBe('s?/@')
    expect(await v.page.locator('dialog').count()).toBe(0)
    await keyboard.press('Tab')
    await keyboard.press('?')
    expect(await v.page.locator('dialog').textContent()).toContain('Mi sesión')
    await keyboard.press('Escape')
    // Caps lock, or Shift.
    await v.changePage(() => keyboard.press('S'))
    expect(await v.text('h1')).toBe('Mi sesión')
    await v.press('Apagarlos')
    await keyboard.press('?')
    expect(await v.page.locator('dialog').count()).toBe(0)
  })
})
