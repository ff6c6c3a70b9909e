import type { Response } from 'express'

/** What is another on each drawing of the same page: tokens of ours, in base64, of which a view escapes nothing. */
const FICHAS = ['csrf', 'visita', 'nonce', 'captcha'] as const
type Ficha = (typeof FICHAS)[number]
export type Fichas = Record<Ficha, string>

/** Stand for the tokens while a page is drawn; letters that no text has and no view escapes. */
const MARCAS: Fichas = {
  csrf: 'XQficha0csrfQX',
  visita: 'XQficha0visitaQX',
  nonce: 'XQficha0nonceQX',
  captcha: 'XQficha0captchaQX',
}

/** So many drawings of one form are kept; there are as few as forms begin in different ways. */
const TOPE = 10

/** A stretch of a page, in the bytes that go out, or a token. */
type Trozo = { bytes: Buffer } | { ficha: Ficha }

/**
 * A page that is the same for everybody but for its tokens is drawn once and filled in each time: drawing a long
 * form takes twenty times as long as all the rest of its request.
 */
export class PaginaDibujada {
  readonly #dibujos = new Map<string, readonly Trozo[]>()

  /**
   * Sends the page.
   * @param clave tells this drawing from others of the same form.
   * @param modelo makes the view's model with these tokens; only called when the page is not drawn yet.
   */
  async enviar(
    res: Response,
    vista: string,
    clave: string,
    modelo: (fichas: Fichas) => object,
    fichas: Fichas,
  ): Promise<void> {
    const trozos = this.#dibujos.get(clave) ?? partir(await dibujar(res, vista, modelo(MARCAS)))
    if (this.#dibujos.size < TOPE) this.#dibujos.set(clave, trozos)
    const pagina = trozos.map((trozo) => ('ficha' in trozo ? Buffer.from(fichas[trozo.ficha]) : trozo.bytes))
    res.type('html').send(Buffer.concat(pagina))
  }
}

const dibujar = (res: Response, vista: string, modelo: object): Promise<string> =>
  new Promise((resolver, fallar) => {
    const { csrf, visita, nonce } = MARCAS
    res.app.render(vista, { ...modelo, csrf, visita, nonce }, (error, html) =>
      error ? fallar(error) : resolver(html),
    )
  })

function partir(html: string): Trozo[] {
  return html.split(/(XQficha0\w+?QX)/).map((texto) => {
    const ficha = FICHAS.find((una) => MARCAS[una] === texto)
    return ficha ? { ficha } : { bytes: Buffer.from(texto) }
  })
}
