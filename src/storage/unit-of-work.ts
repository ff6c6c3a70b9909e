/** The only access to the data: one transaction and the repositories bound to it. */
import { AsyncLocalStorage } from 'node:async_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { StoreUnavailable, type UnitOfWork } from '../application/ports.ts'
import type { Engine } from './engine/engine-port.ts'
import { createInserter } from './insert.ts'
import { casosRepository } from './repositories/accounts/casos.ts'
import { cuentasRepository } from './repositories/accounts/cuentas.ts'
import { documentosRepository } from './repositories/accounts/documentos.ts'
import { emailChangesRepository } from './repositories/accounts/email-changes.ts'
import { eventosRepository } from './repositories/accounts/eventos.ts'
import { auditRepository } from './repositories/audit.ts'
import { avisosRepository } from './repositories/avisos.ts'
import { encryptedColumnsRepository } from './repositories/encrypted-columns.ts'
import { importacionesRepository } from './repositories/import/importaciones.ts'
import { lazosRepository } from './repositories/organisations/lazos.ts'
import { organismosRepository } from './repositories/organisations/organismos.ts'
import { codigosRepository } from './repositories/proof/codigos.ts'
import { enlacesRepository } from './repositories/proof/enlaces.ts'
import { provisoriasRepository } from './repositories/proof/provisorias.ts'
import { rateLimitsRepository } from './repositories/proof/rate-limits.ts'
import { tryCountersRepository } from './repositories/proof/try-counters.ts'
import { sessionsRepository } from './repositories/request/sessions.ts'
import { solicitudesRepository } from './repositories/request/solicitudes.ts'
import { submissionsRepository } from './repositories/request/submissions.ts'
import { secretsRepository } from './repositories/secrets.ts'
import type { Tx } from './schema.ts'

const RETRIES = 5

type Work<T> = (uow: UnitOfWork) => Promise<T>

async function inTx<T>(tx: Tx, work: Work<T>): Promise<T> {
  const audit = auditRepository(tx)
  const result = await work({
    avisos: avisosRepository(tx),
    audit,
    emailChanges: emailChangesRepository(tx),
    casos: casosRepository(tx),
    encryptedColumns: encryptedColumnsRepository(tx),
    codigos: codigosRepository(tx),
    tryCounters: tryCountersRepository(tx),
    cuentas: cuentasRepository(tx),
    documentos: documentosRepository(tx),
    enlaces: enlacesRepository(tx),
    submissions: submissionsRepository(tx),
    eventos: eventosRepository(tx),
    importaciones: importacionesRepository(tx),
    lazos: lazosRepository(tx),
    rateLimits: rateLimitsRepository(tx),
    organismos: organismosRepository(tx),
    provisorias: provisoriasRepository(tx),
    secrets: secretsRepository(tx),
    sessions: sessionsRepository(tx),
    solicitudes: solicitudesRepository(tx),
  })
  await audit.flush()
  return result
}

/**
 * Creates the `transaction` function of an engine. The work commits as a whole, or rolls back when it throws.
 * After a conflict with another transaction the work runs again, up to five times, on fresh data.
 * @throws {StoreUnavailable} when the database cannot serve.
 */
export function unitOfWork({ db, sync, hasRowLocks, isWorthRetrying, failure }: Engine) {
  const inserter = createInserter()
  const open = new AsyncLocalStorage<{ live: boolean }>()

  return async function transaction<T>(work: Work<T>): Promise<T> {
    // With a single connection the inner one would wait for itself for ever.
    if (open.getStore()?.live) throw new Error('a transaction was asked for inside another one')
    for (let attempt = 1; ; attempt++) {
      const mark = { live: false }
      let started = false
      try {
        const result = await db.transaction().execute((trx) => {
          mark.live = started = true
          return open.run(mark, () => inTx({ db: trx, hasRowLocks, insert: inserter(trx) }, work))
        })
        await sync()
        return result
      } catch (error) {
        const isRepeatable = isOwnConflict(error) || isWorthRetrying(error, started)
        if (attempt > RETRIES || !isRepeatable) throw failure(error) ?? error
      } finally {
        mark.live = false
      }
      // Jitter, so that the same transactions do not collide again.
      await sleep(Math.random() * 10 * attempt)
    }
  }
}

/** Version conflict raised by the work: retry with fresh data. */
const isOwnConflict = (error: unknown): boolean =>
  error instanceof StoreUnavailable && error.reason === 'conflicto'
