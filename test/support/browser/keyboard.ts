/** A visit with the keyboard only, as for somebody who cannot use a mouse. */
import type { Locator } from 'playwright-core'
import { expect } from 'vitest'
import { ATTACHMENT, type Attachment, type FormFields } from '../http/script-free-browser.ts'
import { BrowserVisit } from './browser-visit.ts'

/** More than the tab stops of any page. */
const MAX_STOPS = 120

/** Presses Tab until that element has the focus, unless it has it, and checks its focus outline. @throws Error when Tab never reaches it. */
export async function tabTo(v: BrowserVisit, destination: Locator): Promise<void> {
  const between = await stopsBefore(destination)
  for (let stop = 0; stop < between; stop++) await v.page.keyboard.press('Tab')
  for (let step = 0; step < MAX_STOPS; step++) {
    if (step > 0) await v.page.keyboard.press('Tab')
    const outline = await destination.evaluate((element) => {
      if (!element.matches(':focus')) return ''
      const { outlineStyle, outlineWidth } = element.ownerDocument.defaultView.getComputedStyle(element)
      return `${outlineStyle} ${outlineWidth}`
    })
    if (!outline) continue
    expect(outline).toBe('solid 3px')
    return
  }
  throw new Error(`the Tab key does not reach ${destination}`)
}

/** Tab stops that are at least between what has the focus and that element: where it is need not be asked at each. */
const stopsBefore = (destination: Locator): Promise<number> =>
  destination.evaluate((element) => {
    const { activeElement, body } = element.ownerDocument
    const stops = Array.from<typeof element>(
      element.ownerDocument.querySelectorAll('a[href], button, input, select'),
    )
    const usable = stops.filter(
      (one) =>
        one.tabIndex >= 0 && one.type !== 'hidden' && one.checkVisibility({ visibilityProperty: true }),
    )
    const from = activeElement === body ? -1 : usable.indexOf(activeElement)
    if (activeElement !== body && from < 0) return 0
    return Math.max(0, usable.indexOf(element) - from - 1)
  })

/** The same visit by keyboard: every control is reached with Tab. */
export class KeyboardBrowserVisit extends BrowserVisit {
  override async fill(fields: FormFields): Promise<void> {
    const controlStates = await this.controlStates()
    for (const [name, { kind, value }] of Object.entries(controlStates)) {
      const fresh = fields[name]
      if (fresh === undefined || fresh === value) continue
      await tabTo(this, this.field(name))
      if (kind === 'checkbox') await this.page.keyboard.press('Space')
      else if (kind === 'select-one') await this.#choose(name, String(fresh))
      else await this.#write(String(fresh))
    }
  }

  override async press(text: string): Promise<void> {
    await tabTo(this, this.button(text))
    await this.changePage(() => this.page.keyboard.press('Enter'))
  }

  override async follow(text: string | RegExp): Promise<void> {
    await tabTo(this, this.page.getByRole('main').getByRole('link', { name: text }).first())
    await this.changePage(() => this.page.keyboard.press('Enter'))
  }

  override async attach({ name, bytes }: Pick<Attachment, 'name' | 'bytes'> = ATTACHMENT): Promise<void> {
    await tabTo(this, this.field('documento'))
    const selector = this.page.waitForEvent('filechooser')
    await this.page.keyboard.press('Space')
    await (await selector).setFiles({
      name: name,
      mimeType: 'application/octet-stream',
      buffer: Buffer.from(bytes),
    })
  }

  /** In the place of what the box had. */
  async #write(text: string): Promise<void> {
    await this.page.keyboard.press('Control+A')
    if (text === '') await this.page.keyboard.press('Delete')
    // At once: a key each is what the tests of the keyboard alone press.
    else await this.page.keyboard.insertText(text)
  }

  /** Types the first letters of the option, then moves to it with the arrow key. */
  async #choose(name: string, value: string): Promise<void> {
    if (value === '') return this.page.keyboard.press('Home')
    const says = await this.field(name).locator(`option[value="${value}"]`).first().textContent()
    await this.page.keyboard.type(/^[a-z]*/i.exec(String(says).trim())?.[0] ?? '')
    for (let step = 0; step < MAX_STOPS && (await this.value(name)) !== value; step++) {
      await this.page.keyboard.press('ArrowDown')
    }
    expect(await this.value(name)).toBe(value)
  }
}
