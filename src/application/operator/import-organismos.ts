import { RutSet } from '../../domain/import/rut-set.ts'
import type { Organismo } from '../../domain/organisations/organismo.ts'
import { addMinutes } from '../../domain/values/durations.ts'
import { recordAudit } from '../audit/record.ts'
import type { Deps, LoadInProgress, OperadorContext } from '../ports.ts'
import { requirePower } from '../staff/require-power.ts'
import { adjustCuentas } from './adjust-cuentas.ts'
import { countStops, type RegistroStops } from './count-stops.ts'
import { endStopped } from './end-stopped.ts'

/** Rows per transaction, which takes a few milliseconds. */
const BATCH = 1000
/** Pause after each transaction, so that others get the database. */
const PAUSE_MS = 10
/** A file that lacks more than this share of the register in force is taken for wrong or cut. */
const MAX_LEAVING_SHARE = 0.1
/** A file that would stop more than this share of the cuentas that it concerns must be meant. */
const MAX_STOPPING_SHARE = 0.02
/** How long an interrupted load blocks others. */
const LEASE_MINUTES = 2

/** One parsed line of the file; null if it could not be parsed. */
export type OrganismoLine = { line: number; organismo: Organismo } | { line: number; organismo: null }

export type OrganismosImport =
  | ({ result: 'importados' | 'ensayo'; good: number; bad: number; adjusted: number } & RegistroChange)
  /** Nothing changed. */
  | ({ result: 'pierde_muchos' | 'detiene_muchas'; good: number; bad: number } & RegistroChange)
  | { result: 'en_curso' | 'interrumpida' | 'sin_organismos'; good: number; bad: number }

/** How many organisations the register in force has, and how many of them the file lacks; and what it stops. */
interface RegistroChange extends RegistroStops {
  current: number
  leaving: number
}

type ImportDeps = Pick<Deps, 'store' | 'random' | 'fingerprints' | 'clock'>

/**
 * Loads the register of organisations: stages it in short transactions beside the one in force, then replaces
 * that one in a single transaction. If interrupted before that, the register in force stays as it was. Then
 * adjusts the cuentas to the new register, and ends the sessions of those that it stops.
 * @param chunks lines of the file; the caller reports those that could not be parsed.
 * @param onRepeat gets the lines with a RUT seen before; the first line counts.
 * @param mode `rehearsal` reads everything and writes nothing; without `force` a file changes nothing that lacks
 *   more than a tenth of the register, or would stop more than 2 % of the cuentas (product.md “Proofs”, 7).
 */
export async function importOrganismos(
  deps: ImportDeps,
  context: OperadorContext,
  chunks: AsyncIterable<readonly OrganismoLine[]>,
  onRepeat: (line: number) => void,
  { rehearsal, force }: { rehearsal: boolean; force: boolean },
): Promise<OrganismosImport> {
  requirePower(context, 'importar_organismos')
  const load = rehearsal ? undefined : await begin(deps, context)
  if (!rehearsal && !load) return { result: 'en_curso', good: 0, bad: 0 }
  try {
    const { leaseLost, seen, ...loaded } = await stageOrganismos(deps, load, chunks, onRepeat)
    if (leaseLost) return { ...loaded, result: 'interrumpida' }
    // An empty file, or one of something else, would delete every organisation.
    if (loaded.good === 0) return { ...loaded, result: 'sin_organismos' }
    const done = { ...loaded, ...(await countLeaving(deps, load, seen)) }
    if (!force && done.leaving > done.current * MAX_LEAVING_SHARE) return { ...done, result: 'pierde_muchos' }
    if (!force && done.stopping > done.concerned * MAX_STOPPING_SHARE) {
      return { ...done, result: 'detiene_muchas' }
    }
    if (!load) return { ...done, result: 'ensayo', adjusted: 0 }
    const adjusted = await publishAndAdjustCuentas(deps, context, load, done)
    if (adjusted === undefined) return { ...loaded, result: 'interrumpida' }
    return { ...done, result: 'importados', adjusted }
  } finally {
    if (load) await cleanUp(deps, load)
  }
}

