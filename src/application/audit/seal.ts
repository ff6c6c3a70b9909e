import type { Audit, Deps, Seal, Sealer } from '../ports.ts'

/** Entries under one seal, at most. */
export const SEAL_BATCH = 500

/**
 * Seals one batch of unsealed audit entries, chained to the last seal.
 * @returns the new head of the chain, which is logged too; undefined when there was nothing to seal.
 * @throws Error, having sealed, while the mark of the audit does not verify: somebody altered it or set it back.
 */
export async function sealAudit(
  deps: Pick<Deps, 'store' | 'clock'>,
  sealer: Sealer,
): Promise<Seal | undefined> {
  const { seal, verdict } = await deps.store.transaction(async (uow) => {
    const mark = await uow.audit.readMark()
    return { seal: await sealBatch(deps, uow.audit, sealer, mark.since), verdict: sealer.verifyMark(mark) }
  })
  if (verdict !== 'integra') throw new Error(`the mark of the audit does not verify (${verdict})`)
  return seal
}

async function sealBatch(
  { clock }: Pick<Deps, 'clock'>,
  audit: Audit,
  sealer: Sealer,
  since: number,
): Promise<Seal | undefined> {
  const last = await audit.findLastSeal()
  const rows = await audit.findAfter(last?.until ?? 0, SEAL_BATCH)
  const [first, end] = [rows.at(0), rows.at(-1)]
  if (!first || !end) return undefined
  const fresh: Seal = {
    number: (last?.number ?? 0) + 1,
    from: first.number,
    until: end.number,
    ...sealer.seal(last?.seal ?? null, rows, since),
    at: clock.now(),
  }
  await audit.seal(fresh)
  return fresh
}
