import { addDays } from '../../domain/values/durations.ts'
import { recordAudit } from '../audit/record.ts'
import { type Deps, SISTEMA_CONTEXT } from '../ports.ts'

/** How long the outbox remembers what it sent: the record that a notice left. */
const AVISOS_DAYS = 30
/** How long tries are remembered for an identifier that nobody touches; a closed one stays as long as it is closed. */
const TRY_COUNTERS_DAYS = 90

/**
 * Erases what is over: requests, links, codes, sessions, limits, submissions, old mail and old tries, and documents decided
 * long ago.
 * @returns rows erased.
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
  // Apart: it touches rows that tries lock, and must hold no other one meanwhile.
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
