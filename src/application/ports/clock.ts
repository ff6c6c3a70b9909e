/** Time and chance. */

export interface Clock {
  now(): Date
  /** Resolves after so many milliseconds. */
  sleep(ms: number): Promise<void>
}

export interface Scheduler {
  /**
   * Does something once, after so many milliseconds. Waiting for it never keeps the process alive.
   * @returns what cancels it.
   */
  after(ms: number, run: () => void): () => void
}

export interface Random {
  /** A new UUID. */
  uuid(): string
  /** An opaque token of 256 bits, base64url. */
  token(): string
  /** So many characters, each drawn evenly from the alphabet. */
  text(alphabet: string, length: number): string
}
