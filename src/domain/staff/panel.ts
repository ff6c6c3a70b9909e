/** The panel of supervisors (product.md “Supervisors”): what it counts. */
import type { AuditEvent } from '../notices/audit-events.ts'

/** What is counted by day, each by its own event of the audit that went well. */
export const DAILY_EVENTS = [
  'cuenta_creada',
  'provisoria_generada',
  'clave_cambiada',
  'cuenta_cerrada',
  'aviso_abandonado',
] as const satisfies readonly AuditEvent[]
export type DailyEvent = (typeof DAILY_EVENTS)[number]

export const isDailyEvent = (event: AuditEvent): event is DailyEvent =>
  DAILY_EVENTS.some((one) => one === event)

/** How many days it shows, today included. */
export const PANEL_DAYS = 30

/** Bounds between the ages of documentos that wait, in days. */
export const DOCUMENTO_AGES = [1, 3, 7] as const

/** The middle one; of an even number, the lower of the two in the middle. Null of none. */
export function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? null
}

interface Compared {
  funcionarioId: string
  openedAt: Date
  endedAt: Date | null
  ending: string | null
}

/** What one funcionario did in calls. */
export interface FuncionarioSummary {
  funcionarioId: string
  calls: number
  today: number
  /** Seconds; null where none has ended. */
  medianSeconds: number | null
  /** Of those that ended, by its own agent: not taken over, nor left until it lapsed. From 0 to 1; null of none. */
  endedWell: number | null
}

/** Everybody's calls, who has most first. @param startOfToday since when they are today's. */
export function summariseLlamadas(llamadas: readonly Compared[], startOfToday: Date): FuncionarioSummary[] {
  const byFuncionario = Map.groupBy(llamadas, ({ funcionarioId }) => funcionarioId)
  return [...byFuncionario]
    .map(([funcionarioId, own]) => {
      const ended = own.flatMap(({ openedAt, endedAt, ending }) =>
        endedAt ? [{ openedAt, endedAt, ending }] : [],
      )
      const well = ended.filter(({ ending }) => ending === 'terminada')
      return {
        funcionarioId,
        calls: own.length,
        today: own.filter(({ openedAt }) => openedAt >= startOfToday).length,
        medianSeconds: median(
          well.map(({ openedAt, endedAt }) => Math.round((endedAt.getTime() - openedAt.getTime()) / 1000)),
        ),
        endedWell: ended.length > 0 ? well.length / ended.length : null,
      }
    })
    .sort((a, b) => b.calls - a.calls || (a.funcionarioId < b.funcionarioId ? -1 : 1))
}
