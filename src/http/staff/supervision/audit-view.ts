import type { StoredAuditEntry } from '../../../application/ports.ts'
import type { AuditPage } from '../../../application/staff/supervision/read-audit.ts'
import { detailWords } from '../../../domain/pages/audit-details.ts'
import { EVENT_WORDS } from '../../../domain/pages/event-words.ts'
import { eventWords } from '../../../domain/pages/llamada-words.ts'
import type { AuditFilter, DOER_KINDS } from '../../../domain/staff/audit-filter.ts'
import { type AuditParams, auditUrl, paths } from '../../../domain/urls.ts'
import { formatDate, formatMoment } from '../../../domain/values/fecha.ts'
import { belowNone, choicesOf, type FilterView } from '../filter-view.ts'

const DOER_WORDS: Readonly<Record<(typeof DOER_KINDS)[number], string>> = {
  persona: 'Las personas, por internet',
  operador: 'Los operadores',
  sistema: 'El sistema',
}

/** The page as its view takes it: what it is filtered by, said in words and as boxes, and its entries. */
export function auditView(
  { entries, doers, next, cuentaName, people }: AuditPage,
  filter: AuditFilter,
  params: AuditParams,
) {
  const { antes: _, ...own } = params
  const names = new Map<string, string>([
    ...people.map(({ id, nombre }) => [id, nombre] as const),
    ...Object.entries(DOER_WORDS),
  ])
  const without = (...left: (keyof AuditParams)[]) =>
    auditUrl(Object.fromEntries(Object.entries(own).filter(([name]) => !left.some((one) => one === name))))
  const chips = [
    filter.event && { text: `Qué: ${EVENT_WORDS[filter.event]}`, url: without('suceso') },
    filter.doer && { text: `Quién: ${names.get(filter.doer) ?? filter.doer}`, url: without('quien') },
    filter.from && { text: `Desde el ${formatDate(filter.from)}`, url: without('desde') },
    filter.to && { text: `Hasta el ${formatDate(filter.to)}`, url: without('hasta') },
    cuentaName !== null && { text: `Cuenta: ${shortName(cuentaName)}`, url: without('cuenta', 'busqueda') },
  ].filter((chip) => chip !== undefined && chip !== false)
  return {
    chips,
    clearUrl: paths.console.audit,
    filters: filtersOf(filter, Object.fromEntries(names)),
    // What a form of the other filters carries along.
    kept: Object.fromEntries(
      Object.entries({ cuenta: own.cuenta, busqueda: own.busqueda }).filter(([, value]) => value),
    ),
    cuentaUrl: auditUrl({ ...own, cuenta: undefined, busqueda: undefined }, paths.console.auditCuenta),
    exportUrl: auditUrl(own, paths.console.auditExport),
    nextUrl: next === null ? null : auditUrl({ ...own, antes: String(next) }),
    firstUrl: params.antes ? auditUrl(own) : null,
    entries: entries.map((entry) =>
      entryView(entry, { doer: doers.get(entry.actor) ?? '', people: names }, own),
    ),
  }
}

const shortName = (name: string) => (name.length === 36 ? name.slice(0, 8) : name)

const filtersOf = (
  { event, doer, from, to }: AuditFilter,
  doers: Readonly<Record<string, string>>,
): FilterView[] => [
  { name: 'suceso', label: 'Qué', choices: choicesOf(belowNone('Todo', EVENT_WORDS), event) },
  { name: 'quien', label: 'Quién', choices: choicesOf(belowNone('Cualquiera', doers), doer) },
  { name: 'desde', label: 'Desde', day: from ?? '' },
  { name: 'hasta', label: 'Hasta', day: to ?? '' },
]

const entryView = (
  { number, at, event, result, detail, cuentaId }: StoredAuditEntry,
  { doer, people }: { doer: string; people: ReadonlyMap<string, string> },
  params: AuditParams,
) => ({
  number,
  when: formatMoment(at),
  what: eventWords(event, result),
  detail: detailWords(detail, people),
  doer,
  cuenta: cuentaId && {
    text: cuentaId.slice(0, 8),
    url: auditUrl({ ...params, cuenta: cuentaId, busqueda: undefined }),
  },
})
