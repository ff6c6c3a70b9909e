import type { LlamadaSheet } from '../../../application/staff/llamadas/read-llamada.ts'
import { CHANNEL_WORDS } from '../../../domain/pages/llamada-words.ts'
import {
  ACCIONES,
  type Accion,
  type AccionState,
  accionWithin,
  NEEDS,
} from '../../../domain/staff/acciones.ts'
import { accionUrl } from '../../../domain/urls.ts'
import { ACCION_KEYS } from './llamada-keys.ts'

/** What can be done now, and what would open more. */
export interface AccionesView {
  /** `renews`: ●, the second factor is asked for before it. */
  possible: { label: string; url: string; key: string; renews: boolean }[]
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

/** @param renewedFor the llamada for which the second factor was shown lately. */
export function accionesView(sheet: LlamadaSheet, renewedFor: string | null): AccionesView {
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
      })),
    closed: acciones.filter(({ opening }) => opening).map((state) => closedView(sheet, state, nextKey)),
  }
}

/** @param nextKey the buttons that send codes are numbered, in their order. */
function closedView(
  { llamada, masked }: LlamadaSheet,
  { accion, opening }: AccionState,
  nextKey: () => string,
): AccionesView['closed'][number] {
  const names = { label: ACCIONES[accion].label, within: accionWithin(accion) }
  if (opening?.kind !== 'codigo')
    return {
      ...names,
      how: opening?.kind === 'comprobacion' ? 'con la comprobación' : 'con dos personas y un documento',
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
