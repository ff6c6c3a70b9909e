/** The smallest browser the tests need, without JavaScript: cookies, redirects, forms and their hidden fields. */
import type { Server } from 'node:http'
import type { Express } from 'express'
import supertest from 'supertest'
import { LETTERS } from '../product/test-product.ts'

export interface LoadedPage {
  status: number
  /** Its URL, without the `solicitud` or `enlace` parameter. */
  url: string
  html: string
  title: string
  headers: Record<string, string>
  /** Entries of the error summary. */
  errors: string[]
}

export type FormFields = Record<string, string | string[]>

/** A file to upload. */
export interface Attachment {
  field: string
  name: string
  bytes: Uint8Array
}

/** The default file for forms that ask for one: a tiny PNG. */
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
export const decodeEntities = (text: string) =>
  text.replace(/&(#?\w+);/g, (entity, name) => ENTITIES[name] ?? entity)
const stripTags = (html: string) =>
  decodeEntities(html.replace(/<\/?(?:a|code|span|strong)\b[^>]*>/g, '').replace(/<[^>]+>/g, ' '))
    .replace(/\s+/g, ' ')
    .trim()

export class ScriptFreeBrowser {
  readonly #agent: ReturnType<typeof supertest.agent>
  readonly #headers: Record<string, string>

  /**
   * @param app a listening server when many requests are sent at once.
   * @param headers sent with each request.
   */
  constructor(app: Express | Server, headers: Record<string, string> = {}) {
    this.#agent = supertest.agent(app)
    this.#headers = { 'User-Agent': USER_AGENT, ...headers }
  }

  /** Opens a URL and follows redirects. */
  async open(url: string): Promise<LoadedPage> {
    const { pathname, search } = new URL(url, 'http://clave.test')
    return this.follow(await this.request(pathname + search), pathname + search)
  }

  /** Requests a URL without following redirects. */
  request(url: string) {
    return this.#agent.get(url).set(this.#headers)
  }

  /**
   * Opens a form, fills it in and submits it. The captcha is solved unless `fields` has an answer.
   * @param button value of the pressed button, sent as `accion`.
   */
  async submit(url: string, fields: FormFields, button?: string): Promise<LoadedPage> {
    return this.submitFrom(await this.open(url), fields, button)
  }

  /** Fills in and submits the form of a loaded page. */
  async submitFrom(page: LoadedPage, fields: FormFields, button?: string): Promise<LoadedPage> {
    return this.submitWith(page, fields, [ATTACHMENT], button)
  }

  /** As {@link submitFrom}, with these files if the form takes files. */
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

  /** Posts multipart/form-data without following redirects. */
  postParts(url: string, fields: FormFields, attachments: readonly Attachment[]) {
    const request = this.#agent.post(url).set(this.#headers)
    for (const [name, value] of Object.entries(fields))
      for (const one of [value].flat()) request.field(name, one)
    for (const { field, name, bytes } of attachments)
      request.attach(field, Buffer.from(bytes), { filename: name })
    return request
  }

  /** Presses a button outside the main form: the one whose action ends with `destination`. */
  async press(page: LoadedPage, destination: string): Promise<LoadedPage> {
    const forms = [...page.html.matchAll(/<form[^>]* action="([^"]+)"[^>]*>([\s\S]*?)<\/form>/g)]
    const [, url, html] = forms.find(([, action]) => action?.endsWith(destination)) ?? []
    if (!url) throw new Error(`no button for ${destination} at ${page.url}`)
    return this.post(url, hiddenFieldsOf(html ?? ''))
  }

  /** Posts a body and follows redirects. */
  async post(url: string, fields: FormFields | string): Promise<LoadedPage> {
    return this.follow(await this.postRaw(url, fields), url)
  }

  /** Posts without following redirects. */
  postRaw(url: string, fields: FormFields | string) {
    const body = typeof fields === 'string' ? fields : encodeForm(fields)
    return this.#agent.post(url).type('form').set(this.#headers).send(body)
  }

  /** Follows a redirect, or reads the page. */
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

/** Encodes fields as a form does. */
export const encodeForm = (fields: FormFields): string =>
  new URLSearchParams(
    Object.entries(fields).flatMap(([name, value]): [string, string][] =>
      Array.isArray(value) ? value.map((one): [string, string] => [name, one]) : [[name, value]],
    ),
  ).toString()

/** Action of the form of a page, and everything it sends with these fields filled in. */
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

/** Hidden fields of a form, and the captcha's answer if it has one. */
function prefilledFields(html: string): Record<string, string> {
  return { ...hiddenFieldsOf(html), ...(html.includes('name="captcha"') && { captcha: LETTERS }) }
}

/** URL of the captcha's frame. */
export const frameIn = (page: LoadedPage): string => /<iframe[^>]* src="([^"]+)"/.exec(page.html)?.[1] ?? ''

/** Value of a text field as rendered. */
export const inputValue = (page: LoadedPage, name: string): string | undefined => {
  const box = new RegExp(`<input[^>]* name="${name}" value="([^"]*)"`).exec(page.html)
  return box ? decodeEntities(box[1] ?? '') : undefined
}

const listIn = (page: LoadedPage, name: string): string | undefined =>
  new RegExp(`<select[^>]* name="${name}"[^>]*>([\\s\\S]*?)</select>`).exec(page.html)?.[1]

/** Values of a list as rendered. */
export const optionsIn = (page: LoadedPage, name: string): string[] =>
  [...(listIn(page, name) ?? '').matchAll(/value="([^"]*)"/g)].map(([, value = '']) => value)

/** Selected value of a list as rendered; '' when nothing is selected. */
export const selectedIn = (page: LoadedPage, name: string): string | undefined => {
  const options = listIn(page, name)
  return options === undefined ? undefined : (/value="([^"]*)" selected/.exec(options)?.[1] ?? '')
}

/** Text of the main part of a page. */
export const textOf = (page: LoadedPage): string =>
  stripTags(/<main[^>]*>([\s\S]*?)<\/main>/.exec(page.html)?.[1] ?? '')

function errorsIn(html: string): string[] {
  const summary = /class="summary[\s\S]*?<ul[^>]*>([\s\S]*?)<\/ul>/.exec(html)?.[1] ?? ''
  return [...summary.matchAll(/<li>([\s\S]*?)<\/li>/g)].map(([, entry]) => stripTags(entry ?? ''))
}
