/**
 * Syncs a file to disk once for everyone waiting: commits made during a sync are all covered by the next one.
 * None of them blocks the process.
 */
export class GroupCommit {
  readonly #syncDisk: () => Promise<void>
  #unsynced = false
  #inProgress: Promise<void> = Promise.resolve()
  #next: Promise<void> | undefined

  /** @param syncDisk resolves when the file's contents at the time of the call are on disk. */
  constructor(syncDisk: () => Promise<void>) {
    this.#syncDisk = syncDisk
  }

  /** Marks that there is a commit to sync. */
  markUnsynced(): void {
    this.#unsynced = true
  }

  /**
   * Resolves when every commit so far, by anyone, is on disk.
   * @throws the disk's error; the next caller tries again.
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
