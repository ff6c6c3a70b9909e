/** A person's visit in Chromium: a browser context with its page, and every problem it had. */
import type {
  Browser,
  BrowserContext,
  CDPSession,
  ConsoleMessage,
  Page,
  Request,
  WebError,
} from 'playwright-core'
import { ATTACHMENT, type Attachment, type FormFields } from '../http/script-free-browser.ts'
import { LETTERS } from '../product/test-product.ts'
import { giveBackTab, takeTab } from './shared-browser.ts'

/** With or without JavaScript, on a phone or a desktop. */
export interface VisitMode {
  javaScriptEnabled: boolean
  width: number
  /** Uses the keyboard only. */
  keyboard?: true
}

const mode = (javaScriptEnabled: boolean, width: number) => ({
  javaScriptEnabled,
  width,
  name: `${javaScriptEnabled ? 'with' : 'without'} JavaScript at ${width} px`,
})

export const WITH_JAVASCRIPT = mode(true, 1280)
export const WITHOUT_JAVASCRIPT = mode(false, 360)

/** Two modes with nothing in common, for `describe.each`. */
export const OPPOSITE_MODES = [WITH_JAVASCRIPT, WITHOUT_JAVASCRIPT]

export const WITH_KEYBOARD: VisitMode & { name: string } = {
  ...WITH_JAVASCRIPT,
  keyboard: true,
  name: 'with JavaScript at 1280 px and the keyboard alone',
}

/** Every mode but the keyboard. */
export const ALL_MODES = [...OPPOSITE_MODES, mode(true, 360), mode(false, 1280)]

/** Chromium logs an error for a page served with status 4xx or 5xx. */
const ERROR_STATUS_PAGE = /^Failed to load resource: the server responded with a status of (4|50[03])/

const onOneLine = (text: string | null) => (text ?? '').replace(/\s+/g, ' ').trim()

export class BrowserVisit {
  readonly page: Page
  readonly context: BrowserContext
  /** Console errors and warnings (policy violations too), script errors, and requests to other origins. */
  readonly problems: string[] = []
  protected readonly base: string
  readonly #origins: Set<string>

  /** What ends with the visit. */
  readonly #ends: (() => unknown)[] = []

  protected constructor(page: Page, base: string) {
    const context = page.context()
    this.context = context
    this.page = page
    this.base = base
    this.#origins = new Set([base])
    const onConsole = (message: ConsoleMessage) => {
      const fromThePage = message.location().url.split('#')[0] === message.page()?.url().split('#')[0]
      const expected = fromThePage && ERROR_STATUS_PAGE.test(message.text())
      if (['error', 'warning'].includes(message.type()) && !expected) this.problems.push(message.text())
    }
    const onError = (error: WebError) => this.problems.push(String(error.error()))
    const onRequest = (request: Request) => {
      if (!this.#origins.has(new URL(request.url()).origin))
        this.problems.push(`left the origin: ${request.url()}`)
    }
    context.on('console', onConsole).on('weberror', onError).on('request', onRequest)
    this.#ends.push(() =>
      context.off('console', onConsole).off('weberror', onError).off('request', onRequest),
    )
  }

  static async begin(
    browser: Browser,
    base: string,
    { javaScriptEnabled, width }: VisitMode,
  ): Promise<BrowserVisit> {
    const tab = await takeTab(browser, javaScriptEnabled)
    await tab.page.setViewportSize({ width, height: 800 })
    const visit = new this(tab.page, base)
    visit.#ends.push(() => giveBackTab(tab, base))
    return visit
  }

  /** Lets the visit go to another system. */
  mayGoTo(origin: string): void {
    this.#origins.add(origin)
  }

  /** Runs a script in every page of the visit, before its own. */
  async runFirst(script: string): Promise<void> {
    const added = await this.page.addInitScript(script)
    this.#ends.unshift(() => added.dispose())
  }

  /** What Chromium's developer tools can do in the visit's tab. */
  async devTools(): Promise<CDPSession> {
    const session = await this.context.newCDPSession(this.page)
    this.#ends.unshift(() => session.detach())
    return session
  }

  /** Changes how wide the page is. */
  async setWidth(width: number): Promise<void> {
    if (this.page.viewportSize()?.width !== width) await this.page.setViewportSize({ width, height: 800 })
  }

