/** Keys, tokens and captchas. */

/** Each purpose has a key of its own, so that a fingerprint of one never stands for another. */
export type Proposito =
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

export interface Huellas {
  /** HMAC-SHA-256 of a value under the key of that purpose, base64url. The same for ever and on every node. */
  huella(proposito: Proposito, valor: string): string
  /** Compares in constant time a value with the fingerprint kept of it. */
  coincide(proposito: Proposito, valor: string, huella: string): boolean
}

export interface Cifrador {
  /** AES-256-GCM under the current key; the text names the key. `contexto` is authenticated: it must be the same to decrypt. */
  cifrar(texto: string, contexto: string): string
  /** @throws when the text was altered, belongs to another context or its key is gone. */
  descifrar(cifrado: string, contexto: string): string
  /** As `cifrar` and `descifrar`, for what is not text. */
  cifrarBytes(claro: Uint8Array, contexto: string): string
  descifrarBytes(cifrado: string, contexto: string): Uint8Array
  /** The same contents under the current key. @throws as `descifrar`. */
  recifrar(cifrado: string, contexto: string): string
  /** How every text under the current key begins. */
  readonly prefijoVigente: string
}

/**
 * Raised by {@link Hasher.turno}, {@link Captcha.imagen} and {@link Captcha.sonido} when too much work waits
 * already. No try was spent. Becomes a 503.
 */
export class Saturado extends Error {
  readonly segundos: number
  constructor(segundos: number) {
    super('too much work waits already')
    this.name = 'Saturado'
    this.segundos = segundos
  }
}

export interface Turno {
  /** Hashes a key or an answer for keeping: bcrypt over base64(HMAC-SHA-256 with the pepper). */
  crear(secreto: string): Promise<string>
  /**
   * Compares; always spends one hash, also with `null` (no account, no key), which never matches.
   * `renovar` says that the kept string is below today's cost or pepper and is to be made anew.
   */
  comparar(secreto: string, hash: string | null): Promise<{ coincide: boolean; renovar: boolean }>
}

/** A hash of the old system in the form in which it can be kept. */
export interface HashAdoptado {
  hash: string
  /** Whether it is one of the weak ones, which wait encrypted for {@link Hasher.envolver}. */
  porEnvolver: boolean
  /** Whether comparing with it takes longer than with today's: until its first success its account stands out. */
  lento: boolean
}

export type Envoltura = { estado: 'envuelto'; hash: string } | { estado: 'ocupado' | 'ilegible' }

export interface Hasher {
  /**
   * Keeps room for so many hashes, then runs the work. At most one hash per core runs at a time.
   * @throws {Saturado} at once, before the work starts, when the expected wait passes the limit.
   */
  turno<T>(hashes: number, trabajo: (turno: Turno) => Promise<T>): Promise<T>
  /**
   * Takes in a hash of the old system. Afterwards {@link Turno.comparar} takes it and asks to make it anew.
   * @returns the form to keep; or `forma` (none of the known ones) or `costo` (out of bounds).
   */
  adoptar(texto: string): HashAdoptado | 'forma' | 'costo'
  /** The same for a secret that the old system kept readable: encrypted until it is hashed. */
  adoptarEnClaro(secreto: string): HashAdoptado
  /**
   * Puts today's scheme around an adopted hash that waits. Gives way to everybody: `ocupado` while any other hash
   * is reserved. `ilegible`: not one that waits, or the key of its encryption is gone.
   */
  envolver(hash: string): Promise<Envoltura>
}

export type EstadoCaptcha = 'correcta' | 'distinta' | 'vencida'

export interface Captcha {
  /** A new challenge for one form of one session, as an opaque token; nothing is stored. */
  emitir(formulario: string, sello: string): string
  /**
   * The picture of a challenge, always the same one for the same token; undefined when forged or expired.
   * @throws {Saturado} when too many pictures wait to be drawn.
   */
  imagen(ficha: string): Promise<Buffer | undefined>
  /**
   * Its letters said aloud, a WAV file, always the same one for the same token; undefined when forged or expired.
   * @throws {Saturado} when too many wait to be made.
   */
  sonido(ficha: string): Promise<Buffer | undefined>
  /** Whether asking for one of them now costs the work of making it. */
  porHacer(ficha: string, que: 'imagen' | 'sonido'): boolean
  /**
   * Judges an answer without consuming the challenge.
   * `id` is the challenge's own: whoever uses it first consumes it; null when the token is not one of ours.
   */
  comprobar(
    ficha: string,
    formulario: string,
    sello: string,
    respuesta: string,
  ): { estado: EstadoCaptcha; id: string | null }
}
