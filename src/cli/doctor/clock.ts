import type { Queries, StoredAuditEntry } from '../../application/ports.ts'
import { formatMoment } from '../../domain/values/fecha.ts'
import type { SqlStore } from '../../storage/index.ts'
import { type CheckLine, fail, ok, warning } from './line.ts'

const CHECK_NAME = 'reloj'
const BATCH = 500
/** Seconds. Links and provisorias live for minutes; other systems' signatures tolerate one. */
const WARNING_S = 5
const FAILURE_S = 60

/**
 * Compares this machine's clock with the newest audit entry, which cannot be in the future, and with the
 * database server's clock.
 */
export async function checkClock(store: SqlStore, now: Date): Promise<CheckLine> {
  const last = await store.read(lastAuditEntry)
  if (last && secondsSince(last.at, now) > FAILURE_S) {
    return fail(CHECK_NAME, `atrasado: la bitácora ya tiene una anotación del ${formatMoment(last.at)}`)
  }
  const difference = Math.abs(secondsSince(await store.currentTime(), now))
  const text = `a ${Math.round(difference)} s del de la base de datos`
  if (difference > FAILURE_S) return fail(CHECK_NAME, text)
  return difference > WARNING_S ? warning(CHECK_NAME, text) : ok(CHECK_NAME, text)
}

const secondsSince = (moment: Date, from: Date) => (moment.getTime() - from.getTime()) / 1000

async function lastAuditEntry({ audit }: Queries): Promise<StoredAuditEntry | undefined> {
  const seal = await audit.findLastSeal()
  let last: StoredAuditEntry | undefined
  let batch: StoredAuditEntry[]
  do {
    batch = await audit.findAfter(last?.number ?? (seal?.until ?? 1) - 1, BATCH)
    last = batch.at(-1) ?? last
  } while (batch.length === BATCH)
  return last
}
