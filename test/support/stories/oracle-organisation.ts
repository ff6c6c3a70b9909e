/**
 * The oracle of an organisation's stories: who vouches for whom (product.md “Proofs”, 7). Staff saw papers, the register
 * names a representative; what anybody types vouches for nothing. Imports nothing of the product.
 */
import { Broken } from './oracle-facts.ts'

/** What the register says of the organisation. */
export interface Entry {
  representante: string
  vigente: boolean
}

/** What the product shows of it. */
export interface Standing {
  verified: boolean
  /** Whether what needs a proof goes on. */
  stopped: boolean
  /** Whether it may ask for facilitators. */
  asksForFacilitadores: boolean
}

interface Known {
  representante: string
  /** Staff saw the papers of this representative. */
  vouched: boolean
  /** The entry that staff said not to mind. */
  settled: string | null
}

const textOf = (entry: Entry): string => JSON.stringify(entry)

export class OrganisationOracle {
  entry: Entry | null = null
  known: Known | null = null

  registered(representante: string): void {
    this.known = { representante, vouched: false, settled: null }
    this.#mind()
  }

  loaded(entry: Entry | null): void {
    this.entry = entry
    this.#mind()
  }

  /** @param settles whether they said so although the register says otherwise. */
  verified(done: boolean, settles: boolean): void {
    const { known, entry } = this
    if (!known) return
    const stopped = this.#stopped(known)
    if (done !== (!stopped || settles)) throw new Broken(`staff ${done ? 'verified' : 'could not verify'}`)
    if (done)
      this.known = { ...known, vouched: true, settled: stopped && entry ? textOf(entry) : known.settled }
  }

  /** Somebody with enough proof wrote another representative. */
  represented(representante: string): void {
    if (!this.known || this.known.representante === representante) return
    this.known = { representante, vouched: false, settled: null }
  }

  /** “No fui yo” put back what was. */
  restored(before: Known): void {
    if (!this.known) return
    const same = this.known.representante === before.representante
    this.known = { ...before, settled: same ? this.known.settled : null }
    this.#mind()
  }

  judge(standing: Standing): void {
    const { known, entry } = this
    if (!known) return
    const stopped = this.#stopped(known)
    this.#same('verified', standing.verified, known.vouched)
    this.#same('stopped', standing.stopped, stopped)
    const asks = known.vouched && !stopped && (entry === null || entry.vigente)
    this.#same('asking for facilitators', standing.asksForFacilitadores, asks)
  }

  #same(what: string, shown: boolean, expected: boolean): void {
    if (shown !== expected) throw new Broken(`${what}: ${shown}, and must be ${expected}`)
  }

  #stopped({ representante, settled }: Known): boolean {
    const { entry } = this
    if (!entry || settled === textOf(entry)) return false
    return representante !== entry.representante || !entry.vigente
  }

  /** Once the register says something else, what was settled is over; with another representative nobody vouches. */
  #mind(): void {
    const { known, entry } = this
    if (!known) return
    const settled = entry && known.settled === textOf(entry) ? known.settled : null
    const contradicted = entry !== null && settled === null && entry.representante !== known.representante
    this.known = { ...known, settled, vouched: known.vouched && !contradicted }
  }
}
