/**
 * Puts on the disk what was committed to a file, for all who wait at once: whoever commits while the disk is working is
 * served by its next turn. So many commits cost as many turns of the disk as it can do, and none of them stops the
 * process.
 */
export class GroupCommit {
  readonly #syncDisk: () => Promise<void>
  #unsynced = false
  #inProgress: Promise<void> = Promise.resolve()
  #next: Promise<void> | undefined

  /** @param syncDisk resolves when what the file had when it was called is on the disk. */
  constructor(syncDisk: () => Promise<void>) {
    this.#syncDisk = syncDisk
  }

  /** Something was committed. */
  markUnsynced(): void {
    this.#unsynced = true
  }

  /**
   * Waits until all that was committed, by whomever, is on the disk.
   * @throws the error of the disk; the next one to wait tries again.
   */
  sync(): Promise<void> {
    if (!this.#unsynced) return this.#inProgress
    this.#next ??= this.#inProgress
      .catch(() => {})
      .then(() => {
        this.#next = undefined
        this.#unsynced = false
        this.#inProgress = this.#syncDisk().catch((error) => {
          this.#unsynced = true
          throw error
        })
        return this.#inProgress
      })
    return this.#next
  }
}
