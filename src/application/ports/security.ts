/** Fingerprints, encryption, hashing, captchas and prices. */
import type { EstimateGuesses } from '../../domain/secrets/guesses.ts'
import type { Asker } from './gate.ts'

/** Each purpose has its own key, so that a fingerprint made for one is useless for another. */
export type Purpose =
  | 'busqueda'
  | 'captcha'
  | 'clave'
  | 'codigo'
  | 'csrf'
  | 'direccion'
  | 'enlace'
  | 'envio'
  | 'mensajes'
  | 'navegador'
  | 'openid'
  | 'pareja'
  | 'precio'
  | 'provisoria'
  | 'recuperacion'
  | 'senuelo'
  | 'sesion'
  | 'sistema'
  | 'sujeto'

export interface Fingerprints {
  /** HMAC-SHA-256 under the key of that purpose, base64url. Stable over time and across nodes. */
  fingerprint(purpose: Purpose, value: string): string
  /** Compares a value with a stored fingerprint, in constant time. */
  matches(purpose: Purpose, value: string, fingerprint: string): boolean
}

export interface Cipher {
  /**
   * AES-256-GCM under the current key, whose id goes in the text. `context` is authenticated data: decrypt
   * with the same.
   */
  encrypt(text: string, context: string): string
  /** @throws when the text was altered, has another context or its key is missing. */
  decrypt(encrypted: string, context: string): string
  /** `encrypt` and `decrypt` for binary content. */
  encryptBytes(plaintext: Uint8Array, context: string): string
  decryptBytes(encrypted: string, context: string): Uint8Array
  /** Encrypts the same content under the current key. @throws as `decrypt`. */
  reencrypt(encrypted: string, context: string): string
  /** Prefix of every text encrypted under the current key. */
  readonly currentPrefix: string
}

export interface HashReservation {
  /** Hashes a clave or respuesta: bcrypt over base64(HMAC-SHA-256 with the pepper). */
  create(secret: string): Promise<string>
  /**
   * Compares a secret with a stored hash. Always costs one hash: `null` (no cuenta, no clave) never matches
   * but takes as long. `renew`: the hash has an outdated cost or pepper and should be replaced.
   */
  compare(secret: string, hash: string | null): Promise<{ matches: boolean; renew: boolean }>
  /**
   * Hashes a secret that matched once more, beyond what was reserved.
   * @returns null under load: it is left for a later success.
   */
  renew(secret: string): Promise<string | null>
}

/** A hash of the legacy system, in the format we store. */
export interface AdoptedHash {
  hash: string
  /** Whether it is weak: stored encrypted until {@link Hasher.wrap}. */
  toWrap: boolean
  /**
   * Whether comparing with it takes longer than usual, which reveals that the cuenta exists until its first
   * success.
   */
  slow: boolean
}

export type WrapResult = { status: 'envuelto'; hash: string } | { status: 'ocupado' | 'ilegible' }

export interface Hasher {
  /**
   * Waits for a turn for so many hashes, then runs `work`. At most one hash per core runs at a time, and
   * networks take turns. What is inside must not reserve again: it would wait for itself.
   * @throws {Overloaded} always before `work` starts: at once when the expected wait exceeds the limit, or
   *   later when a newcomer of a network that waits for less displaces this one.
   */
  reserve<T>(asker: Asker, hashes: number, work: (reservation: HashReservation) => Promise<T>): Promise<T>
  /**
   * Converts a hash of the legacy system to one that {@link HashReservation.compare} accepts and asks to
   * renew.
   * @returns `forma` for an unknown format, `costo` for a cost out of bounds.
   */
  adopt(text: string): AdoptedHash | 'forma' | 'costo'
  /** The same for a secret that the legacy system stored in plaintext: encrypted until it is wrapped. */
  adoptPlaintext(secret: string): AdoptedHash
  /**
   * Wraps an adopted hash in the current scheme, at lowest priority: `ocupado` while any hash is reserved.
   * `ilegible`: it needs no wrapping, or its encryption key is missing.
   */
  wrap(hash: string): Promise<WrapResult>
}

export interface ClaveEstimator {
  /** Reads its lists the first time, which takes a moment, and keeps them. Nothing that it is asked is kept. */
  load(): Promise<EstimateGuesses>
}

export type CaptchaStatus = 'correcta' | 'distinta' | 'vencida'

export interface Captcha {
  /**
   * Issues a challenge for one form of one session as an opaque token; nothing is stored.
   * @param isHard whether its picture is drawn harder: part of the {@link Prices} where no script runs.
   */
  issue(form: string, formSeal: string, isHard?: boolean): string
  /**
   * The image of a challenge, always the same for the same token; undefined when forged or expired.
   * @throws {Overloaded} when too many images are queued.
   */
  image(token: string, asker: Asker): Promise<Buffer | undefined>
  /**
   * A WAV file that spells the challenge, always the same for the same token; undefined when forged or
   * expired.
   * @throws {Overloaded} when too many sounds are queued.
   */
  sound(token: string, asker: Asker): Promise<Buffer | undefined>
  /** Whether its picture is the harder one; false when forged. */
  isHard(token: string): boolean
  /** Whether `image` or `sound` would have to generate it now, rather than return a cached one. */
  costsWork(token: string, what: 'image' | 'sound'): boolean
  /**
   * Checks an answer without consuming the challenge.
   * @returns `id` of the challenge, for {@link Submissions.claim}, which consumes it; null when the token is
   *   forged.
   */
  check(
    token: string,
    form: string,
    formSeal: string,
    respuesta: string,
  ): { status: CaptchaStatus; id: string | null }
}

/** What a form costs, as a token tells it. */
export interface Price {
  /** Of this challenge alone. */
  id: string
  level: number
  /** From when on waiting pays for it too, for who cannot work. */
  from: Date
  /** Whether the work was done. */
  isSolved: boolean
}

/** Proofs of work, which a form pays with where requests come too thick. */
export interface Prices {
  /**
   * Makes a challenge for whoever `payer` names: one form of one session of one network. Nothing is stored.
   * @returns a token that says what to work out, as public/js/price.js reads it.
   */
  issue(payer: string, level: number, waitSeconds: number): Promise<string>
  /**
   * Reads a token and judges its solution, without using it up.
   * @returns undefined when it is forged, of another payer or expired.
   */
  read(token: string, payer: string, solution: string): Promise<Price | undefined>
}
