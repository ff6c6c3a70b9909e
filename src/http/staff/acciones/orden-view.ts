/** An orden as whoever decides it sees it, a fact a line (product.md “Two people”). */
import type { OrdenSheet } from '../../../application/staff/ordenes/read-orden.ts'
import {
  DOCUMENTO_VISTO_WORDS,
  OBJECTED_WORDS,
  ORDEN_ESTADO_WORDS,
  ORDEN_KIND_WORDS,
  ORDEN_REASON_WORDS,
  ordenDataLines,
  samePersonLines,
} from '../../../domain/pages/accion-words.ts'
import { ESTADO_WORDS, PERFIL_WORDS } from '../../../domain/pages/console-words.ts'
import { eventWords } from '../../../domain/pages/llamada-words.ts'
import { decideBy } from '../../../domain/staff/decision.ts'
import type { Orden } from '../../../domain/staff/orden.ts'
import { ordenUrl } from '../../../domain/urls.ts'
import { formatMoment } from '../../../domain/values/fecha.ts'

/** As it stands within a sentence: an RUT stays one. */
const within = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)

/** An orden as the list of them shows it: until when it is decided, or when it takes effect. */
export function ordenRow({ number, kind, reason, estado, askedAt, expiresAt, effectiveAt, endedAt }: Orden) {
  const isObjected = estado === 'objetada'
  return {
    ...{ number, url: ordenUrl(number), kind: ORDEN_KIND_WORDS[kind], reason: ORDEN_REASON_WORDS[reason] },
    ...{ estado: ORDEN_ESTADO_WORDS[estado], isObjected, asked: formatMoment(askedAt) },
    ...(isObjected && endedAt
      ? { what: 'Por decidir hasta', when: formatMoment(decideBy(endedAt)) }
      : effectiveAt
        ? { what: 'Tendrá efecto', when: formatMoment(effectiveAt) }
        : { what: 'Se puede conceder hasta', when: formatMoment(expiresAt) }),
  }
}

/** An orden in a line, without its number. */
export function ordenSummary({ kind, reason, estado, askedAt, endedAt }: Orden): string {
  const due = estado === 'objetada' && endedAt ? `, por decidir hasta ${formatMoment(decideBy(endedAt))}` : ''
  return `${ORDEN_KIND_WORDS[kind]}, ${within(ORDEN_REASON_WORDS[reason])}. ${ORDEN_ESTADO_WORDS[estado]}${due}, pedida el ${formatMoment(askedAt)}`
}

/** The same, with its number. */
export const ordenTitle = (orden: Orden): string => `${orden.number}: ${ordenSummary(orden)}`

export const ordenLines = (sheet: OrdenSheet): string[] => [
  ...askedLines(sheet),
  ...cuentaLines(sheet),
  ...stateLines(sheet),
]

/** What was asked for, by whom, and what they saw and heard. */
function askedLines({ orden, data, askedBy, call }: OrdenSheet): string[] {
  const { askedAt, documentoVisto } = orden
  return [
    `La pidió ${askedBy} el ${formatMoment(askedAt)}.`,
    documentoVisto
      ? `Documento que vio: ${within(DOCUMENTO_VISTO_WORDS[documentoVisto])}.`
      : 'No quedó anotado qué documento vio.',
    ...(call
      ? [
          `En la llamada ${call.number ?? 'sin número'}, ${call.wasChecked ? 'que pasó la comprobación' : 'en la que no se comprobó quién llamaba'}.`,
        ]
      : []),
    ...ordenDataLines(orden.kind, data).map((line) => `${line}.`),
  ]
}

function cuentaLines({ cuenta, other }: OrdenSheet): string[] {
  const own = [...factLines(cuenta), ...(cuenta.registroStop ? [STOP_WORDS[cuenta.registroStop]] : [])]
  if (!other) return own
  return [
    ...own.map((line) => `${CLOSES}: ${line}`),
    ...factLines(other).map((line) => `${STAYS}: ${line}`),
    ...(other.same ? samePersonLines(other.same).map((line) => `${line}.`) : []),
  ]
}

