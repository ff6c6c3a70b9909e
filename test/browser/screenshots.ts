/**
 * Takes screenshots of every page state and every mail: `npm run screenshots [part of the name]`. They are written
 * to `test-results/screenshots/`, one folder per width; mails, light and dark, to its `mails/`.
 */
import { mkdir } from 'node:fs/promises'
import { BrowserVisit, WITH_JAVASCRIPT } from '../support/browser/browser-visit.ts'
import { launchChromium } from '../support/browser/chromium.ts'
import { renderedMails } from '../support/copy/visible-copy.ts'
import { CONSOLE_PAGE_STATES } from './states/console.ts'
import { openPageStatesSite, PAGE_STATES } from './states/states.ts'

const WIDTHS = [360, 768, 1280]
const FOLDER = 'test-results/screenshots'

const [, , wanted = ''] = process.argv
const browser = await launchChromium()
const site = await openPageStatesSite()
for (const width of WIDTHS) await mkdir(`${FOLDER}/${width}`, { recursive: true })

for (const [name, goTo] of Object.entries({ ...PAGE_STATES, ...CONSOLE_PAGE_STATES })) {
  if (!name.includes(wanted)) continue
  const visit = await BrowserVisit.begin(browser, site.base, WITH_JAVASCRIPT)
  // Starts narrow, where the menu is collapsed: what is opened there stays open on wider screens.
  await visit.page.setViewportSize({ width: 360, height: 800 })
  await goTo(visit, site)
  for (const width of WIDTHS) {
    await visit.page.setViewportSize({ width, height: 800 })
    const path = `${FOLDER}/${width}/${name.replaceAll(' ', '-')}.png`
    await visit.page.screenshot({ path, fullPage: true, animations: 'disabled' })
  }
  await visit.finish()
  console.log(name)
}

const page = await browser.newPage()
for (const [kind, { html }] of Object.entries(renderedMails())) {
  const name = `correo ${kind}`
  if (!name.includes(wanted)) continue
  await page.setContent(html)
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    for (const width of [360, 600]) {
      await page.setViewportSize({ width, height: 400 })
      await page.screenshot({
        path: `${FOLDER}/mails/${kind}-${width}-${colorScheme}.png`,
        fullPage: true,
      })
    }
  }
  console.log(name)
}
await browser.close()
await site.close()
