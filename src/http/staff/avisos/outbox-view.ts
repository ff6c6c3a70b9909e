import type { ShownAviso, ShownOutbox } from '../../../application/staff/avisos/list-avisos.ts'
import { failureWords } from '../../../domain/notices/send-failures.ts'
import { ageWords } from '../../../domain/pages/age-words.ts'
import { noticeWords } from '../../../domain/pages/notice-words.ts'
import { abrirUrl, avisosUrl, type OutboxParams } from '../../../domain/urls.ts'
import { formatMoment } from '../../../domain/values/fecha.ts'
import type { ConsoleContext } from '../context.ts'
import { cursorText } from '../list-cursor.ts'
import { filterChoices } from './filters.ts'

type Tone = 'plain' | 'good' | 'stop'

/** How a message is, in a word. */
function stateOf({ estado, isOver, tries }: ShownAviso): { text: string; tone: Tone } {
  if (estado === 'enviado') return { text: 'Salió', tone: 'good' }
  if (isOver) return { text: 'Venció', tone: 'stop' }
  if (estado === 'abandonado') return { text: 'Falló', tone: 'stop' }
  return { text: tries > 0 ? 'Reintenta' : 'Espera', tone: 'plain' }
}

const triesOf = ({ tries }: ShownAviso): string =>
  tries === 0 ? 'Sin intentos' : tries === 1 ? '1 intento' : `${tries} intentos`

/** What a message of the outbox shows. */
function rowOf(aviso: ShownAviso, now: Date, mayOpen: boolean, mayRequeue: boolean) {
  const { id, kind, channel, to, estado, isOver, lastError, createdAt, availableAt, cuentaId } = aviso
  const notes = [
    lastError === null ? '' : `${failureWords(lastError)}.`,
    isOver && estado !== 'enviado' ? 'Lo que trae ya no sirve: no se envía otra vez.' : '',
    estado === 'pendiente' && availableAt > now ? `Próximo intento: ${formatMoment(availableAt)}.` : '',
  ]
  return {
    id,
    title: noticeWords(kind),
    channel: channel === 'sms' ? 'SMS' : 'Correo',
    to: to ?? (channel === 'sms' ? 'un celular que ya borramos' : 'una dirección que ya borramos'),
    state: stateOf(aviso),
    tries: triesOf(aviso),
    age: `Hace ${ageWords(now.getTime() - createdAt.getTime())}`,
    when: formatMoment(createdAt),
    notes: notes.filter((note) => note !== ''),
    openUrl: mayOpen && cuentaId !== null ? abrirUrl(cuentaId) : null,
    mayRequeue: mayRequeue && aviso.mayRequeue,
  }
}

/** Messages that wait or failed, by kind; that with the oldest one first. */
function kindsOf({ unsent }: ShownOutbox, now: Date) {
  return [...new Set(unsent.map(({ kind }) => kind))].map((kind) => {
    const countOf = (estado: string) =>
      unsent.find((one) => one.kind === kind && one.estado === estado)?.count ?? 0
    const oldest = Math.min(...unsent.filter((one) => one.kind === kind).map((one) => one.oldest.getTime()))
    return {
      kind,
      title: noticeWords(kind),
      age: `El más antiguo, hace ${ageWords(now.getTime() - oldest)}`,
      waiting: countOf('pendiente'),
      failed: countOf('abandonado'),
      waitingUrl: avisosUrl({ estado: 'pendiente', tipo: kind }),
      failedUrl: avisosUrl({ estado: 'abandonado', tipo: kind }),
    }
  })
}

const REQUEUED = (count: number): string =>
  count === 0
    ? 'No había nada que enviar otra vez: ya salió, ya está en la cola, o lo que trae venció.'
    : count === 1
      ? '1 aviso sale otra vez ahora.'
      : `${count} avisos salen otra vez ahora.`

/** The page of the outbox. @param requeued how many were sent again just now; undefined when none was asked for. */
export function outboxView(
  outbox: ShownOutbox,
  { filters, now, actor }: { filters: OutboxParams; now: Date; actor: ConsoleContext['actor'] },
  requeued: number | undefined,
) {
  const mayRequeue = actor.powers.includes('reencolar_avisos')
  const mayOpen = actor.powers.includes('abrir_cuentas')
  const { avisos, hasMore, waitingSince, sms, bounced } = outbox
  const last = avisos.at(-1)
  const { estado, tipo, canal, orden } = filters
  const { desde, ...narrowed } = filters
  return {
    told: requeued === undefined ? null : REQUEUED(requeued),
    facts: [
      [
        'El que más espera',
        waitingSince ? `Hace ${ageWords(now.getTime() - waitingSince.getTime())}` : 'Ninguno espera',
      ],
      [
        'SMS de hoy',
        sms ? `${sms.spent} de ${sms.perDay} (${Math.floor((sms.spent * 100) / sms.perDay)} %)` : 'Sin tope',
      ],
    ],
    bounced,
    kinds: kindsOf(outbox, now),
    filters: filterChoices(filters),
    hidden: Object.fromEntries(
      Object.entries({ estado, tipo, canal, orden, desde }).filter(([, value]) => value),
    ),
    rows: avisos.map((aviso) => rowOf(aviso, now, mayOpen, mayRequeue)),
    mayRequeue,
    firstUrl: desde ? avisosUrl(narrowed) : null,
    nextUrl: hasMore && last ? avisosUrl({ ...narrowed, desde: cursorText(last.createdAt, last.id) }) : null,
  }
}
