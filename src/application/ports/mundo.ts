/** Time and chance. */

export interface Reloj {
  ahora(): Date
  /** Resolves after so many milliseconds. */
  dormir(ms: number): Promise<void>
}

export interface Programador {
  /**
   * Does something once, after so many milliseconds. Waiting for it never keeps the process alive.
   * @returns what cancels it.
   */
  en(ms: number, hacer: () => void): () => void
}

export interface Azar {
  /** A new UUID. */
  uuid(): string
  /** An opaque token of 256 bits, base64url. */
  ficha(): string
  /** So many characters, each drawn evenly from the alphabet. */
  texto(alfabeto: string, largo: number): string
}