/** One that ended has nothing to show any more. */
const isGone = ({ estado }: OrdenSheet['cuenta'] | NonNullable<OrdenSheet['other']>): boolean =>
  estado === 'cerrada'

/** Of an orden about two accounts, which line is of which. */
const CLOSES = 'La del NIE'
const STAYS = 'La del RUT'

function factLines(cuenta: NonNullable<OrdenSheet['other']> | OrdenSheet['cuenta']): string[] {
  if (isGone(cuenta)) return ['Se cerró.']
  const { perfil, shownIdentificador, maskedName, maskedEmail, emailConfirmedAt, maskedCelular } = cuenta
  const { celularConfirmedAt, createdAt, firstClaveAt, maskedEmailRepresentante } = cuenta
  return [
    `${PERFIL_WORDS[perfil]} ${shownIdentificador}, ${maskedName ?? 'sin nombre'}; ${ESTADO_WORDS[cuenta.estado].toLowerCase()}, identidad ${cuenta.identidad}.`,
    `Creada el ${formatMoment(createdAt)}; ${firstClaveAt ? 'ha tenido clave' : 'nunca tuvo clave'}.`,
    `Correo: ${maskedEmail ? `${maskedEmail}, ${emailConfirmedAt ? 'confirmado' : 'sin confirmar'}` : 'no tiene'}.`,
    ...(maskedEmailRepresentante ? [`Correo del representante: ${maskedEmailRepresentante}.`] : []),
    `Celular: ${maskedCelular ? `${maskedCelular}, ${celularConfirmedAt ? 'confirmado' : 'sin confirmar'}` : 'no tiene'}.`,
  ]
}

const STOP_WORDS = {
  otro_representante: 'El registro de organismos tiene otro representante legal.',
  otec_no_vigente: 'El registro de organismos dice que la OTEC no está vigente.',
} as const

function stateLines({ orden, decidedBy, cuenta, other, version, since }: OrdenSheet): string[] {
  const isAsAsked = version === orden.cuentaVersion
  const happened = since.length + (other?.since.length ?? 0)
  return [
    ...(decidedBy && orden.decidedAt ? [`La decidió ${decidedBy} el ${formatMoment(orden.decidedAt)}.`] : []),
    ...(orden.effectiveAt && orden.estado === 'concedida'
      ? [`Tendrá efecto el ${formatMoment(orden.effectiveAt)}, si nadie se opone.`]
      : []),
    ...(orden.estado === 'objetada' && cuenta.estado === 'congelada' ? [OBJECTED_WORDS] : []),
    sinceLine({ happened, isAsAsked, both: Boolean(other) }),
  ]
}

/** What happened to the account, or to both, since the orden was asked for: in how many things. */
function sinceLine({
  happened,
  isAsAsked,
  both,
}: {
  happened: number
  isAsAsked: boolean
  both: boolean
}): string {
  if (happened === 0)
    return isAsAsked
      ? `${both ? 'Las dos cuentas están' : 'La cuenta está'} como cuando se pidió.`
      : `Desde que se pidió cambiaron los datos de ${both ? 'alguna de las dos cuentas' : 'la cuenta'}.`
  const things = happened === 1 ? 'pasó 1 cosa' : `pasaron ${happened} cosas`
  return `Desde que se pidió, en ${both ? 'las dos cuentas' : 'la cuenta'} ${things}${isAsAsked ? '' : ', y sus datos cambiaron'}.`
}

/** What happened to the accounts, newest first; what came after the orden was asked for is marked. */
export const timelineOf = ({ orden, timeline, other }: OrdenSheet) =>
  [
    ...timeline.map((entry) => ({ entry, of: other ? `${CLOSES}: ` : '' })),
    ...(other?.timeline ?? []).map((entry) => ({ entry, of: `${STAYS}: ` })),
  ]
    .toSorted((a, b) => b.entry.number - a.entry.number)
    .map(({ entry: { at, event, result, by }, of }) => ({
      when: formatMoment(at),
      text: `${of}${eventWords(event, result)}${at > orden.askedAt ? ' (después de pedirla)' : ''}`,
      by,
    }))
