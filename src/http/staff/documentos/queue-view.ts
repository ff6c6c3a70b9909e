import type { QueuedDocumento } from '../../../application/ports.ts'
import type { ListedDocumentos } from '../../../application/staff/documentos/list-review.ts'
import { EXTENSION_OF } from '../../../domain/documento/documento.ts'
import { KIND_NAMES } from '../../../domain/documento/kinds.ts'
import { type QueueFilter, type QueueParam, queueParams } from '../../../domain/documento/queue.ts'
import { documentosUrl, documentoUrl } from '../../../domain/documento-urls.ts'
import { PERFIL_WORDS } from '../../../domain/pages/console-words.ts'
import { AGE_WORDS, decidedWords, SCAN_WORDS } from '../../../domain/pages/documento-words.ts'
import { paths } from '../../../domain/urls.ts'
import { addDays, DOCUMENTO_ANSWER_DAYS } from '../../../domain/values/durations.ts'
import { formatMoment } from '../../../domain/values/fecha.ts'
import { capital } from '../capital.ts'
import { choicesOf, type FilterView } from '../filter-view.ts'

interface ListLink {
  text: string
  url: string
  current: boolean
}

/** The list of documents, with its filters. */
export interface QueueView {
  heading: string
  /** What is listed, in which order, in words. */
  summary: string
  /** What came of what was just done; '' when the list was simply opened. */
  told: string
  lists: ListLink[]
  filters: FilterView[]
  /** What a choice of filters leaves as it is. */
  kept: Partial<Record<QueueParam, string>>
  rows: RowView[]
  /** Hidden fields of the button that takes the first one; null where there is none to take. */
  next: Record<string, string> | null
  empty: string
}

interface RowView {
  age: string
  isLate: boolean
  when: string
  kind: string
  perfil: string
  file: string
  state: string
  /** Hidden fields of its button; null where it has none. */
  take: Record<string, string> | null
  reopenUrl: string | null
}

const DAY_MS = 86_400_000

/** @param by who looks. */
export function queueView(
  { documentos, total, now }: ListedDocumentos,
  filter: QueueFilter,
  { by, told }: { by: string; told: string },
): QueueView {
  const waiting = filter.estado === 'pendiente'
  const rows = documentos.map((one) => rowView(one, filter, { by, now }))
  return {
    heading: waiting ? 'Documentos por revisar' : 'Documentos revisados',
    summary: summaryOf(filter, documentos.length, total),
    told,
    lists: listsOf(filter),
    filters: filtersOf(filter),
    kept: waiting ? {} : { estado: filter.estado },
    rows,
    next: waiting && rows.some(({ take }) => take !== null) ? queueParams(filter) : null,
    empty: isNarrowed(filter)
      ? 'No hay ninguno en esta lista. Quite un filtro para ver los demás.'
      : waiting
        ? 'No hay documentos por revisar.'
        : 'Todavía no se revisa ninguno.',
  }
}

const isNarrowed = ({ perfil, kind, age }: QueueFilter) => Boolean(perfil ?? kind ?? age)

function summaryOf(filter: QueueFilter, shown: number, total: number): string {
  const { estado, perfil, kind, age, newestFirst } = filter
  const first = estado === 'pendiente' ? 'recibido' : 'revisado'
  const order = `Primero el ${first} ${newestFirst ? 'más recientemente' : 'hace más tiempo'}.`
  const narrowed = [
    perfil && PERFIL_WORDS[perfil].toLowerCase(),
    kind && KIND_NAMES[kind],
    age && `recibidos hace ${AGE_WORDS[age]}`,
  ].filter((one) => one !== undefined)
  const which = narrowed.length > 0 ? ` Solo: ${narrowed.join('; ')}.` : ''
  const count =
    total === 1 ? 'Hay 1.' : `Hay ${total}${shown < total ? `; se ven los primeros ${shown}` : ''}.`
  return `${order}${which} ${count}`
}

const listsOf = (filter: QueueFilter): ListLink[] =>
  (
    [
      ['pendiente', 'Por revisar', false],
      ['decidido', 'Revisados', true],
    ] as const
  ).map(([estado, text, newestFirst]) => ({
    text,
    url: documentosUrl(queueParams({ ...filter, estado, newestFirst })),
    current: estado === filter.estado,
  }))

const filtersOf = ({ perfil, kind, age, newestFirst }: QueueFilter): FilterView[] => {
  const capitals = (words: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(words).map(([value, text]) => [value, capital(text)]))
  const orders = { antiguos: 'Más antiguos primero', recientes: 'Más recientes primero' }
  return [
    { name: 'perfil', label: 'Perfil', choices: choicesOf({ '': 'Todos', ...PERFIL_WORDS }, perfil) },
    {
      name: 'pide',
      label: 'Qué se pidió',
      choices: choicesOf({ '': 'Todo', ...capitals(KIND_NAMES) }, kind),
    },
    { name: 'edad', label: 'Espera', choices: choicesOf({ '': 'Cualquiera', ...capitals(AGE_WORDS) }, age) },
    { name: 'orden', label: 'Orden', choices: choicesOf(orders, newestFirst ? 'recientes' : 'antiguos') },
  ]
}

function rowView(one: QueuedDocumento, filter: QueueFilter, { by, now }: { by: string; now: Date }): RowView {
  const { id, createdAt, estado, kind, perfil, format, scanResult, reviewerId, reviewUntil } = one
  const days = Math.floor((now.getTime() - createdAt.getTime()) / DAY_MS)
  const isWaiting = estado === 'pendiente'
  const isHeld = reviewUntil !== null && reviewUntil > now
  const isMine = isHeld && reviewerId === by
  return {
    age: days === 0 ? 'Menos de 1 día' : days === 1 ? '1 día' : `${days} días`,
    isLate: isWaiting && addDays(createdAt, DOCUMENTO_ANSWER_DAYS) <= now,
    when: formatMoment(createdAt),
    kind: capital(KIND_NAMES[kind]),
    perfil: PERFIL_WORDS[perfil],
    file: `${EXTENSION_OF[format].toUpperCase()}. ${SCAN_WORDS[scanResult]}`,
    state: isWaiting
      ? isMine
        ? 'Lo tiene usted'
        : isHeld
          ? 'Lo revisa otra persona'
          : 'Libre'
      : decidedWords(estado, one.reason),
    take: isWaiting && (!isHeld || isMine) ? { documento: id, ...queueParams(filter) } : null,
    reopenUrl: !isWaiting && one.erasedAt === null ? documentoUrl(paths.console.reabrirDocumento, id) : null,
  }
}
