import type { LlamadaSheet } from '../../../application/staff/llamadas/read-llamada.ts'
import { CHANNEL_WORDS } from '../../../domain/pages/llamada-words.ts'
import {
  ACCIONES,
  type Accion,
  type AccionState,
  accionWithin,
  NEEDS,
} from '../../../domain/staff/acciones.ts'
import { codigoUntil, type Llamada } from '../../../domain/staff/llamada.ts'
import { accionUrl } from '../../../domain/urls.ts'
import { formatTime } from '../../../domain/values/fecha.ts'
import { ACCION_KEYS } from './llamada-keys.ts'

/** What can be done now, and what would open more. */
export interface AccionesView {
  /** `renews`: ●, the second factor is asked for before it. `note`: until when a code that was read back opens it; '' without. */
  possible: { label: string; url: string; key: string; renews: boolean; note: string }[]
  /** `sends`: the buttons that send the code which opens it. */
  closed: {
    label: string
    within: string
    how: string
    /** The page on which two people are asked for. */
    url?: string
    sends: SendView[]
  }[]
}

interface SendView {
  text: string
  key: string
  hiddenFields: Record<string, string>
}

/** What took most to open comes first: it is what the call is about. */
const byNeed = (a: AccionState, b: AccionState): number => needOf(b) - needOf(a)
const needOf = ({ accion }: AccionState): number => NEEDS.indexOf(ACCIONES[accion].needs)

const keyOf = (accion: Accion): string => (accion === 'registrar' ? '' : ACCION_KEYS[accion])

/** Until when the code that the caller read back for it does. */
function noteOf(accion: Accion, { readBack }: Llamada, now: Date): string {
  const read = readBack.find((one) => one.accion === accion && codigoUntil(one) > now)
  return read ? `Dio el código: sirve hasta las ${formatTime(codigoUntil(read))}.` : ''
}

/** @param renewedFor the llamada for which the second factor was shown lately. */
export function accionesView(sheet: LlamadaSheet, renewedFor: string | null, now: Date): AccionesView {
  const { acciones, llamada } = sheet
  let sends = 0
  const nextKey = () => (sends < 9 ? String(++sends) : '')
  return {
    possible: acciones
      .filter(({ opening }) => !opening)
      .toSorted(byNeed)
      .map(({ accion }) => ({
        label: ACCIONES[accion].label,
        url: accionUrl(accion, llamada.id),
        key: keyOf(accion),
        renews: ACCIONES[accion].renew && renewedFor !== llamada.id,
        note: noteOf(accion, llamada, now),
      })),
    closed: acciones.filter(({ opening }) => opening).map((state) => closedView(sheet, state, nextKey)),
  }
}

function howToCheck({ asked, closedUntil }: LlamadaSheet['check']): string {
  if (asked.length === 0) return 'no se puede, porque faltan datos con que comprobar'
  return closedUntil ? `con la comprobación, desde las ${formatTime(closedUntil)}` : 'con la comprobación'
}

/** @param nextKey the buttons that send codes are numbered, in their order. */
function closedView(
  { llamada, masked, check }: LlamadaSheet,
  { accion, opening }: AccionState,
  nextKey: () => string,
): AccionesView['closed'][number] {
  const names = { label: ACCIONES[accion].label, within: accionWithin(accion) }
  if (opening?.kind !== 'codigo')
    return {
      ...names,
      how: opening?.kind === 'comprobacion' ? howToCheck(check) : 'con dos personas y un documento',
      ...(opening?.kind === 'dos_personas' && { url: accionUrl(opening.accion, llamada.id) }),
      sends: [],
    }
  return {
    ...names,
    how: 'con un código:',
    sends: opening.channels.map((channel) => ({
      text: `Enviarlo al ${CHANNEL_WORDS[channel]} ${masked[channel] ?? ''}`,
      key: nextKey(),
      hiddenFields: { llamada: llamada.id, accion_pedida: accion, canal: channel },
    })),
  }
}
