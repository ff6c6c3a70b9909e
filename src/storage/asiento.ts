/**
 * Puts on the disk what was committed to a file, for all who wait at once: whoever commits while the disk is working is
 * served by its next turn. So many commits cost as many turns of the disk as it can do, and none of them stops the
 * process.
 */
export class Asiento {
  readonly #sincronizar: () => Promise<void>
  #falta = false
  #enCurso: Promise<void> = Promise.resolve()
  #siguiente: Promise<void> | undefined

  /** @param sincronizar resolves when what the file had when it was called is on the disk. */
  constructor(sincronizar: () => Promise<void>) {
    this.#sincronizar = sincronizar
  }

  /** Something was committed. */
  anotar(): void {
    this.#falta = true
  }

  /**
   * Waits until all that was committed, by whomever, is on the disk.
   * @throws the error of the disk; the next one to wait tries again.
   */
  asentar(): Promise<void> {
    if (!this.#falta) return this.#enCurso
    this.#siguiente ??= this.#enCurso
      .catch(() => {})
      .then(() => {
        this.#siguiente = undefined
        this.#falta = false
        this.#enCurso = this.#sincronizar().catch((error) => {
          this.#falta = true
          throw error
        })
        return this.#enCurso
      })
    return this.#siguiente
  }
}
