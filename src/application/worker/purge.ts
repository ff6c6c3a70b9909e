import { addDays } from '../../domain/values/durations.ts'
import { recordAudit } from '../audit/record.ts'
import { type Deps, SISTEMA_CONTEXT } from '../ports.ts'

/** How long sent messages stay in the outbox, as a record that they were sent. */
const AVISOS_DAYS = 30
/** How long unused try counters are kept; locked ones stay while locked. */
const TRY_COUNTERS_DAYS = 90

/**
 * Deletes what has expired (solicitudes, enlaces, codigos, sessions, rate limits…), old messages and try
 * counters, and the content of documentos decided long ago.
 * @returns how many rows.
 */
export async function purge(deps: Pick<Deps, 'store' | 'policy' | 'clock'>): Promise<number> {
  const now = deps.clock.now()
  const deleted = await deps.store.transaction(async (uow) => [
    await uow.emailChanges.deleteExpired(now),
    await uow.codigos.deleteExpired(now),
    await uow.enlaces.deleteExpired(now),
    await uow.submissions.deleteExpired(now),
    await uow.eventos.deleteExpired(now),
    await uow.rateLimits.deleteExpired(now),
    await uow.provisorias.deleteExpired(now),
    await uow.sessions.deleteExpired(now),
    await uow.solicitudes.wipeExpiredSecrets(now),
    await uow.solicitudes.deleteExpired(now),
    await uow.avisos.deleteOld(addDays(now, -AVISOS_DAYS)),
  ])
  // In its own transaction: it locks rows that tries lock too, and must hold no others meanwhile.
  const openCounters = await deps.store.transaction((uow) =>
    uow.tryCounters.deleteOpen(now, addDays(now, -TRY_COUNTERS_DAYS)),
  )
  const documentos = await deps.store.transaction(async (uow) => {
    const count = await uow.documentos.eraseDecided(addDays(now, -deps.policy.documentoDays), now)
    if (count > 0) {
      await recordAudit(uow, SISTEMA_CONTEXT, now, 'documentos_borrados', {
        detail: { cuantos: count },
      })
    }
    return count
  })
  return deleted.reduce((sum, n) => sum + n, openCounters + documentos)
}
