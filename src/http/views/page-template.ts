import { gzipFrame, writeCrc } from './gzip-frame.ts'
import {
  crcOf,
  type Frame,
  fill,
  lengthsOf,
  type Piece,
  plainFrame,
  splitAtMarkers,
  type TokenName,
  type Tokens,
} from './page-frame.ts'

/** A page rendered once, and compressed once, that gets its tokens each time it is sent. */
export class PageTemplate {
  readonly #pieces: readonly Piece[]
  readonly #names: readonly TokenName[]
  /** Of the tokens in the frames. They are the same each time; should they change, the frames are made anew. */
  #lengths: readonly number[] = []
  #plain: Frame | undefined
  #gzip: Frame | undefined

  /** @param html the page with markers in place of tokens. */
  constructor(html: string) {
    this.#pieces = splitAtMarkers(html)
    this.#names = [...new Set(this.#pieces.flatMap((piece) => ('token' in piece ? [piece.token] : [])))]
  }

  /** The page as text. @throws Error for a token that is missing or would have to be escaped. */
  plain(tokens: Partial<Tokens>): Buffer {
    return fill(this.#plainFrame(tokens), tokens)
  }

  /** The same as a gzip file. @throws Error as above. */
  gzip(tokens: Partial<Tokens>): Buffer {
    const plain = this.#plainFrame(tokens)
    this.#gzip ??= gzipFrame(this.#pieces, this.#lengthOf)
    const file = fill(this.#gzip, tokens)
    writeCrc(file, crcOf(plain, tokens))
    return file
  }

  #plainFrame(tokens: Partial<Tokens>): Frame {
    this.#fit(tokens)
    this.#plain ??= plainFrame(this.#pieces, this.#lengthOf)
    return this.#plain
  }

  readonly #lengthOf = (token: TokenName): number => this.#lengths[this.#names.indexOf(token)] ?? 0

  #fit(tokens: Partial<Tokens>): void {
    const lengths = lengthsOf(this.#names, tokens)
    if (lengths.every((length, i) => length === this.#lengths[i])) return
    this.#lengths = lengths
    this.#plain = undefined
    this.#gzip = undefined
  }
}
