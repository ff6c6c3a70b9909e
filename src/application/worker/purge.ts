import { CASO_DAYS } from '../../domain/account/caso.ts'
import { CELULAR_CONFIRMED_DAYS } from '../../domain/account/channels.ts'
import { staleAt } from '../../domain/notices/usefulness.ts'
import { OBJECTION_DAYS_WHEN_CONTESTED } from '../../domain/staff/decision.ts'
import { addDays, INVITATION_HOURS } from '../../domain/values/durations.ts'
import { recordAudit } from '../audit/record.ts'
import { type Deps, EXPIRING, type Expiring, SISTEMA_CONTEXT } from '../ports.ts'

/** As long as somebody may still call about one. */
const ERROR_REFERENCE_DAYS = 90
/**
 * How much longer some are kept: sent messages as a record that they were sent, a mobile confirmed as the rule says, the
 * mailbox of an orden as long as the link that it gives, what was contested as long as an orden waits longer for it.
 */
const KEPT_DAYS: Partial<Record<Expiring, number>> = {
  auditCounts: 90,
  avisos: 30,
  casos: CASO_DAYS,
  celulares: CELULAR_CONFIRMED_DAYS,
  contestedEventos: OBJECTION_DAYS_WHEN_CONTESTED,
  errorReferences: ERROR_REFERENCE_DAYS,
  llamadas: CASO_DAYS,
  mailboxesOfOrdenes: INVITATION_HOURS / 24,
}
/** How long unused try counters are kept; locked ones stay while locked. */
const TRY_COUNTERS_DAYS = 90
/** Rows per statement: a few milliseconds, in which no page is served (docs/decisions/0037). */
const BATCH = 150
/** Documentos weigh a megabyte each. */
const DOCUMENTO_BATCH = 5
/** After each full batch, others get the process and the database for this long. */
const PAUSE_MS = 10

type PurgeDeps = Pick<Deps, 'store' | 'policy' | 'clock'>

/**
 * One round of deleting what has expired (solicitudes, enlaces, codigos, sessions, rate limits…), old messages
 * and try counters, and what is kept of messages and documentos that are over: one batch of each, in a transaction of its
 * own that is waited for, so that the disk is not flooded either, and with pauses between.
 * @returns `deleted`: how many rows; `more`: whether another round would find more.
 */
export async function purge(deps: PurgeDeps): Promise<{ deleted: number; more: boolean }> {
  const { store, policy, clock } = deps
  const now = clock.now()
  const round = { deleted: 0, more: false }
  const pause = async (done: number, limit: number) => {
    if (done < limit) return
    round.more = true
    await clock.sleep(PAUSE_MS)
    await store.idle()
  }
  for (const what of EXPIRING) {
    const until = addDays(now, -(KEPT_DAYS[what] ?? 0))
    const deleted = await store.transaction(({ expired }) => expired.delete(what, until, BATCH))
    round.deleted += deleted
    await pause(deleted, BATCH)
  }
  const stale = staleAt(now, policy.claveProvisoriaMinutes)
  await pause(await store.transaction(({ avisos }) => avisos.wipeStale(stale, BATCH)), BATCH)
  const erased = await eraseDocumentos(deps, now)
  round.deleted += erased
  await pause(erased, DOCUMENTO_BATCH)
  await pause(await store.transaction(({ tryCounters }) => tryCounters.stampUsed(now, BATCH)), BATCH)
  const unusedSince = addDays(now, -TRY_COUNTERS_DAYS)
  const forgotten = await store.transaction(({ tryCounters }) =>
    tryCounters.deleteOpen(now, unusedSince, BATCH),
  )
  round.deleted += forgotten
  await pause(forgotten, BATCH)
  return round
}

function eraseDocumentos({ store, policy }: PurgeDeps, now: Date): Promise<number> {
  return store.transaction(async (uow) => {
    const before = addDays(now, -policy.documentoDays)
    const count = await uow.documentos.eraseDecided(before, now, DOCUMENTO_BATCH)
    if (count > 0) {
      await recordAudit(uow, SISTEMA_CONTEXT, now, 'documentos_borrados', { detail: { cuantos: count } })
    }
    return count
  })
}
