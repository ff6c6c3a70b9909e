import type { Panel } from '../../../application/staff/supervision/read-panel.ts'
import { resultWords } from '../../../domain/pages/audit-results.ts'
import { PERFIL_WORDS } from '../../../domain/pages/console-words.ts'
import { PERFILES } from '../../../domain/perfil.ts'
import { type DailyEvent, DOCUMENTO_AGES } from '../../../domain/staff/panel.ts'
import { UNUSUAL_RULES } from '../../../domain/staff/unusual.ts'
import { auditUrl } from '../../../domain/urls.ts'
import { formatDate, formatMoment } from '../../../domain/values/fecha.ts'
import { type ChartView, columnChart, formatCount, rowChart, type Series } from './charts.ts'

const PERFIL_CHARTS = [
  { id: 'registros', title: 'Registros', event: 'cuenta_creada' },
  { id: 'recuperaciones', title: 'Claves provisorias para recuperar', event: 'provisoria_generada' },
  { id: 'cambios', title: 'Cambios de clave', event: 'clave_cambiada' },
] as const
const PLAIN_CHARTS = [
  { id: 'cerradas', title: 'Cuentas cerradas', event: 'cuenta_cerrada', tone: 'plain' },
  { id: 'fallidos', title: 'Avisos que no se pudieron enviar', event: 'aviso_abandonado', tone: 'stop' },
] as const
/** People whom the chart has; the table has all. */
const CHARTED = 12

/** The panel as its view takes it. */
export function panelView(panel: Panel) {
  const { counts, days, outbox, documentos, seal } = panel
  const today = days.at(-1) ?? ''
  const todays = (event: DailyEvent) =>
    formatCount(
      counts
        .filter((one) => one.event === event && one.day === today)
        .reduce((sum, { count }) => sum + count, 0),
    )
  return {
    today: [
      ...PERFIL_CHARTS.map(({ title, event }) => ({ name: title, value: todays(event) })),
      { name: 'Cuentas cerradas', value: todays('cuenta_cerrada') },
      { name: waitingName(outbox), value: formatCount(outbox.pending) },
      { name: 'Avisos que no salieron', value: formatCount(outbox.abandoned) },
      { name: 'Documentos por revisar', value: formatCount(documentos.reduce((a, b) => a + b, 0)) },
    ],
    unusual: panel.unusual.map((one) => unusualView(one, panel.unusualSince)),
    charts: [
      ...PERFIL_CHARTS.map(({ id, title, event }) => perfilChart(panel, { id, title, event })),
      ...PLAIN_CHARTS.map((one) => plainChart(panel, one)),
      agesChart(documentos),
      peopleChart(panel),
    ],
    seal: sealFacts(seal),
    sealIsGood: seal.verified === null || seal.verified.result === 'integra',
  }
}

const waitingName = ({ oldestAt }: Panel['outbox']) =>
  oldestAt ? `Avisos que esperan, desde el ${formatMoment(oldestAt)}` : 'Avisos que esperan'

function unusualView(
  { code, funcionarioId, nombre, count, of, cuentaId }: Panel['unusual'][number],
  desde: string,
) {
  const { text, lookAt, event } = UNUSUAL_RULES[code]
  return {
    nombre,
    text: text.replace('{n}', formatCount(count)).replace('{de}', formatCount(of ?? count)),
    lookAt,
    url: auditUrl({ suceso: event, quien: funcionarioId, desde }),
    otecUrl: cuentaId ? auditUrl({ cuenta: cuentaId, desde }) : null,
  }
}

/** Days by perfil, standing on each other. */
function perfilChart(
  { days, counts }: Panel,
  about: { id: string; title: string; event: DailyEvent },
): ChartView {
  const series = PERFILES.map(
    (perfil): Series => ({
      ...{ tone: perfil, text: PERFIL_WORDS[perfil] },
      values: days.map((day) => countOf(counts, about.event, day, perfil)),
    }),
  )
  return dayChart(days, about, series)
}

function plainChart(
  { days, counts }: Panel,
  { tone, ...about }: { id: string; title: string; event: DailyEvent; tone: 'plain' | 'stop' },
): ChartView {
  const values = days.map((day) => countOf(counts, about.event, day))
  return dayChart(days, about, [{ tone, text: about.title, values }])
}