  /** Is there in Chromium. A visit may go ahead without it until somebody looks. */
  async here(): Promise<void> {}

  /** Opens another tab in the same browser. */
  async openTab(): Promise<BrowserVisit> {
    return new BrowserVisit(await this.context.newPage(), this.base)
  }

  async goTo(url: string): Promise<void> {
    // Whoever goes to the address bar leaves the field, which tells the page that it changed. What only the browser
    // itself keeps of a field it writes down a moment later, too late for the next step of a test.
    await this.page.evaluate('document.activeElement?.blur()')
    await this.page.goto(new URL(url, this.base).href)
  }

  /** Fills in the form by field name: text boxes, selects and checkboxes (`si` checks them). */
  async fill(fields: FormFields): Promise<void> {
    // Background tabs render rarely, and typing would wait for it.
    await this.page.bringToFront()
    const controlStates = await this.controlStates()
    for (const [name, value] of Object.entries(fields)) {
      const current = controlStates[name]
      const control = this.field(name)
      if (current?.value === value) continue
      if (current?.kind === 'checkbox') await control.setChecked(value === 'si')
      else if (current?.kind === 'select-one') await control.selectOption(value)
      else await control.fill(String(value))
    }
  }

  /** Type and value of every control of the form by name, as `fill` takes them. */
  protected controlStates(): Promise<Record<string, { kind: string; value: string }>> {
    return this.page
      .locator('form.main-form')
      .evaluate((form) =>
        Object.fromEntries(
          Array.from(form.elements, ({ name, type, value, checked }) => [
            name,
            { kind: type, value: type === 'checkbox' ? (checked ? 'si' : '') : value },
          ]),
        ),
      )
  }

  /** Current values of those fields, as `fill` takes them. */
  async content(names: readonly string[]): Promise<FormFields> {
    const controlStates = await this.controlStates()
    return Object.fromEntries(names.map((name) => [name, controlStates[name]?.value ?? '']))
  }

  field(name: string) {
    return this.page.locator(`form.main-form [name="${name}"]`)
  }

  /** Current value of a field. */
  value(name: string): Promise<string> {
    return this.field(name).inputValue()
  }

  button(text: string) {
    return this.page.getByRole('button', { name: text, exact: true })
  }

  /** Clicks a button and waits for the next page. */
  async press(text: string): Promise<void> {
    await this.changePage(() => this.button(text).click())
  }

  /** Clicks a link in the main part and waits for the next page. */
  async follow(text: string | RegExp): Promise<void> {
    const link = this.page.getByRole('main').getByRole('link', { name: text })
    await this.changePage(() => link.first().click())
  }

  /** Runs what leads to another page, and waits for its `load` event. */
  async changePage(run: () => Promise<unknown>): Promise<void> {
    await Promise.all([this.page.waitForEvent('load'), run()])
  }

  /** Chooses a file for the documento. */
  async attach({ name, bytes }: Pick<Attachment, 'name' | 'bytes'> = ATTACHMENT): Promise<void> {
    await this.field('documento').setInputFiles({
      name,
      mimeType: 'application/octet-stream',
      buffer: Buffer.from(bytes),
    })
  }

  /** Fills in a form, with its file and captcha if it has them, and submits it. */
  async submit(
    fields: FormFields,
    button: string,
    file?: Parameters<BrowserVisit['attach']>[0],
  ): Promise<void> {
    await this.fill(fields)
    if ((await this.field('documento').count()) > 0) await this.attach(file)
    if ((await this.field('captcha').count()) > 0) await this.fill({ captcha: LETTERS })
    await this.press(button)
  }

  /** Id of the focused element. */
  focusedId(): Promise<string | null> {
    return this.page.locator(':focus').getAttribute('id')
  }

  /** Text of the only element that matches, with whitespace collapsed. */
  async text(selector: string): Promise<string> {
    return onOneLine(await this.page.locator(selector).textContent())
  }

  title(): Promise<string> {
    return this.text('h1')
  }

  /** The address of the page. */
  address(): URL {
    return new URL(this.page.url())
  }

  /** The path of the page. */
  path(): string {
    return this.address().pathname
  }

  /** Entries of the error summary. */
  async errors(): Promise<string[]> {
    return (await this.page.locator('.summary__list li').allTextContents()).map(onOneLine)
  }

  async finish(): Promise<void> {
    for (const end of this.#ends) await end()
  }
}
