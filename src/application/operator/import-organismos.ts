import { RutSet } from '../../domain/import/rut-set.ts'
import type { Organismo } from '../../domain/organisations/organismo.ts'
import { addMinutes } from '../../domain/values/durations.ts'
import { recordAudit } from '../audit/record.ts'
import type { Deps, LoadInProgress, OperadorContext } from '../ports.ts'
import { adjustCuentas } from './adjust-cuentas.ts'

/** Rows of one transaction: it lasts some milliseconds. */
const BATCH = 1000
/** Rest after each one, so that who waits for the database gets it. */
const PAUSE_MS = 10
/** A file without more than this part of the register in use is taken for a wrong or cut one. */
const MAX_LEAVING_SHARE = 0.1
/** An interrupted load keeps others out for so long. */
const LEASE_MINUTES = 2

/** One line of the file, already read. */
export type OrganismoLine = { line: number; organismo: Organismo } | { line: number; organismo: null }

export type OrganismosImport =
  | ({ result: 'importados' | 'ensayo'; good: number; bad: number; adjusted: number } & RegistroLoss)
  /** Nothing changed. */
  | ({ result: 'pierde_muchos'; good: number; bad: number } & RegistroLoss)
  | { result: 'en_curso' | 'interrumpida' | 'sin_organismos'; good: number; bad: number }

/** Organisations of the register in use, and how many of them the file does not have. */
interface RegistroLoss {
  current: number
  leaving: number
}

type ImportDeps = Pick<Deps, 'store' | 'random' | 'fingerprints' | 'clock'>

/**
 * Loads the register of organisations: staged in short transactions beside the one in force, and put in its
 * place in one more. Interrupted at any moment, the former register is whole. Accounts then become as the
 * register says.
 * @param chunks lines of the file; those without organisation were told by whoever read them.
 * @param onRepeat gets the lines whose RUT came before: the first one counts.
 * @param mode `rehearsal` reads everything and writes nothing; without `force` a file that would take more
 *   than a tenth of the register away changes nothing.
 */
export async function importOrganismos(
  deps: ImportDeps,
  context: OperadorContext,
  chunks: AsyncIterable<readonly OrganismoLine[]>,
  onRepeat: (line: number) => void,
  { rehearsal, force }: { rehearsal: boolean; force: boolean },
): Promise<OrganismosImport> {
  const load = rehearsal ? undefined : await begin(deps, context)
  if (!rehearsal && !load) return { result: 'en_curso', good: 0, bad: 0 }
  try {
    const { lost, seen, ...loaded } = await stageOrganismos(deps, load, chunks, onRepeat)
    if (lost) return { ...loaded, result: 'interrumpida' }
    // An empty file, or one of something else, would take every organisation away.
    if (loaded.good === 0) return { ...loaded, result: 'sin_organismos' }
    const loss = await countLeaving(deps, load, seen)
    if (loss.leaving > loss.current * MAX_LEAVING_SHARE && !force) {
      return { ...loaded, ...loss, result: 'pierde_muchos' }
    }
    if (!load) return { ...loaded, ...loss, result: 'ensayo', adjusted: 0 }
    const adjusted = await publish(deps, context, load, { ...loaded, ...loss })
    if (adjusted === undefined) return { ...loaded, result: 'interrumpida' }
    return { ...loaded, ...loss, result: 'importados', adjusted }
  } finally {
    if (load) await cleanUp(deps, load)
  }
}

const leaseEnd = (deps: ImportDeps): Date => addMinutes(deps.clock.now(), LEASE_MINUTES)

const begin = (deps: ImportDeps, { requestId }: OperadorContext): Promise<LoadInProgress | undefined> =>
  deps.store.transaction((uow) => uow.organismos.beginLoad(requestId, deps.clock.now(), leaseEnd(deps)))

interface LoadedLines {
  good: number
  bad: number
  /** Somebody else took the place of this load. */
  lost: boolean
  seen: RutSet
}

async function stageOrganismos(
  deps: ImportDeps,
  load: LoadInProgress | undefined,
  chunks: AsyncIterable<readonly OrganismoLine[]>,
  onRepeat: (line: number) => void,
): Promise<LoadedLines> {
  const seen = new RutSet()
  const loaded: LoadedLines = { good: 0, bad: 0, lost: false, seen }
  let batch: Organismo[] = []
  const save = async () => {
    const rows = batch
    batch = []
    if (!load) return
    const until = leaseEnd(deps)
    loaded.lost = !(await deps.store.transaction((uow) => uow.organismos.add(load, rows, until)))
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
      if (loaded.lost) return loaded
    }
  }
  await save()
  return loaded
}

/** Goes through the register in use, keeping the place of this load. */
async function countLeaving(
  deps: ImportDeps,
  load: LoadInProgress | undefined,
  seen: RutSet,
): Promise<RegistroLoss> {
  const lost = { current: 0, leaving: 0 }
  let from = ''
  for (;;) {
    const ruts = await deps.store.transaction(async (uow) => {
      if (load) await uow.organismos.add(load, [], leaseEnd(deps))
      return uow.organismos.findRutsAfter(from, BATCH)
    })
    lost.current += ruts.length
    lost.leaving += ruts.filter((rut) => !seen.has(rut)).length
    const last = ruts.at(-1)
    if (last === undefined) return lost
    from = last
    await deps.clock.sleep(PAUSE_MS)
  }
}

/** @returns how many accounts changed with it; nothing when the place of the load was lost. */
async function publish(
  deps: ImportDeps,
  context: OperadorContext,
  load: LoadInProgress,
  { good, bad, leaving }: { good: number; bad: number; leaving: number },
): Promise<number | undefined> {
  const done = await deps.store.transaction(async (uow) => {
    const now = deps.clock.now()
    if (!(await uow.organismos.publish(load, now))) return false
    await recordAudit(uow, context, now, 'organismos_importados', {
      detail: { version: load.version, buenos: good, malos: bad, salen: leaving },
    })
    return true
  })
  return done ? adjustCuentas(deps, { context, pauseMs: PAUSE_MS }) : undefined
}

/** Takes away what nobody reads any more: the former register, and what interrupted loads left. */
async function cleanUp(deps: ImportDeps, load: LoadInProgress): Promise<void> {
  await deps.store.transaction((uow) => uow.organismos.abandon(load))
  const deleteBatch = () => deps.store.transaction((uow) => uow.organismos.deleteFormer(BATCH))
  while ((await deleteBatch()) > 0) await deps.clock.sleep(PAUSE_MS)
}
