import type { Finding } from '../../domain/import/importacion.ts'
import { SeenCounter } from '../../domain/import/seen-counter.ts'
import { todayInChile } from '../../domain/values/fecha.ts'
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
import { addBatchTo, type ParsedBatch, type ParsedRecord, parseBatch } from './import-batch.ts'

export interface FileToImport {
  /** SHA-256, hexadecimal. */
  fileHash: string
  /** Its lines, some hundreds at a time. */
  batches: AsyncIterable<readonly ParsedRecord[]>
}

/** Where what is not simply imported goes. */
export interface ImportReport {
  /**
   * The import goes on where it was cut: what the report has of lines after `after` is in `findings` again.
   */
  resume(after: number, findings: readonly Finding[]): Promise<void>
  add(findings: readonly Finding[]): Promise<void>
}

export interface ImportOptions {
  /** Says what would happen and writes nothing. */
  rehearsal: boolean
  /** The import whose accounts this one completes where they lack something and nobody has used them. */
  corrige?: Importacion | undefined
  report: ImportReport
  /** Told after each batch. */
  onProgress: (counts: Counts) => void
}

/** How many lines of each outcome (`lines`, `importadas`, `findExisting`, `refused`) and of each code. */
export type Counts = Readonly<Record<string, number>>

export interface ImportResult {
  counts: Counts
  /** How many lines an earlier run had dealt with. */
  resumed: number
}

/** How often a batch is tried when other transactions are in its way, each time after a longer rest. */
const TRIES_PER_BATCH = 8

/**
 * Imports the accounts of a file, batch by batch, each in a short transaction that also says how far it got:
 * cut at any moment, it goes on from there. An account that exists is never touched, so that the same file
 * again changes nothing, unless the import it corrects made it and it lacks something; two imports at once
 * take turns. The audit has when it began and what came of it; each account keeps with which import it came
 * (an entry for each would double the writing, and hold the sealing up for hours).
 * @throws {StoreUnavailable} when the database cannot serve; what was imported until then stays.
 */
export async function importCuentas(
  deps: Deps,
  context: OperadorContext,
  { fileHash, batches }: FileToImport,
  { rehearsal, corrige, report, onProgress }: ImportOptions,
): Promise<ImportResult> {
  const today = todayInChile(deps.clock.now())
  const root = corrige ? (corrige.corrige ?? corrige.id) : null
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
    // So that whatever else this process does gets its turn.
    await deps.clock.sleep(0)
  }
  return { counts: await job.finish(), resumed }
}

interface ImportJob {
  resumed: number
  state(): Pick<Importacion, 'done' | 'counts' | 'lastFindings' | 'lastFindingsAfter'> & {
    /** Another run ended this import and began it again: there is nothing left for this one. */
    superseded?: boolean
  }
  /** @returns what there is to report of a batch; nothing when another run did it meanwhile. */
  run(batch: ParsedBatch): Promise<Finding[]>
  finish(): Promise<Counts>
}

const NOTHING_DONE = { done: 0, counts: {}, lastFindings: [], lastFindingsAfter: 0 }

function rehearse({ store }: Deps, root: string | null): ImportJob {
  const seen = new SeenCounter()
  let counts: Record<string, number> = {}
  let done = 0
  return {
    resumed: 0,
    state: () => ({ ...NOTHING_DONE, counts, done }),
    async run(batch) {
      const addResults = await store.transaction(({ importaciones }) => {
        seen.rollBack()
        return importaciones.rehearse(batch.cuentas, seen, root)
      })
      seen.commit()
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
      const done = await withPatience(deps, () =>
        deps.store.transaction(async (uow) => {
          const { importaciones } = uow
          const current = await importaciones.take(id)
          const superseded = current.pass !== pass || current.finishedAt || current.done !== from
          if (superseded) return { current, findings: [] }
          const addResults = await importaciones.add(batch.cuentas, id, current.corrige)
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

/** Begins the import of a file, or goes on with it, or begins again one that was finished. */
function open(
  deps: Deps,
  context: OperadorContext,
  fileHash: string,
  corrige: string | null,
): Promise<Importacion> {
  const now = deps.clock.now()
  const newImportacion = {
    ...NOTHING_DONE,
    corrige,
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
    const own = { id, startedAt, corrige: corrige ?? known?.corrige ?? null }
    const importacion = known ? { ...newImportacion, ...own, pass: pass + 1 } : newImportacion
    if (known) await uow.importaciones.save(importacion)
    else await uow.importaciones.create(importacion)
    await recordAudit(uow, context, now, 'importacion_iniciada', {
      detail: { importacion: id, pasada: importacion.pass, archivo: fileHash },
    })
    return importacion
  })
}

/** What of an account came of a file is in the audit with it only where the account was there before. */
async function recordCompleted(
  deps: Deps,
  uow: UnitOfWork,
  context: OperadorContext,
  { cuentas }: ParsedBatch,
  addResults: readonly AddResult[],
): Promise<void> {
  for (const [i, { completada }] of addResults.entries()) {
    const cuenta = cuentas[i]?.cuenta
    if (!completada || !cuenta) continue
    await recordAudit(uow, context, deps.clock.now(), 'cuenta_completada', {
      cuentaId: completada.cuentaId,
      subject: subjectOf(deps, cuenta.perfil, cuenta.identificador),
      detail: { campos: completada.fields.join() },
    })
  }
}

/** An import runs for an hour beside the site: that the database is busy for a moment does not end it. */
async function withPatience<T>(deps: Deps, run: () => Promise<T>): Promise<T> {
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

/**
 * The import that a corrected file refers to, by how the SHA-256 of its file begins; nothing when there is
 * none, or more than one.
 */
export async function importacionByFileHash(
  { store }: Pick<Deps, 'store'>,
  start: string,
): Promise<Importacion | undefined> {
  const [one, ...others] = await store.transaction((uow) => uow.importaciones.findByFileHashPrefix(start))
  return others.length === 0 ? one : undefined
}
