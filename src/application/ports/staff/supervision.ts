import type { Perfil } from '../../../domain/perfil.ts'
import type { LlamadaEnding } from '../../../domain/staff/llamada.ts'
import type { DailyEvent } from '../../../domain/staff/panel.ts'

/** How often something happened on one day of Chile. */
export interface DailyCount {
  /** `yyyy-mm-dd`. */
  day: string
  event: DailyEvent
  /** Of the account; null where it has none. */
  perfil: Perfil | null
  count: number
}

/** A call, as far as supervisors compare them. */
export interface ComparedLlamada {
  funcionarioId: string
  openedAt: Date
  /** Null while it is open. */
  endedAt: Date | null
  ending: LlamadaEnding | null
  /** Whether its caller showed anything: the check, or a code of the call. */
  isChecked: boolean
}

/** What supervisors see of everybody's work. */
export interface Supervision {
  readCounted(): Promise<number>
  /** Up to which entry of the audit days were counted; held until the transaction ends. */
  lockCounted(): Promise<number>
  /** Adds to the counts of days, which are then those up to an entry. */
  addCounts(counts: readonly DailyCount[], counted: number): Promise<void>
  /** The counts of days from one on. */
  findCounts(from: string): Promise<DailyCount[]>
  /** Calls opened since, newest first. */
  findLlamadas(since: Date, limit: number): Promise<ComparedLlamada[]>
  /** How many accounts of each OTEC (its own and those of its facilitadores) each funcionario opened since. */
  findOpenedByOtec(since: Date): Promise<{ funcionarioId: string; otecId: string; cuentas: number }[]>
  /** How many documentos that wait were received before each moment. */
  readWaitingDocumentos(before: readonly Date[]): Promise<number[]>
}
