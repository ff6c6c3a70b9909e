import { factorsOf } from '../../domain/account/ends.ts'
import type { Finding } from '../../domain/import/importacion.ts'
import { SeenCounter } from '../../domain/import/seen-counter.ts'
import { todayInChile } from '../../domain/values/fecha.ts'
import { addUnlessClosed } from '../accounts/closed-before.ts'
import { endByFactors } from '../accounts/end-former.ts'
import { recordAudit } from '../audit/record.ts'
import {
  type AddResult,
  type Deps,
  type Importacion,
  type OperadorContext,
  StoreUnavailable,
  type UnitOfWork,
} from '../ports.ts'
import { subjectOf } from '../proof/limits.ts'
import { requirePower } from '../staff/require-power.ts'
import { addBatchTo, type ParsedBatch, type ParsedRecord, parseBatch } from './import-batch.ts'

export interface FileToImport {
  /** SHA-256, hexadecimal. */
  fileHash: string
  /** Its lines, a few hundred at a time. */
  batches: AsyncIterable<readonly ParsedRecord[]>
}

/** Receives the findings: whatever was not imported unchanged. */
export interface ImportReport {
  /**
   * An interrupted import resumes: replaces what the report has about lines after `after` with `findings`.
   */
  resume(after: number, findings: readonly Finding[]): Promise<void>
  add(findings: readonly Finding[]): Promise<void>
}

export interface ImportOptions {
  /** Dry run: counts and reports, writes nothing. */
  rehearsal: boolean
  /** Import whose unused cuentas this one completes where they lack data. */
  corrected?: Importacion | undefined
  report: ImportReport
  /** Called after each batch. */
  onProgress: (counts: Counts) => void
}

/** How many lines (`lineas`) of each outcome (`importadas`, `existentes`, `rechazadas`…) and of each code. */
export type Counts = Readonly<Record<string, number>>

export interface ImportResult {
  counts: Counts
  /** Lines processed by an earlier run. */
  resumed: number
}

/** Tries per batch when the database is busy, with growing pauses. */
const TRIES_PER_BATCH = 8

/**
 * Imports the cuentas of a file in batches, each in a short transaction that also stores the progress, so
 * that an interrupted import resumes. An existing cuenta is never changed, so importing a file again changes
 * nothing, except that a correction completes unused cuentas of the import it corrects. Concurrent imports
 * take turns. Audits the start and the result; each cuenta stores its import, since one audit entry per
 * cuenta would double the writes and delay sealing for hours.
 * @throws {StoreUnavailable} when the database is unavailable; what was imported stays.
 */
export async function importCuentas(
  deps: Deps,
  context: OperadorContext,
  { fileHash, batches }: FileToImport,
  { rehearsal, corrected, report, onProgress }: ImportOptions,
): Promise<ImportResult> {
  requirePower(context, 'importar_cuentas')
  const today = todayInChile(deps.clock.now())
  const root = corrected ? (corrected.corrects ?? corrected.id) : null
  const job = rehearsal ? rehearse(deps, root) : await runImport(deps, context, fileHash, root)
  const { resumed } = job
  if (resumed > 0) await report.resume(job.state().lastFindingsAfter, job.state().lastFindings)
  let position = 0
  for await (const records of batches) {
    for (;;) {
      const remaining = records.slice(Math.max(0, job.state().done - position))
      if (remaining.length === 0 || job.state().superseded) break
      await report.add(await job.run(parseBatch(deps, remaining, today)))
      onProgress(job.state().counts)
    }
    position += records.length
    // Lets other work of this process run.
    await deps.clock.sleep(0)
    await deps.store.idle()
  }
  return { counts: await job.finish(), resumed }
}

interface ImportJob {
  resumed: number
  state(): Pick<Importacion, 'done' | 'counts' | 'lastFindings' | 'lastFindingsAfter'> & {
    /** Another run finished this import and started it again: nothing is left for this one. */
    superseded?: boolean
  }
  /** @returns the findings of a batch; none when another run did it meanwhile. */
  run(batch: ParsedBatch): Promise<Finding[]>
  finish(): Promise<Counts>
}

const NOTHING_DONE = { done: 0, counts: {}, lastFindings: [], lastFindingsAfter: 0 }

function rehearse(deps: Deps, root: string | null): ImportJob {
  const seen = new SeenCounter()
  let counts: Record<string, number> = {}
  let done = 0
  return {
    resumed: 0,
    state: () => ({ ...NOTHING_DONE, counts, done }),
    async run(batch) {
      const { addResults, seenInBatch } = await deps.store.read(async (reads) => {
        const seenInBatch = new SeenCounter(seen)
        return {
          addResults: await addUnlessClosed(deps, reads, batch.cuentas, (cuentas) =>
            reads.importaciones.readRehearsal(cuentas, seenInBatch, root),
          ),
          seenInBatch,
        }
      })
      seen.take(seenInBatch)
      const findings = batch.findingsWith(addResults)
      counts = addBatchTo(counts, batch.lines, findings)
      done += batch.lines
      return findings
    },
    finish: async () => counts,
  }
}

