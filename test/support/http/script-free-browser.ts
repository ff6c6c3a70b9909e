/** A browser without JavaScript, as small as the tests need: cookies, redirects, forms with their hidden fields. */
import type { Server } from 'node:http'
import type { Express } from 'express'
import supertest from 'supertest'
import { LETTERS } from '../product/test-product.ts'

export interface LoadedPage {
  status: number
  /** Where it is, without the request or the link that its address names. */
  url: string
  html: string
  title: string
  headers: Record<string, string>
  /** Text of the error summary, one entry each. */
  errors: string[]
}

export type FormFields = Record<string, string | string[]>

/** A file as it is sent. */
export interface Attachment {
  field: string
  name: string
  bytes: Uint8Array
}

/** What every form that asks for a file gets, unless told: a photo, as small as there is. */
export const ATTACHMENT: Attachment = {
  field: 'documento',
  name: 'pasaporte.png',
  bytes: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
    'base64',
  ),
}

const USER_AGENT = 'Mozilla/5.0'
const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', '#34': '"', '#39': "'", quot: '"' }
const decodeEntities = (text: string) =>
  text.replace(/&(#?\w+);/g, (everything, name) => ENTITIES[name] ?? everything)
const stripTags = (html: string) =>
  decodeEntities(html.replace(/<\/?(?:a|code|span|strong)\b[^>]*>/g, '').replace(/<[^>]+>/g, ' '))
    .replace(/\s+/g, ' ')
    .trim()

export class ScriptFreeBrowser {
  readonly #agent: ReturnType<typeof supertest.agent>
  readonly #headers: Record<string, string>

  /**
   * @param app a server that listens where many requests go at once.
   * @param headers sent with each request.
   */
  constructor(app: Express | Server, headers: Record<string, string> = {}) {
    this.#agent = supertest.agent(app)
    this.#headers = { 'User-Agent': USER_AGENT, ...headers }
  }

  /** Opens an address and follows where it leads. */
  async open(url: string): Promise<LoadedPage> {
    const { pathname, search } = new URL(url, 'http://clave.test')
    return this.follow(await this.request(pathname + search), pathname + search)
  }

  /** Asks for an address and does not follow. */
  request(url: string) {
    return this.#agent.get(url).set(this.#headers)
  }

  /**
   * Opens a form, fills it in and sends it. The captcha's letters are filled in where it has one, unless given.
   * @param button sends this as `accion`, as that button does.
   */
  async submit(url: string, fields: FormFields, button?: string): Promise<LoadedPage> {
    return this.submitFrom(await this.open(url), fields, button)
  }

  /** Fills in the form of a page that is open and sends it. */
  async submitFrom(page: LoadedPage, fields: FormFields, button?: string): Promise<LoadedPage> {
    return this.submitWith(page, fields, [ATTACHMENT], button)
  }

  /** As {@link submitFrom}, with these files where the form sends files. */
  async submitWith(
    page: LoadedPage,
    fields: FormFields,
    attachments: readonly Attachment[],
    button?: string,
  ): Promise<LoadedPage> {
    const { action, all } = filledForm(page, fields, button)
    if (!page.html.includes('enctype="multipart/form-data"')) return this.post(action, all)
    return this.follow(await this.postParts(action, all, attachments), action)
  }

  /** Posts in parts and does not follow. */
  postParts(url: string, fields: FormFields, attachments: readonly Attachment[]) {
    const request = this.#agent.post(url).set(this.#headers)
    for (const [name, value] of Object.entries(fields))
      for (const one of [value].flat()) request.field(name, one)
    for (const { field, name, bytes } of attachments)
      request.attach(field, Buffer.from(bytes), { filename: name })
    return request
  }

  /** Presses the button of a small form (a page with an action): the one that posts to an address ending so. */
  async press(page: LoadedPage, destination: string): Promise<LoadedPage> {
    const forms = [...page.html.matchAll(/<form[^>]* action="([^"]+)"[^>]*>([\s\S]*?)<\/form>/g)]
    const [, url, html] = forms.find(([, action]) => action?.endsWith(destination)) ?? []
    if (!url) throw new Error(`no button for ${destination} at ${page.url}`)
    return this.post(url, hiddenFieldsOf(html ?? ''))
  }

  /** Posts a body as it is and follows where it leads. */
  async post(url: string, fields: FormFields | string): Promise<LoadedPage> {
    return this.follow(await this.postRaw(url, fields), url)
  }

  /** Posts and does not follow. */
  postRaw(url: string, fields: FormFields | string) {
    const body = typeof fields === 'string' ? fields : encodeForm(fields)
    return this.#agent.post(url).type('form').set(this.#headers).send(body)
  }

  /** Goes where an answer leads. */
  async follow(response: supertest.Response, url: string): Promise<LoadedPage> {
    const { location } = response.headers
    if (location && [301, 303].includes(response.status)) return this.open(location)
    const html = response.text ?? ''
    return {
      status: response.status,
      url: url.replace(/\?(?:solicitud|enlace)=[^&]*$/, ''),
      html,
      title: stripTags(/<h1[^>]*>([\s\S]*?)<\/h1>/.exec(html)?.[1] ?? ''),
      headers: response.headers,
      errors: errorsIn(html),
    }
  }
}

/** A body as a form sends it. */
export const encodeForm = (fields: FormFields): string =>
  new URLSearchParams(
    Object.entries(fields).flatMap(([name, value]): [string, string][] =>
      Array.isArray(value) ? value.map((one): [string, string] => [name, one]) : [[name, value]],
    ),
  ).toString()

/** Where the form of a page goes, and all that it would send with these fields filled in. */
export function filledForm(page: LoadedPage, fields: FormFields, button?: string) {
  const action = /<form class="main-form"[^>]* action="([^"]+)"/.exec(page.html)?.[1]
  if (!action) throw new Error(`no form at ${page.url}: ${page.title} ${page.errors.join(' ')}`)
  const all: FormFields = { ...prefilledFields(page.html), ...fields, ...(button && { accion: button }) }
  return { action, all }
}