const countOf = (counts: Panel['counts'], event: DailyEvent, day: string, perfil?: string): number =>
  counts
    .filter((one) => one.event === event && one.day === day && (!perfil || one.perfil === perfil))
    .reduce((sum, { count }) => sum + count, 0)

function dayChart(
  days: readonly string[],
  { id, title }: { id: string; title: string },
  series: Series[],
): ChartView {
  const totals = days.map((_, at) => series.reduce((sum, { values }) => sum + (values[at] ?? 0), 0))
  const most = totals.indexOf(Math.max(...totals))
  const total = totals.reduce((a, b) => a + b, 0)
  const desc =
    total === 0
      ? 'Nada en 30 días.'
      : `En 30 días: ${formatCount(total)}. Hoy: ${formatCount(totals.at(-1) ?? 0)}. El día con más: ${formatDate(days[most] ?? '')}, con ${formatCount(totals[most] ?? 0)}.`
  const shown = series.length > 1
  return columnChart(
    {
      ...{ id, title, desc },
      table: {
        head: ['Día', ...(shown ? series.map(({ text }) => text) : []), 'Total'],
        rows: days
          .map((day, at) => ({
            head: formatDate(day),
            cells: [...(shown ? series.map(({ values }) => values[at] ?? 0) : []), totals[at] ?? 0].map(
              formatCount,
            ),
          }))
          .reverse(),
      },
    },
    days.map((day) => formatDate(day).slice(0, 5)),
    series,
  )
}

function agesChart(documentos: readonly number[]): ChartView {
  const [first, second, third] = DOCUMENTO_AGES
  const ages = [
    'menos de 1 día',
    `${first} a ${second} días`,
    `${second} a ${third} días`,
    `más de ${third} días`,
  ]
  const total = documentos.reduce((a, b) => a + b, 0)
  return columnChart(
    {
      ...{ id: 'documentos', title: 'Documentos por revisar, por antigüedad' },
      desc:
        total === 0
          ? 'No espera ninguno.'
          : `Esperan ${formatCount(total)}; ${formatCount(documentos.at(-1) ?? 0)} hace más de ${third} días.`,
      table: {
        head: ['Esperan hace', 'Documentos'],
        rows: ages.map((head, at) => ({ head, cells: [formatCount(documentos[at] ?? 0)] })),
      },
    },
    ages,
    [{ tone: 'plain', text: 'Documentos', values: documentos }],
  )
}

function peopleChart({ people }: Panel): ChartView {
  const calls = people.reduce((sum, one) => sum + one.calls, 0)
  return rowChart(
    {
      ...{ id: 'llamadas', title: 'Llamadas por funcionario' },
      desc:
        calls === 0
          ? 'Ninguna en 30 días.'
          : `En 30 días: ${formatCount(calls)}, ${people.length === 1 ? 'de una persona' : `entre ${people.length} personas`}.`,
      table: {
        head: ['Funcionario', 'Hoy', '30 días', 'Duración mediana', 'Las terminó'],
        rows: people.map(({ nombre, today, calls: all, medianSeconds, endedWell }) => ({
          head: nombre,
          cells: [formatCount(today), formatCount(all), durationText(medianSeconds), shareText(endedWell)],
        })),
      },
    },
    people.slice(0, CHARTED).map(({ nombre, calls: value }) => ({ name: nombre, value })),
  )
}

const durationText = (seconds: number | null) =>
  seconds === null ? '—' : `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`
const shareText = (share: number | null) => (share === null ? '—' : `${Math.round(share * 100)} %`)

const sealFacts = ({ entries, unsealed, sealedAt, verified }: Panel['seal']): [string, string][] => [
  ['Anotaciones', formatCount(entries)],
  ['Último sello', sealedAt ? formatMoment(sealedAt) : 'Todavía ninguno'],
  ['Sin sellar todavía', formatCount(unsealed)],
  [
    'Última verificación',
    verified
      ? `${formatMoment(verified.at)}: ${verified.result === 'integra' ? 'íntegra' : `encontró algo (${resultWords(verified.result)})`}`
      : 'Nadie la ha verificado: la hace un operador con «bitacora verificar»',
  ],
]
