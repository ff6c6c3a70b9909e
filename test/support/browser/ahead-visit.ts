/**
 * A visit that goes ahead without Chromium, and is there when somebody looks: a page costs Chromium more than all that
 * leads to it. For tests of how one page looks; those of the way to it go the whole way in Chromium.
 */
import { formOf, type HtmlForm } from '../http/html-form.ts'
import { ATTACHMENT, type FormFields } from '../http/script-free-browser.ts'
import { LETTERS } from '../product/test-product.ts'
import { BrowserVisit } from './browser-visit.ts'

/** Said of the connexion, or of a body that is no longer compressed. */
const OF_THE_WAY = [
  'content-encoding',
  'content-length',
  'transfer-encoding',
  'connection',
  'keep-alive',
  'set-cookie',
]

export class AheadVisit extends BrowserVisit {
  /** Where the visit is: an address that nothing has opened yet, or what came from there. */
  #ahead:
    | { url: string; answer?: { status: number; headers: Record<string, string>; html: string } }
    | undefined

  /** Opens in Chromium what the visit has come to. Nothing is ahead of it from then on. */
  override async here(): Promise<void> {
    const ahead = this.#ahead
    this.#ahead = undefined
    if (!ahead) return
    const { url, answer } = ahead
    if (!answer) return super.goTo(url)
    // Asked for again, the answer to a form would be another one.
    const { status, headers, html } = answer
    await this.context.route(url, (route) => route.fulfill({ status, headers, body: html }), { times: 1 })
    await super.goTo(url)
  }

  override address(): URL {
    return this.#ahead ? new URL(this.#ahead.url) : super.address()
  }

  override async follow(text: string | RegExp): Promise<void> {
    await this.here()
    await super.follow(text)
  }

  override async goTo(url: string): Promise<void> {
    this.#ahead = { url: new URL(url, this.base).href }
  }

  override async submit(
    fields: FormFields,
    button: string,
    file?: Parameters<BrowserVisit['attach']>[0],
  ): Promise<void> {
    if (!this.#ahead) return super.submit(fields, button, file)
    const { action, fields: asCame, takesFiles } = await this.#form(button)
    const filled = { ...asCame, ...('captcha' in asCame && { captcha: LETTERS }), ...fields }
    // A box that is not ticked is not sent.
    const all = Object.entries(filled).filter(([name, value]) => value || name in asCame)
    const body = takesFiles ? new FormData() : new URLSearchParams()
    for (const [name, value] of all) for (const one of [value].flat()) body.append(name, one)
    if (body instanceof FormData) {
      const { name, bytes } = file ?? ATTACHMENT
      body.append('documento', new Blob([Buffer.from(bytes)]), name)
    }
    await this.#send(action, body)
  }

  override async press(button: string): Promise<void> {
    if (!this.#ahead) return super.press(button)
    const { action, fields } = await this.#form(button)
    await this.#send(action, new URLSearchParams(fields as Record<string, string>))
  }

  override async text(selector: string): Promise<string> {
    await this.here()
    return super.text(selector)
  }

  override async fill(fields: FormFields): Promise<void> {
    await this.here()
    await super.fill(fields)
  }

  override async attach(file?: Parameters<BrowserVisit['attach']>[0]): Promise<void> {
    await this.here()
    await super.attach(file)
  }

  /** The form of a button of the page that the visit has come to. */
  async #form(button: string): Promise<HtmlForm> {
    while (this.#ahead && !this.#ahead.answer) await this.#send(this.#ahead.url)
    return formOf(this.#ahead?.answer?.html ?? '', button)
  }

  /** Requests a page. Where it leads elsewhere, that is not opened yet. */
  async #send(url: string, body?: FormData | URLSearchParams): Promise<void> {
    const from = new URL(url, this.base).href
    const cookies = await this.context.cookies(this.base)
    const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
    const response = await fetch(from, {
      redirect: 'manual',
      headers: { cookie, accept: 'text/html' },
      ...(body && { method: 'POST', body }),
    })
    await this.#keep(response.headers.getSetCookie())
    const location = response.headers.get('location')
    const html = await response.text()
    if (location) {
      this.#ahead = { url: new URL(location, from).href }
      return
    }
    const headers = Object.fromEntries([...response.headers].filter(([name]) => !OF_THE_WAY.includes(name)))
    this.#ahead = { url: from, answer: { status: response.status, headers, html } }
  }

  /** Gives the browser the cookies that it would have got on the way. */
  async #keep(lines: readonly string[]): Promise<void> {
    for (const line of lines) {
      const [, name = '', value = '', attributes = ''] = /^([^=]+)=([^;]*)(.*)$/.exec(line) ?? []
      const sameSite = /samesite=strict/i.test(attributes) ? 'Strict' : 'Lax'
      const httpOnly = /httponly/i.test(attributes)
      if (!value) await this.context.clearCookies({ name })
      else await this.context.addCookies([{ name, value, url: this.base, httpOnly, sameSite }])
    }
  }
}
