import type { Deps, Seal, Sealer, StoredAuditEntry } from '../ports.ts'

const BATCH = 500

/**
 * Seals one batch of unsealed audit entries, chained to the last seal.
 * @returns the new head of the chain, which is logged too; undefined when there was nothing to seal.
 */
export function sealAudit(deps: Pick<Deps, 'store' | 'clock'>, sealer: Sealer): Promise<Seal | undefined> {
  return deps.store.transaction(async (uow) => {
    const last = await uow.audit.findLastSeal()
    const rows = await uow.audit.findAfter(last?.until ?? 0, BATCH)
    const [first, end] = [rows.at(0), rows.at(-1)]
    if (!first || !end) return undefined
    const fresh: Seal = {
      number: (last?.number ?? 0) + 1,
      from: first.number,
      until: end.number,
      ...sealer.seal(last?.seal ?? null, rows),
      at: deps.clock.now(),
    }
    await uow.audit.seal(fresh)
    return fresh
  })
}

export interface Verification {
  seals: number
  /** Entries covered by valid seals. */
  rows: number
  /** Entries after the last seal, up to one batch. */
  unsealed: number
  /** The last valid seal, to compare with the one in the log; null when there is none. */
  head: string | null
  failure: { seal: number; reason: 'alterada' | 'llave_desconocida' | 'faltan_filas' } | null
}

/** Verifies the chain from its first seal up to where it breaks, if it does. Reads seal by seal. */
export async function verifyAudit(deps: Pick<Deps, 'store'>, sealer: Sealer): Promise<Verification> {
  const until: Verification = { seals: 0, rows: 0, unsealed: 0, head: null, failure: null }
  let previous: Seal | undefined
  for (;;) {
    const seal = (await deps.store.read((queries) => queries.audit.findSealsAfter(until.seals, 1))).at(0)
    if (!seal) break
    const from = previous?.until ?? 0
    const rows = await deps.store.read((queries) => queries.audit.findAfter(from, seal.until - from))
    const failure = judge(sealer, previous, seal, rows)
    if (failure) return { ...until, failure: { seal: seal.number, reason: failure } }
    until.seals = seal.number
    until.rows += rows.length
    until.head = seal.seal
    previous = seal
  }
  const rest = await deps.store.read((queries) => queries.audit.findAfter(previous?.until ?? 0, BATCH))
  return { ...until, unsealed: rest.length }
}

function judge(
  sealer: Sealer,
  previous: Seal | undefined,
  seal: Seal,
  rows: readonly StoredAuditEntry[],
): 'alterada' | 'llave_desconocida' | 'faltan_filas' | undefined {
  const follows = seal.number === (previous?.number ?? 0) + 1
  const complete = rows.at(0)?.number === seal.from && rows.at(-1)?.number === seal.until
  if (!follows || !complete) return 'faltan_filas'
  const verdict = sealer.verify(seal, previous?.seal ?? null, rows)
  return verdict === 'integra' ? undefined : verdict
}
