import {
  DOCUMENTO_AGES,
  type FuncionarioSummary,
  PANEL_DAYS,
  summariseLlamadas,
} from '../../../domain/staff/panel.ts'
import { findUnusual, type Unusual } from '../../../domain/staff/unusual.ts'
import { diasUntil, startOfDia } from '../../../domain/values/dia.ts'
import { addDays } from '../../../domain/values/durations.ts'
import { todayInChile } from '../../../domain/values/fecha.ts'
import { recordAudit } from '../../audit/record.ts'
import {
  type DailyCount,
  type Deps,
  funcionarioIn,
  type OutboxSummary,
  type Queries,
  type StaffContext,
} from '../../ports.ts'
import { requirePower } from '../require-power.ts'

/** Calls that are compared at most, and entries of checks and caps; the newest count. */
const READ_AT_MOST = 50_000
const ENTRIES_AT_MOST = 1_000
const UNUSUAL_DAYS = 7

/** What the audit says of itself: nothing is verified for this. */
export interface SealState {
  entries: number
  unsealed: number
  sealedAt: Date | null
  /** The last verification that somebody ran; null where nobody did. */
  verified: { at: Date; result: string } | null
}

export interface Panel {
  /** Oldest first; the last is today. */
  days: string[]
  counts: DailyCount[]
  outbox: OutboxSummary
  /** Documentos that wait, younger than each bound in days of {@link DOCUMENTO_AGES}, and the older ones. */
  documentos: number[]
  people: (FuncionarioSummary & { nombre: string })[]
  unusual: (Unusual & { nombre: string })[]
  seal: SealState
  /** Since when the unusual is looked for, `yyyy-mm-dd`. */
  unusualSince: string
}

/**
 * What everybody's work looks like today and in the last 30 days of Chile (product.md “Supervisors”). Audited.
 * @throws {PowerMissing}
 */
export async function readPanel(deps: Pick<Deps, 'store' | 'clock'>, context: StaffContext): Promise<Panel> {
  requirePower(context, 'ver_panel')
  const now = deps.clock.now()
  const days = diasUntil(todayInChile(now), PANEL_DAYS)
  const panel = await deps.store.read((queries) => read(queries, now, days))
  await deps.store.transaction((uow) => recordAudit(uow, context, now, 'panel_visto'))
  return panel
}

async function read(queries: Queries, now: Date, days: string[]): Promise<Panel> {
  const { avisos, funcionarios, supervision } = queries
  const [first = ''] = days
  const today = days.at(-1) ?? ''
  const unusualSince = days.at(-UNUSUAL_DAYS) ?? first
  const llamadas = await supervision.findLlamadas(startOfDia(first), READ_AT_MOST)
  const since = startOfDia(unusualSince)
  const unusual = findUnusual({
    openedByOtec: await supervision.findOpenedByOtec(since),
    llamadas: llamadas.filter(({ openedAt }) => openedAt >= since),
    checks: await doneBy(queries, 'comprobacion_hecha', since),
    capped: (await doneBy(queries, 'accion_rehusada', since)).filter(
      ({ result }) => result === 'accion_tope',
    ),
  })
  const all = await funcionarios.findAll(READ_AT_MOST)
  const names = new Map(all.map(({ id, nombre }) => [id, nombre]))
  const named = <T extends { funcionarioId: string }>(one: T) => ({
    ...one,
    nombre: names.get(one.funcionarioId) ?? 'Un funcionario',
  })
  const waiting = await supervision.readWaitingDocumentos([
    now,
    ...DOCUMENTO_AGES.map((age) => addDays(now, -age)),
  ])
  return {
    days,
    counts: await supervision.findCounts(first),
    outbox: await avisos.readSummary(),
    documentos: waiting.map((count, at) => count - (waiting[at + 1] ?? 0)),
    people: summariseLlamadas(llamadas, startOfDia(today)).map(named),
    unusual: unusual.map(named),
    seal: await readSeal(queries),
    unusualSince,
  }
}

async function doneBy({ audit }: Queries, event: 'comprobacion_hecha' | 'accion_rehusada', from: Date) {
  const entries = await audit.findEntries({ event, from }, ENTRIES_AT_MOST)
  return entries.flatMap(({ actor, result }) => {
    const funcionarioId = funcionarioIn(actor)
    return funcionarioId === undefined ? [] : [{ funcionarioId, result }]
  })
}

async function readSeal({ audit }: Queries): Promise<SealState> {
  const { last } = await audit.readMark()
  const seal = await audit.findLastSeal()
  const [verified] = await audit.findEntries({ event: 'bitacora_verificada' }, 1)
  return {
    entries: last,
    unsealed: Math.max(0, last - (seal?.until ?? 0)),
    sealedAt: seal?.at ?? null,
    verified: verified ? { at: verified.at, result: verified.result } : null,
  }
}
