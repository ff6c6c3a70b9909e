import { crc32 } from 'node:zlib'

/** What differs each time a page is sent. */
export interface Tokens {
  /** Anti-forgery token. */
  csrf: string
  /** Name of the visit. */
  visit: string
  nonce: string
  /** Captcha token; '' where the page has none. */
  captcha: string
  /** Reference number of an error page. */
  reference?: string
}
export type TokenName = keyof Tokens

/** Letters, digits and `-_.` (base64url): escaping leaves them unchanged. */
const UNESCAPED = /^[\w.-]*$/

/** Stand for the tokens in a page while it is rendered; no text contains them and escaping leaves them unchanged. */
export const MARKERS: Required<Tokens> = {
  csrf: 'XQtoken0csrfQX',
  visit: 'XQtoken0visitQX',
  nonce: 'XQtoken0nonceQX',
  captcha: 'XQtoken0captchaQX',
  reference: 'XQtoken0referenceQX',
}
const TOKEN_NAMES = Object.keys(MARKERS) as TokenName[]

/** A part of a page: text, the same for everybody, or a token. */
export type Piece = { text: Buffer } | { token: TokenName }

/** Bytes with room for tokens, whose lengths are fixed. */
export interface Frame {
  bytes: Buffer
  holes: readonly { token: TokenName; at: number }[]
}

/** @param html a page with markers in place of tokens. */
export const splitAtMarkers = (html: string): Piece[] =>
  html.split(/(XQtoken0[a-z]+QX)/).map((text) => {
    const token = TOKEN_NAMES.find((one) => MARKERS[one] === text)
    return token ? { token } : { text: Buffer.from(text) }
  })

/** The page as it is, with room for tokens of these lengths. */
export function plainFrame(pieces: readonly Piece[], lengthOf: (token: TokenName) => number): Frame {
  const holes: { token: TokenName; at: number }[] = []
  let at = 0
  const parts = pieces.map((piece) => {
    const part = 'text' in piece ? piece.text : Buffer.alloc(lengthOf(piece.token))
    if ('token' in piece) holes.push({ token: piece.token, at })
    at += part.length
    return part
  })
  return { bytes: Buffer.concat(parts), holes }
}

function write(bytes: Buffer, { holes }: Frame, tokens: Partial<Tokens>): Buffer {
  for (const { token, at } of holes) bytes.write(tokens[token] ?? '', at, 'latin1')
  return bytes
}

/** A copy of the frame with its tokens. */
export const fill = (frame: Frame, tokens: Partial<Tokens>): Buffer =>
  write(Buffer.from(frame.bytes), frame, tokens)

/** CRC-32 of what {@link fill} gives, without copying it: the frame itself keeps these tokens until the next. */
export const crcOf = (frame: Frame, tokens: Partial<Tokens>): number =>
  crc32(write(frame.bytes, frame, tokens))

/**
 * Lengths of the tokens that a page shows, in order.
 * @throws Error for one that is missing or would have to be escaped: a fault of ours.
 */
export const lengthsOf = (names: readonly TokenName[], tokens: Partial<Tokens>): number[] =>
  names.map((name) => {
    const token = tokens[name]
    if (token === undefined || !UNESCAPED.test(token)) throw new Error(`the page cannot show this ${name}`)
    return token.length
  })
