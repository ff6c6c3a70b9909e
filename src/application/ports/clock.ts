/** Time and randomness. */

export interface Clock {
  now(): Date
  sleep(ms: number): Promise<void>
}

export interface Scheduler {
  /**
   * Runs something once after `ms` milliseconds. The timer does not keep the process alive.
   * @returns a function that cancels it.
   */
  after(ms: number, run: () => void): () => void
}

export interface Random {
  uuid(): string
  /** A 256-bit opaque token, base64url. */
  token(): string
  /** `length` characters, each drawn uniformly from the alphabet. */
  text(alphabet: string, length: number): string
}
