/** Keys, tokens and captchas. */

/** Each purpose has a key of its own, so that a fingerprint of one never stands for another. */
export type Purpose =
  | 'captcha'
  | 'codigo'
  | 'csrf'
  | 'direccion'
  | 'enlace'
  | 'envio'
  | 'mensajes'
  | 'provisoria'
  | 'senuelo'
  | 'sesion'
  | 'sujeto'

export interface Fingerprints {
  /** HMAC-SHA-256 of a value under the key of that purpose, base64url. The same for ever and on every node. */
  fingerprint(purpose: Purpose, value: string): string
  /** Compares in constant time a value with the fingerprint kept of it. */
  matches(purpose: Purpose, value: string, fingerprint: string): boolean
}

export interface Cipher {
  /** AES-256-GCM under the current key; the text names the key. `context` is authenticated: it must be the same to decrypt. */
  encrypt(text: string, context: string): string
  /** @throws when the text was altered, belongs to another context or its key is gone. */
  decrypt(encrypted: string, context: string): string
  /** As `encrypt` and `decrypt`, for what is not text. */
  encryptBytes(plaintext: Uint8Array, context: string): string
  decryptBytes(encrypted: string, context: string): Uint8Array
  /** The same contents under the current key. @throws as `decrypt`. */
  reencrypt(encrypted: string, context: string): string
  /** How every text under the current key begins. */
  readonly currentPrefix: string
}

/**
 * Raised by {@link Hasher.reserve}, {@link Captcha.image} and {@link Captcha.sound} when too much work waits
 * already. No try was spent. Becomes a 503.
 */
export class Overloaded extends Error {
  readonly seconds: number
  constructor(seconds: number) {
    super('too much work waits already')
    this.name = 'Saturado'
    this.seconds = seconds
  }
}

export interface HashReservation {
  /** Hashes a key or an answer for keeping: bcrypt over base64(HMAC-SHA-256 with the pepper). */
  create(secret: string): Promise<string>
  /**
   * Compares; always spends one hash, also with `null` (no account, no key), which never matches.
   * `renew` says that the kept string is below today's cost or pepper and is to be made anew.
   */
  compare(secret: string, hash: string | null): Promise<{ matches: boolean; renew: boolean }>
}

/** A hash of the old system in the form in which it can be kept. */
export interface AdoptedHash {
  hash: string
  /** Whether it is one of the weak ones, which wait encrypted for {@link Hasher.wrap}. */
  toWrap: boolean
  /** Whether comparing with it takes longer than with today's: until its first success its account stands out. */
  slow: boolean
}

export type WrapResult = { status: 'envuelto'; hash: string } | { status: 'ocupado' | 'ilegible' }

export interface Hasher {
  /**
   * Keeps room for so many hashes, then runs the work. At most one hash per core runs at a time.
   * @throws {Saturado} at once, before the work starts, when the expected wait passes the limit.
   */
  reserve<T>(hashes: number, work: (reserve: HashReservation) => Promise<T>): Promise<T>
  /**
   * Takes in a hash of the old system. Afterwards {@link HashReservation.compare} takes it and asks to make it anew.
   * @returns the form to keep; or `shape` (none of the known ones) or `cost` (out of bounds).
   */
  adopt(text: string): AdoptedHash | 'forma' | 'costo'
  /** The same for a secret that the old system kept readable: encrypted until it is hashed. */
  adoptPlaintext(secret: string): AdoptedHash
  /**
   * Puts today's scheme around an adopted hash that waits. Gives way to everybody: `ocupado` while any other hash
   * is reserved. `ilegible`: not one that waits, or the key of its encryption is gone.
   */
  wrap(hash: string): Promise<WrapResult>
}

export type CaptchaStatus = 'correcta' | 'distinta' | 'vencida'

export interface Captcha {
  /** A new challenge for one form of one session, as an opaque token; nothing is stored. */
  issue(form: string, formSeal: string): string
  /**
   * The picture of a challenge, always the same one for the same token; undefined when forged or expired.
   * @throws {Saturado} when too many pictures wait to be drawn.
   */
  image(token: string): Promise<Buffer | undefined>
  /**
   * Its letters said aloud, a WAV file, always the same one for the same token; undefined when forged or expired.
   * @throws {Saturado} when too many wait to be made.
   */
  sound(token: string): Promise<Buffer | undefined>
  /** Whether asking for one of them now costs the work of making it. */
  costsWork(token: string, what: 'imagen' | 'sonido'): boolean
  /**
   * Judges an answer without consuming the challenge.
   * `id` is the challenge's own: whoever uses it first consumes it; null when the token is not one of ours.
   */
  check(
    token: string,
    form: string,
    formSeal: string,
    respuesta: string,
  ): { status: CaptchaStatus; id: string | null }
}
