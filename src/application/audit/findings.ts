/** What is wrong with the audit, by number. */
export interface AuditFinding {
  what: 'entry' | 'seal' | 'mark'
  /** The first and last of a run of numbers. */
  from: number
  until: number
  /** `sobra`: beyond the last one that the product wrote. */
  reason: 'alterada' | 'falta' | 'sobra' | 'llave_desconocida'
}

/** How many are named; of the rest, how many there are. */
const NAMED = 20

/** Collects findings, in memory that does not grow with them: runs count as one, and the first few are kept. */
export class AuditFindings {
  readonly named: AuditFinding[] = []
  /** Numbers found wrong, those that are not named included. */
  count = 0
  #last: AuditFinding | undefined

  add(what: AuditFinding['what'], reason: AuditFinding['reason'], from: number, until = from): void {
    this.count += until - from + 1
    const last = this.#last
    if (last && last.what === what && last.reason === reason && last.until === from - 1) {
      last.until = until
      return
    }
    this.#last = { what, from, until, reason }
    if (this.named.length < NAMED) this.named.push(this.#last)
  }
}
