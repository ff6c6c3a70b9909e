/** The list of documents that wait for a reviewer: its filters and its order, as addresses write them (product.md “Documents”). */
import type { Perfil } from '../perfil.ts'
import { PERFILES } from '../perfil.ts'
import { addDays, DOCUMENTO_ANSWER_DAYS } from '../values/durations.ts'
import { type DocumentoKind, KINDS_OF } from './kinds.ts'

/** How long a document waits: up to a day, up to the answer that was promised, or longer. */
export const AGES = ['hoy', 'semana', 'atrasados'] as const
export type Age = (typeof AGES)[number]

/** Which ones are listed. */
export const SHOWN = ['pendiente', 'decidido'] as const

/** What the page was asked to show; what is absent does not narrow it. */
export interface QueueFilter {
  estado: (typeof SHOWN)[number]
  perfil: Perfil | undefined
  kind: DocumentoKind | undefined
  age: Age | undefined
  newestFirst: boolean
}

/** The names of those in an address. */
export const QUEUE_PARAMS = ['estado', 'perfil', 'pide', 'edad', 'orden'] as const
export type QueueParam = (typeof QUEUE_PARAMS)[number]

const KINDS: readonly DocumentoKind[] = Object.values(KINDS_OF).flat()
const among = <T extends string>(list: readonly T[], text: string | undefined): T | undefined =>
  list.find((one) => one === text)

/** Reads it from an address; anything that is not of the lists counts as absent. */
export function parseQueue(read: (name: QueueParam) => string | undefined): QueueFilter {
  const estado = among(SHOWN, read('estado')) ?? 'pendiente'
  return {
    estado,
    perfil: among(PERFILES, read('perfil')),
    kind: among(KINDS, read('pide')),
    age: among(AGES, read('edad')),
    // What was decided last is what somebody may want to open again.
    newestFirst: (among(['antiguos', 'recientes'], read('orden')) ?? defaultOrder(estado)) === 'recientes',
  }
}

const defaultOrder = (estado: QueueFilter['estado']) => (estado === 'pendiente' ? 'antiguos' : 'recientes')

/** As an address writes it: only what differs from the list as it opens. */
export function queueParams(filter: QueueFilter): Partial<Record<QueueParam, string>> {
  const { estado, perfil, kind, age, newestFirst } = filter
  const orden = newestFirst ? 'recientes' : 'antiguos'
  return {
    ...(estado !== 'pendiente' && { estado }),
    ...(perfil && { perfil }),
    ...(kind && { pide: kind }),
    ...(age && { edad: age }),
    ...(orden !== defaultOrder(estado) && { orden }),
  }
}

/** When what is of an age was received: after one moment, and by another. */
export function receivedWithin(age: Age | undefined, now: Date): { from?: Date; until?: Date } {
  const day = addDays(now, -1)
  const late = addDays(now, -DOCUMENTO_ANSWER_DAYS)
  if (age === 'hoy') return { from: day }
  if (age === 'semana') return { from: late, until: day }
  return age === 'atrasados' ? { until: late } : {}
}