const leaseEnd = (deps: ImportDeps): Date => addMinutes(deps.clock.now(), LEASE_MINUTES)

const begin = (deps: ImportDeps, { requestId }: OperadorContext): Promise<LoadInProgress | undefined> =>
  deps.store.transaction((uow) => uow.organismos.beginLoad(requestId, deps.clock.now(), leaseEnd(deps)))

interface LoadedLines extends RegistroStops {
  good: number
  bad: number
  /** Another load took over the lease. */
  leaseLost: boolean
  seen: RutSet
}

async function stageOrganismos(
  deps: ImportDeps,
  load: LoadInProgress | undefined,
  chunks: AsyncIterable<readonly OrganismoLine[]>,
  onRepeat: (line: number) => void,
): Promise<LoadedLines> {
  const seen = new RutSet()
  const loaded: LoadedLines = { good: 0, bad: 0, concerned: 0, stopping: 0, leaseLost: false, seen }
  let batch: Organismo[] = []
  const save = async () => {
    const rows = batch
    batch = []
    const { concerned, stopping } = await countStops(deps, rows)
    loaded.concerned += concerned
    loaded.stopping += stopping
    if (!load) return
    const until = leaseEnd(deps)
    loaded.leaseLost = !(await deps.store.transaction((uow) => uow.organismos.add(load, rows, until)))
    await deps.clock.sleep(PAUSE_MS)
  }
  for await (const chunk of chunks) {
    for (const { line, organismo } of chunk) {
      const isNew = organismo !== null && seen.add(organismo.rut)
      if (isNew) {
        loaded.good += 1
        batch.push(organismo)
      } else {
        loaded.bad += 1
        if (organismo) onRepeat(line)
      }
      if (batch.length === BATCH) await save()
      if (loaded.leaseLost) return loaded
    }
  }
  await save()
  return loaded
}

/** Counts the organisations of the register in force that the file lacks, extending the lease meanwhile. */
async function countLeaving(
  deps: ImportDeps,
  load: LoadInProgress | undefined,
  seen: RutSet,
): Promise<Pick<RegistroChange, 'current' | 'leaving'>> {
  const loss = { current: 0, leaving: 0 }
  let from = ''
  for (;;) {
    if (load) await deps.store.transaction((uow) => uow.organismos.add(load, [], leaseEnd(deps)))
    const ruts = await deps.store.read(({ organismos }) => organismos.findRutsAfter(from, BATCH))
    loss.current += ruts.length
    loss.leaving += ruts.filter((rut) => !seen.has(rut)).length
    const last = ruts.at(-1)
    if (last === undefined) return loss
    from = last
    await deps.clock.sleep(PAUSE_MS)
  }
}

/** @returns how many cuentas were adjusted; undefined when the lease was lost. */
async function publishAndAdjustCuentas(
  deps: ImportDeps,
  context: OperadorContext,
  load: LoadInProgress,
  { good, bad, leaving, stopping }: { good: number; bad: number; leaving: number; stopping: number },
): Promise<number | undefined> {
  const done = await deps.store.transaction(async (uow) => {
    const now = deps.clock.now()
    if (!(await uow.organismos.publish(load, now))) return false
    await recordAudit(uow, context, now, 'organismos_importados', {
      detail: { version: load.version, buenos: good, malos: bad, salen: leaving, detenidas: stopping },
    })
    return true
  })
  if (!done) return undefined
  const adjusted = await adjustCuentas(deps, { context, pauseMs: PAUSE_MS })
  await endStopped(deps, PAUSE_MS)
  return adjusted
}

/** Deletes the former register and what interrupted loads left. */
async function cleanUp(deps: ImportDeps, load: LoadInProgress): Promise<void> {
  await deps.store.transaction((uow) => uow.organismos.abandon(load))
  const deleteBatch = () => deps.store.transaction((uow) => uow.organismos.deleteFormer(BATCH))
  while ((await deleteBatch()) > 0) await deps.clock.sleep(PAUSE_MS)
}
