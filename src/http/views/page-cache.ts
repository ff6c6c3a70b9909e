import type { Response } from 'express'

/** Per-render tokens; base64url, so escaping leaves them unchanged. */
const TOKEN_NAMES = ['csrf', 'visit', 'nonce', 'captcha'] as const
type TokenName = (typeof TOKEN_NAMES)[number]
export type Tokens = Record<TokenName, string>

/** Placeholders for the tokens in a cached page; no text contains them and escaping leaves them unchanged. */
const MARKERS: Tokens = {
  csrf: 'XQtoken0csrfQX',
  visit: 'XQtoken0visitQX',
  nonce: 'XQtoken0nonceQX',
  captcha: 'XQtoken0captchaQX',
}

/** Cached variants of one form; one per different preparation, of which there are few. */
const MAX_CACHED = 10

/** A part of a page, as the bytes to send, or a token. */
type Piece = { bytes: Buffer } | { token: TokenName }

/**
 * Renders a page that is the same for everybody once, and inserts the tokens each time: rendering a long form
 * takes twenty times as long as the rest of its request (docs/performance.md).
 */
export class PageCache {
  readonly #cached = new Map<string, readonly Piece[]>()

  /**
   * Sends the page, rendering it if it is not cached.
   * @param key identifies this variant among those of the same form.
   * @param model makes the view's model with the given tokens.
   */
  async send(
    res: Response,
    view: string,
    key: string,
    model: (tokens: Tokens) => object,
    tokens: Tokens,
  ): Promise<void> {
    const pieces = this.#cached.get(key) ?? splitAtMarkers(await renderView(res, view, model(MARKERS)))
    if (this.#cached.size < MAX_CACHED) this.#cached.set(key, pieces)
    const page = pieces.map((piece) => ('token' in piece ? Buffer.from(tokens[piece.token]) : piece.bytes))
    res.type('html').send(Buffer.concat(page))
  }
}

const renderView = (res: Response, view: string, model: object): Promise<string> =>
  new Promise((resolve, fail) => {
    const { csrf, visit, nonce } = MARKERS
    res.app.render(view, { ...model, csrf, visit, nonce }, (error, html) =>
      error ? fail(error) : resolve(html),
    )
  })

function splitAtMarkers(html: string): Piece[] {
  return html.split(/(XQtoken0\w+?QX)/).map((text) => {
    const token = TOKEN_NAMES.find((one) => MARKERS[one] === text)
    return token ? { token } : { bytes: Buffer.from(text) }
  })
}
