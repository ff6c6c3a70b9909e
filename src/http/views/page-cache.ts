import type { Response } from 'express'
import { mayGzip } from '../middleware/compress-pages.ts'
import { MARKERS, type Tokens } from './page-frame.ts'
import { PageTemplate } from './page-template.ts'

export type { Tokens } from './page-frame.ts'

/** Variants kept of one form, or pages of one kind; one per different model, of which there are few. */
const MAX_CACHED = 10

/**
 * Renders and compresses a page that is the same for everybody once, and inserts the tokens each time: either
 * takes many times as long as the rest of its request (docs/decisions/0033).
 */
export class PageCache {
  readonly #cached = new Map<string, PageTemplate>()

  /**
   * Sends the page, rendering it if it is not kept. In development, where views may change meanwhile, none is.
   * @param key identifies this variant among those of the same form.
   * @param model makes the view's model with the given tokens.
   * @param tokens at least those that the page shows: letters, digits and `-_.` only.
   */
  async send(
    res: Response,
    view: string,
    key: string,
    model: (tokens: Tokens) => object,
    tokens: Partial<Tokens>,
  ): Promise<void> {
    const keeps = res.app.enabled('view cache')
    const kept = keeps ? this.#cached.get(key) : undefined
    const template = kept ?? new PageTemplate(await renderView(res, view, model(MARKERS)))
    const isKept = keeps && this.#keep(key, template)
    res.type('html')
    if (isKept && mayGzip(res.req, res)) {
      const file = template.gzip(tokens)
      res.set('Content-Encoding', 'gzip').send(file)
    } else {
      res.send(template.plain(tokens))
    }
  }

  #keep(key: string, template: PageTemplate): boolean {
    if (this.#cached.size < MAX_CACHED) this.#cached.set(key, template)
    return this.#cached.has(key)
  }
}

const renderView = (res: Response, view: string, model: object): Promise<string> =>
  new Promise((resolve, fail) => {
    const { csrf, visit, nonce } = MARKERS
    res.app.render(view, { ...model, csrf, visit, nonce }, (error, html) =>
      error ? fail(error) : resolve(html),
    )
  })
