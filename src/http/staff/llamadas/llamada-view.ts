/** The page of a call as its template takes it, in the order in which callers ask. */
import type { StaffContext } from '../../../application/ports.ts'
import type { LlamadaSheet } from '../../../application/staff/llamadas/read-llamada.ts'
import { ESTADO_WORDS, PERFIL_WORDS, reasonWords } from '../../../domain/pages/console-words.ts'
import {
  CHANNEL_WORDS,
  eventWords,
  LLAMADA_REASON_WORDS,
  SECRET_WORDS,
} from '../../../domain/pages/llamada-words.ts'
import { noticeWords } from '../../../domain/pages/notice-words.ts'
import { DATUM_LABEL } from '../../../domain/pages/page.ts'
import { decirCodigoUrl } from '../../../domain/urls.ts'
import { formatMoment, formatTime } from '../../../domain/values/fecha.ts'
import { identificadorName } from '../../../domain/values/identificador.ts'
import { type AccionesView, accionesView } from './acciones-view.ts'
import { LLAMADA_KEYS } from './llamada-keys.ts'
import { problemsOf } from './problems.ts'

interface LineView {
  when: string
  text: string
}

export interface LlamadaView extends AccionesView {
  id: string
  keys: typeof LLAMADA_KEYS
  name: string
  facts: { label: string; value: string }[]
  /** What is wrong now, the gravest first. */
  problems: string[]
  missing: string[]
  tries: string[]
  check: 'pasada' | 'cerrada' | 'sin_datos' | 'abierta'
  /** Why nothing is asked, or what came of it. */
  checkText: string
  /** The code that waits to be read back; undefined without. */
  codigo: { text: string; url: string } | undefined
  notices: LineView[]
  casos: LineView[]
  timeline: (LineView & { by: string })[]
}

export function llamadaView(sheet: LlamadaSheet, { actor }: StaffContext, now: Date): LlamadaView {
  const { llamada, cuenta } = sheet
  return {
    id: llamada.id,
    keys: LLAMADA_KEYS,
    name: cuenta.maskedName ?? 'Sin nombre registrado',
    facts: factsOf(sheet),
    problems: problemsOf(sheet),
    missing: sheet.missing.map((datum) => DATUM_LABEL[datum]),
    tries: triesOf(sheet, now),
    ...checkOf(sheet),
    codigo: codigoOf(sheet, now),
    ...accionesView(sheet, actor.kind === 'funcionario' ? actor.renewedFor : null, now),
    notices: sheet.notices.map(({ kind, channel, createdAt, estado }) => ({
      when: formatMoment(createdAt),
      text: `${noticeWords(kind)}, por ${channel === 'sms' ? 'SMS' : 'correo'}${NOT_SENT[estado]}`,
    })),
    casos: sheet.casos.map(({ number, reason, createdAt, closedAt }) => ({
      when: formatMoment(createdAt),
      text: `${number}: ${reasonWords(reason)}${closedAt ? ', cerrado' : ', abierto'}`,
    })),
    timeline: timelineOf(sheet),
  }
}

/** The newest first; of what happened several times in a row, a line says how many. */
function timelineOf({ timeline }: LlamadaSheet): LlamadaView['timeline'] {
  const lines: { when: string; text: string; by: string; times: number }[] = []
  for (const { at, event, result, by } of timeline) {
    const text = eventWords(event, result)
    const newer = lines.at(-1)
    if (newer?.text === text && newer.by === by) newer.times++
    else lines.push({ when: formatMoment(at), text, by, times: 1 })
  }
  return lines.map(({ times, text, ...line }) => ({
    ...line,
    text: times === 1 ? text : `${text} (${times} veces)`,
  }))
}

const NOT_SENT = { enviado: '', pendiente: ' (por salir)', abandonado: ' (no se pudo enviar)' } as const

const confirmedWords = (isConfirmed: boolean): string => (isConfirmed ? 'confirmado' : 'sin confirmar')

function factsOf({ llamada, callNumber, cuenta }: LlamadaSheet): LlamadaView['facts'] {
  const { perfil, maskedEmail, emailConfirmedAt, maskedCelular, celularConfirmedAt } = cuenta
  const facts: [string, string | null][] = [
    [identificadorName(perfil), cuenta.maskedIdentificador],
    ['Perfil', PERFIL_WORDS[perfil]],
    ['Estado', ESTADO_WORDS[cuenta.estado]],
    ['Identidad', cuenta.identidad],
    ['Correo', maskedEmail && `${maskedEmail}, ${confirmedWords(emailConfirmedAt !== null)}`],
    ['Correo del representante', cuenta.maskedEmailRepresentante],
    ['Celular', maskedCelular && `${maskedCelular}, ${confirmedWords(celularConfirmedAt !== null)}`],
    ['Motivo', LLAMADA_REASON_WORDS[llamada.reason]],
    ['Número de la llamada', callNumber],
    ['Caso', llamada.casoNumber],
    ['Suya hasta', formatTime(llamada.leaseUntil)],
  ]
  return facts.flatMap(([label, value]) => (value ? [{ label, value }] : []))
}

function triesOf({ tries }: LlamadaSheet, now: Date): string[] {
  return tries.map(({ secret, isOwn, counter: { used, lockedUntil } }) => {
    const where = isOwn ? 'en un navegador que ya usaba' : 'en navegadores nuevos'
    const what = `${SECRET_WORDS[secret] ?? secret}, ${where}`
    if (!lockedUntil || lockedUntil <= now) return `${what} falló ${used === 1 ? 'una vez' : `${used} veces`}`
    return lockedUntil.getUTCFullYear() > 9000
      ? `${what}: cerrada hasta recuperar`
      : `${what}: cerrada hasta el ${formatMoment(lockedUntil)}`
  })
}

function checkOf({ llamada, check }: LlamadaSheet): Pick<LlamadaView, 'check' | 'checkText'> {
  if (llamada.checkedAt)
    return { check: 'pasada', checkText: `Pasó la comprobación a las ${formatTime(llamada.checkedAt)}.` }
  if (check.asked.length === 0)
    return { check: 'sin_datos', checkText: 'La cuenta no tiene datos suficientes que preguntar.' }
  if (check.closedUntil) {
    const until = formatTime(check.closedUntil)
    const checkText = `Tres comprobaciones no coincidieron: nadie vuelve a preguntar hasta las ${until}. Avisamos a la persona.`
    return { check: 'cerrada', checkText }
  }
  return { check: 'abierta', checkText: 'Pregunte en este orden y escriba lo que oye. No diga qué falló.' }
}

function codigoOf({ llamada, masked }: LlamadaSheet, now: Date): LlamadaView['codigo'] {
  const { codigoChannel, codigoExpiresAt } = llamada
  if (!codigoChannel || !codigoExpiresAt || codigoExpiresAt <= now) return undefined
  const where = `${CHANNEL_WORDS[codigoChannel]} ${masked[codigoChannel] ?? ''}`
  return {
    text: `Código enviado al ${where}, hasta las ${formatTime(codigoExpiresAt)}.`,
    url: decirCodigoUrl(llamada.id),
  }
}
