import type { Response } from 'express'

/** What is another on each drawing of the same page: tokens of ours, in base64, of which a view escapes nothing. */
const TOKEN_NAMES = ['csrf', 'visit', 'nonce', 'captcha'] as const
type TokenName = (typeof TOKEN_NAMES)[number]
export type Tokens = Record<TokenName, string>

/** Stand for the tokens while a page is drawn; letters that no text has and no view escapes. */
const MARKERS: Tokens = {
  csrf: 'XQtoken0csrfQX',
  visit: 'XQtoken0visitQX',
  nonce: 'XQtoken0nonceQX',
  captcha: 'XQtoken0captchaQX',
}

/** So many drawings of one form are kept; there are as few as forms begin in different ways. */
const LIMIT = 10

/** A stretch of a page, in the bytes that go out, or a token. */
type Piece = { bytes: Buffer } | { token: TokenName }

/**
 * A page that is the same for everybody but for its tokens is drawn once and filled in each time: drawing a long
 * form takes twenty times as long as all the rest of its request.
 */
export class PageCache {
  readonly #cached = new Map<string, readonly Piece[]>()

  /**
   * Sends the page.
   * @param key tells this drawing from others of the same form.
   * @param model makes the view's model with these tokens; only called when the page is not drawn yet.
   */
  async send(
    res: Response,
    view: string,
    key: string,
    model: (tokens: Tokens) => object,
    tokens: Tokens,
  ): Promise<void> {
    const pieces = this.#cached.get(key) ?? splitAtMarkers(await renderView(res, view, model(MARKERS)))
    if (this.#cached.size < LIMIT) this.#cached.set(key, pieces)
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
