/** A person's visit in Chromium: one browser context with its page, and everything that went wrong in it. */
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { ATTACHMENT, type Attachment, type FormFields } from '../http/script-free-browser.ts'
import { LETTERS } from '../product/test-product.ts'

/** How a person may come: with or without JavaScript, on a phone or a desktop. */
export interface VisitMode {
  javaScriptEnabled: boolean
  width: number
  /** Without a mouse. */
  keyboard?: true
}

const mode = (javaScriptEnabled: boolean, width: number) => ({
  javaScriptEnabled,
  width,
  name: `${javaScriptEnabled ? 'with' : 'without'} JavaScript at ${width} px`,
})

export const WITH_JAVASCRIPT = mode(true, 1280)
export const WITHOUT_JAVASCRIPT = mode(false, 360)

/** Two ways of coming that have nothing in common, to be given to `describe.each`. */
export const OPPOSITE_MODES = [WITH_JAVASCRIPT, WITHOUT_JAVASCRIPT]

/** With nothing but the keys. */
export const WITH_KEYBOARD: VisitMode & { name: string } = {
  ...WITH_JAVASCRIPT,
  keyboard: true,
  name: 'with JavaScript at 1280 px and the keyboard alone',
}

/** Every way of coming. */
export const ALL = [...OPPOSITE_MODES, mode(true, 360), mode(false, 1280)]

/** The page that answers with 4xx or 5xx is itself a failed load to the console of Chromium. */
const ERROR_STATUS_PAGE = /^Failed to load resource: the server responded with a status of (4|50[03])/

const onOneLine = (text: string | null) => (text ?? '').replace(/\s+/g, ' ').trim()

export class BrowserVisit {
  readonly page: Page
  readonly context: BrowserContext
  /** Errors of the console (policy violations too), of scripts, and requests to other origins. */
  readonly problems: string[] = []
  readonly #base: string

  protected constructor(context: BrowserContext, page: Page, base: string) {
    this.context = context
    this.page = page
    this.#base = base
    context.on('console', (message) => {
      const fromThePage = message.location().url.split('#')[0] === message.page()?.url().split('#')[0]
      const expected = fromThePage && ERROR_STATUS_PAGE.test(message.text())
      if (['error', 'warning'].includes(message.type()) && !expected) this.problems.push(message.text())
    })
    context.on('weberror', (error) => this.problems.push(String(error.error())))
    context.on('request', (request) => {
      if (new URL(request.url()).origin !== base) this.problems.push(`left the origin: ${request.url()}`)
    })
  }

  static async begin(
    browser: Browser,
    base: string,
    { javaScriptEnabled, width }: VisitMode,
  ): Promise<BrowserVisit> {
    const context = await browser.newContext({
      javaScriptEnabled,
      viewport: { width: width, height: 800 },
      locale: 'es-CL',
      reducedMotion: 'reduce',
    })
    return new this(context, await context.newPage(), base)
  }

  /** Another tab of the same browser. */
  async openTab(): Promise<BrowserVisit> {
    return new BrowserVisit(this.context, await this.context.newPage(), this.#base)
  }

  async goTo(direccion: string): Promise<void> {
    await this.page.goto(new URL(direccion, this.#base).href)
  }

  /** Writes in the boxes of the form by their names, chooses in its lists and marks its boxes. */
  async fill(fields: FormFields): Promise<void> {
    // A tab behind another draws seldom, and typing waits for it.
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

  /** Kind and content of every control of the form by its name, as `fill` takes them. */
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

  /** What the form holds now, by name, as `fill` takes it. */
  async content(nombres: readonly string[]): Promise<FormFields> {
    const controlStates = await this.controlStates()
    return Object.fromEntries(nombres.map((name) => [name, controlStates[name]?.value ?? '']))
  }

  field(name: string) {
    return this.page.locator(`form.main-form [name="${name}"]`)
  }

  /** Text of a box as it stands. */
  value(name: string): Promise<string> {
    return this.field(name).inputValue()
  }

  button(text: string) {
    return this.page.getByRole('button', { name: text, exact: true })
  }

  /** Presses a button and waits for the page that it leads to. */
  async press(text: string): Promise<void> {
    await this.changePage(() => this.button(text).click())
  }

  /** Follows a link of the page. */
  async follow(text: string | RegExp): Promise<void> {
    const enlace = this.page.getByRole('main').getByRole('link', { name: text })
    await this.changePage(() => enlace.first().click())
  }

  /** Does something that leads to another page, and waits for it with its styles and its scripts run. */
  async changePage(run: () => Promise<unknown>): Promise<void> {
    await Promise.all([this.page.waitForEvent('load'), run()])
  }

  /** Chooses the file of the form. */
  async attach({ name, bytes }: Pick<Attachment, 'name' | 'bytes'> = ATTACHMENT): Promise<void> {
    await this.field('documento').setInputFiles({
      name: name,
      mimeType: 'application/octet-stream',
      buffer: Buffer.from(bytes),
    })
  }

  /** Fills in a form, its file and its captcha, and sends it. */
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

  /** Id of what has the focus. */
  focusedId(): Promise<string | null> {
    return this.page.locator(':focus').getAttribute('id')
  }

  /** Text of the one element that a selector finds, blanks joined. */
  async text(selector: string): Promise<string> {
    return onOneLine(await this.page.locator(selector).textContent())
  }

  title(): Promise<string> {
    return this.text('h1')
  }

  /** The path of the page. */
  path(): string {
    return new URL(this.page.url()).pathname
  }

  /** Entries of the error summary. */
  async errors(): Promise<string[]> {
    return (await this.page.locator('.summary__list li').allTextContents()).map(onOneLine)
  }

  async finish(): Promise<void> {
    await this.context.close()
  }
}
