/** What is unusual in how accounts are opened (product.md “Supervisors”): a table of pure rules. */
import type { AuditEvent } from '../notices/audit-events.ts'

/** What the rules look at, of the last days. */
export interface WorkFacts {
  /** Accounts of one OTEC that somebody opened. */
  openedByOtec: readonly { funcionarioId: string; otecId: string; cuentas: number }[]
  /** Calls that ended, and whether their caller showed anything. */
  llamadas: readonly { funcionarioId: string; endedAt: Date | null; isChecked: boolean }[]
  /** Checks of callers, newest first. */
  checks: readonly { funcionarioId: string; result: string }[]
  /** Caps that somebody reached. */
  capped: readonly { funcionarioId: string }[]
}

export type UnusualCode = 'muchas_de_un_otec' | 'sin_comprobar' | 'no_pasan_seguidas' | 'llega_a_topes'

interface Finding {
  funcionarioId: string
  count: number
  /** Of how many, where that tells something. */
  of?: number
  /** The account that it is about. */
  cuentaId?: string
}

export interface Unusual extends Finding {
  code: UnusualCode
}

interface Rule {
  /** What happened, with {n} and {de}. */
  text: string
  /** What to look at. */
  lookAt: string
  /** What the bitácora is filtered by to see it. */
  event: AuditEvent
  find(facts: WorkFacts): Finding[]
}

/** From these numbers on. */
export const UNUSUAL_FROM = { otec: 8, unchecked: 10, uncheckedShare: 0.5, refused: 4, caps: 3 } as const

export const UNUSUAL_RULES: Readonly<Record<UnusualCode, Rule>> = {
  muchas_de_un_otec: {
    text: 'Abrió {n} cuentas de un mismo OTEC en 7 días',
    lookAt: 'Vea si las llamadas tienen ticket y motivo distintos, y quién llamó por cada una.',
    event: 'llamada_abierta',
    find: ({ openedByOtec }) =>
      openedByOtec
        .filter(({ cuentas }) => cuentas >= UNUSUAL_FROM.otec)
        .map(({ funcionarioId, otecId, cuentas }) => ({ funcionarioId, count: cuentas, cuentaId: otecId })),
  },
  sin_comprobar: {
    text: '{n} de {de} cuentas abiertas en 7 días terminaron sin comprobar a quien llamaba',
    lookAt: 'Vea si son consultas que no lo piden, o cuentas que se miran sin que nadie llame.',
    event: 'llamada_terminada',
    find: ({ llamadas }) =>
      [
        ...Map.groupBy(
          llamadas.filter(({ endedAt }) => endedAt),
          ({ funcionarioId }) => funcionarioId,
        ),
      ]
        .map(([funcionarioId, own]) => ({
          funcionarioId,
          count: own.filter(({ isChecked }) => !isChecked).length,
          of: own.length,
        }))
        .filter(
          ({ count, of }) => count >= UNUSUAL_FROM.unchecked && count / of >= UNUSUAL_FROM.uncheckedShare,
        ),
  },
  no_pasan_seguidas: {
    text: 'Sus últimas {n} comprobaciones no pasaron',
    lookAt: 'Vea si son de una misma cuenta: puede que alguien esté probando datos por teléfono.',
    event: 'comprobacion_hecha',
    find: ({ checks }) =>
      [...Map.groupBy(checks, ({ funcionarioId }) => funcionarioId)]
        .map(([funcionarioId, own]) => {
          const passed = own.findIndex(({ result }) => result === 'bien')
          return { funcionarioId, count: passed < 0 ? own.length : passed }
        })
        .filter(({ count }) => count >= UNUSUAL_FROM.refused),
  },
  llega_a_topes: {
    text: 'Llegó {n} veces a un tope del día, en 7 días',
    lookAt: 'Vea qué acción es. Si la mesa tuvo mucho trabajo, quizá el tope es bajo.',
    event: 'accion_rehusada',
    find: ({ capped }) =>
      [...Map.groupBy(capped, ({ funcionarioId }) => funcionarioId)]
        .map(([funcionarioId, own]) => ({ funcionarioId, count: own.length }))
        .filter(({ count }) => count >= UNUSUAL_FROM.caps),
  },
}

/** Everything unusual, in the order of the rules, the most of each first. */
export const findUnusual = (facts: WorkFacts): Unusual[] =>
  (Object.keys(UNUSUAL_RULES) as UnusualCode[]).flatMap((code) =>
    UNUSUAL_RULES[code]
      .find(facts)
      .sort((a, b) => b.count - a.count)
      .map((found) => ({ ...found, code })),
  )