async function runImport(
  deps: Deps,
  context: OperadorContext,
  fileHash: string,
  root: string | null,
): Promise<ImportJob> {
  let importacion = await open(deps, context, fileHash, root)
  const { id, pass } = importacion

  return {
    resumed: importacion.done,
    state: () => ({ ...importacion, superseded: importacion.pass !== pass }),
    async run(batch) {
      const from = importacion.done
      const done = await withRetries(deps, () =>
        deps.store.transaction(async (uow) => {
          const { importaciones } = uow
          const current = await importaciones.take(id)
          const superseded = current.pass !== pass || current.finishedAt || current.done !== from
          if (superseded) return { current, findings: [] }
          const addResults = await addUnlessClosed(deps, uow, batch.cuentas, (cuentas) =>
            importaciones.add(cuentas, id, current.corrects),
          )
          await recordCompleted(deps, uow, context, batch, addResults)
          const findings = batch.findingsWith(addResults)
          const next: Importacion = {
            ...current,
            done: from + batch.lines,
            counts: addBatchTo(current.counts, batch.lines, findings),
            lastFindings: findings,
            lastFindingsAfter: batch.after,
          }
          await importaciones.save(next)
          return { current: next, findings }
        }),
      )
      importacion = done.current
      return done.findings
    },
    finish: () =>
      deps.store.transaction(async (uow) => {
        const current = await uow.importaciones.take(id)
        if (current.finishedAt) return current.counts
        const now = deps.clock.now()
        await uow.importaciones.save({ ...current, finishedAt: now })
        const detail = { importacion: id, pasada: pass, ...current.counts }
        await recordAudit(uow, context, now, 'cuentas_importadas', { detail })
        return current.counts
      }),
  }
}

/** Starts the import of a file, resumes it, or starts a finished one again. */
function open(
  deps: Deps,
  context: OperadorContext,
  fileHash: string,
  corrects: string | null,
): Promise<Importacion> {
  const now = deps.clock.now()
  const newImportacion = {
    ...NOTHING_DONE,
    corrects,
    id: deps.random.uuid(),
    fileHash,
    pass: 1,
    startedAt: now,
    finishedAt: null,
  }
  return deps.store.transaction(async (uow) => {
    const known = await uow.importaciones.findByFileHash(fileHash)
    if (known && !known.finishedAt) return known
    const { id, pass, startedAt } = known ?? newImportacion
    const own = { id, startedAt, corrects: corrects ?? known?.corrects ?? null }
    const importacion = known ? { ...newImportacion, ...own, pass: pass + 1 } : newImportacion
    if (known) await uow.importaciones.save(importacion)
    else await uow.importaciones.create(importacion)
    await recordAudit(uow, context, now, 'importacion_iniciada', {
      detail: { importacion: id, pasada: importacion.pass, archivo: fileHash },
    })
    return importacion
  })
}

/** Audits cuentas that existed before and were completed from the file, and ends what rested on what they were. */
async function recordCompleted(
  deps: Deps,
  uow: UnitOfWork,
  context: OperadorContext,
  { cuentas }: ParsedBatch,
  addResults: readonly AddResult[],
): Promise<void> {
  for (const [i, { completed }] of addResults.entries()) {
    const cuenta = cuentas[i]?.cuenta
    if (!completed || !cuenta) continue
    const at = deps.clock.now()
    await endByFactors(uow, completed.cuentaId, factorsOf(completed.fields), { context, at })
    await recordAudit(uow, context, at, 'cuenta_completada', {
      cuentaId: completed.cuentaId,
      subject: subjectOf(deps, cuenta.perfil, cuenta.identificador),
      detail: { campos: completed.fields.join() },
    })
  }
}

/** Retries transient failures: an import runs for an hour beside the site, whose load must not end it. */
async function withRetries<T>(deps: Deps, run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await run()
    } catch (error) {
      const isTransient =
        error instanceof StoreUnavailable && ['ocupado', 'conflicto', 'sin_conexion'].includes(error.reason)
      if (!isTransient || attempt === TRIES_PER_BATCH) throw error
      await deps.clock.sleep(250 * attempt)
    }
  }
}

/** Finds an import by a prefix of the SHA-256 of its file; undefined when none or several match. */
export async function importacionByFileHash(
  { store }: Pick<Deps, 'store'>,
  start: string,
): Promise<Importacion | undefined> {
  const [one, ...others] = await store.read(({ importaciones }) => importaciones.findByFileHashPrefix(start))
  return others.length === 0 ? one : undefined
}