const hiddenFieldsOf = (html: string): Record<string, string> =>
  Object.fromEntries(
    [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)].map(([, name, value]) => [
      name ?? '',
      decodeEntities(value ?? ''),
    ]),
  )

/** What a form would send as it stands: hidden fields, and the captcha's letters. */
function prefilledFields(html: string): Record<string, string> {
  return { ...hiddenFieldsOf(html), ...(html.includes('name="captcha"') && { captcha: LETTERS }) }
}

/** Address of the frame with the letters of a form. */
export const frameIn = (page: LoadedPage): string => /<iframe[^>]* src="([^"]+)"/.exec(page.html)?.[1] ?? ''

/** Value of a text box as it is drawn. */
export const inputValue = (page: LoadedPage, name: string): string | undefined => {
  const box = new RegExp(`<input[^>]* name="${name}" value="([^"]*)"`).exec(page.html)
  return box ? decodeEntities(box[1] ?? '') : undefined
}

/** Value of a list as it is drawn: '' when nothing is chosen. */
export const selectedIn = (page: LoadedPage, name: string): string | undefined => {
  const [, options] =
    new RegExp(`<select[^>]* name="${name}"[^>]*>([\\s\\S]*?)</select>`).exec(page.html) ?? []
  return options === undefined ? undefined : (/value="([^"]*)" selected/.exec(options)?.[1] ?? '')
}

/** What a page says, without its header, menu and foot. */
export const textOf = (page: LoadedPage): string =>
  stripTags(/<main[^>]*>([\s\S]*?)<\/main>/.exec(page.html)?.[1] ?? '')

function errorsIn(html: string): string[] {
  const summary = /class="summary[\s\S]*?<ul[^>]*>([\s\S]*?)<\/ul>/.exec(html)?.[1] ?? ''
  return [...summary.matchAll(/<li>([\s\S]*?)<\/li>/g)].map(([, entry]) => stripTags(entry ?? ''))
}
