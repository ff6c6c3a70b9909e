import type { Deps, Seal, Sealer, Store, StoredAuditEntry, Verdict } from '../ports.ts'
import { type AuditFinding, AuditFindings } from './findings.ts'
import { SEAL_BATCH } from './seal.ts'

const BATCH = 500

export interface Verification {
  entries: number
  /** Valid ones. */
  seals: number
  /** Entries covered by valid seals. */
  sealed: number
  /** Entries after the last seal. */
  unsealed: number
  /** The last seal, to compare with the one in the log; null when there is none. */
  head: string | null
  /** The first of what is wrong. */
  findings: readonly AuditFinding[]
  /** How many entries and seals are wrong, those not named included. */
  found: number
}

/**
 * Verifies the audit (product.md “Audit”): each entry by its own signature, and that none is missing up to the mark;
 * then the chain of seals. Reads in batches while the product runs.
 */
export async function verifyAudit({ store }: Pick<Deps, 'store'>, sealer: Sealer): Promise<Verification> {
  const findings = new AuditFindings()
  const entries = await verifyEntries(store, sealer, findings)
  const chain = await verifySeals(store, sealer, findings)
  return { entries, ...chain, findings: findings.named, found: findings.count }
}

/** @returns how many there are. */
async function verifyEntries(store: Store, sealer: Sealer, findings: AuditFindings): Promise<number> {
  let last = 0
  let count = 0
  for (;;) {
    // Both as of one moment: what is written meanwhile is in both or in neither.
    const { entries, mark } = await store.read(async ({ audit }) => ({
      entries: await audit.findAfter(last, BATCH),
      mark: await audit.readMark(),
    }))
    for (const entry of entries) {
      const { number } = entry
      if (number > last + 1) findings.add('entry', 'falta', last + 1, number - 1)
      const verdict = judgeEntry(sealer, entry, mark.since)
      if (verdict !== 'integra') findings.add('entry', verdict, number)
      last = number
    }
    count += entries.length
    if (entries.length === BATCH) continue
    if (mark.last > last) findings.add('entry', 'falta', last + 1, mark.last)
    if (mark.last < last) findings.add('entry', 'sobra', mark.last + 1, last)
    const verdict = sealer.verifyMark(mark)
    if (verdict !== 'integra') findings.add('mark', verdict, mark.last)
    return count
  }
}

/** Entries older than signatures have none, and are left to the seals. */
function judgeEntry(sealer: Sealer, entry: StoredAuditEntry, since: number): Verdict {
  if (entry.number > since) return sealer.verifyEntry(entry)
  return entry.hmac === null ? 'integra' : 'alterada'
}

async function verifySeals(
  store: Store,
  sealer: Sealer,
  findings: AuditFindings,
): Promise<Pick<Verification, 'seals' | 'sealed' | 'unsealed' | 'head'>> {
  let previous: Seal | undefined
  const good = { seals: 0, sealed: 0 }
  for (;;) {
    const { seals, mark } = await store.read(async ({ audit }) => ({
      seals: await audit.findSealsAfter(previous?.number ?? 0, BATCH),
      mark: await audit.readMark(),
    }))
    for (const seal of seals) {
      const expected = (previous?.number ?? 0) + 1
      if (seal.number > expected) findings.add('seal', 'falta', expected, seal.number - 1)
      // After a missing one, what this one was chained to is not known.
      else {
        const verdict = await judgeSeal(store, sealer, previous, seal, mark.since)
        if (verdict === 'integra') {
          good.seals += 1
          good.sealed += seal.until - seal.from + 1
        } else findings.add('seal', verdict, seal.number)
      }
      previous = seal
    }
    if (seals.length === BATCH) continue
    const last = previous?.number ?? 0
    if (mark.seals > last) findings.add('seal', 'falta', last + 1, mark.seals)
    if (mark.seals < last) findings.add('seal', 'sobra', mark.seals + 1, last)
    const unsealed = Math.max(0, mark.last - (previous?.until ?? 0))
    return { ...good, unsealed, head: previous?.seal ?? null }
  }
}

async function judgeSeal(
  store: Store,
  sealer: Sealer,
  previous: Seal | undefined,
  seal: Seal,
  since: number,
): Promise<Verdict> {
  const { from, until } = seal
  const count = until - from + 1
  if (from !== (previous?.until ?? 0) + 1 || count < 1 || count > SEAL_BATCH) return 'alterada'
  const rows = await store.read(({ audit }) => audit.findAfter(from - 1, count))
  return sealer.verify(seal, previous?.seal ?? null, rows, since)
}
