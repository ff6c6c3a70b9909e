import type { LlamadaSheet } from '../../../application/staff/llamadas/read-llamada.ts'
import { CHANNEL_WORDS } from '../../../domain/pages/llamada-words.ts'
import { ACCIONES, type AccionState } from '../../../domain/staff/acciones.ts'
import { accionUrl } from '../../../domain/urls.ts'

/** What can be done now, and what would open more. */
export interface AccionesView {
  /** `renews`: ●, the second factor is asked for before it. */
  possible: { label: string; url: string; renews: boolean }[]
  /** `sends`: the buttons that send the code which opens it. */
  closed: { label: string; how: string; sends: { text: string; hiddenFields: Record<string, string> }[] }[]
}

/** @param renewedFor the llamada for which the second factor was shown lately. */
export function accionesView(sheet: LlamadaSheet, renewedFor: string | null): AccionesView {
  const { acciones, llamada } = sheet
  return {
    possible: acciones
      .filter(({ opening }) => !opening)
      .map(({ accion }) => ({
        label: ACCIONES[accion].label,
        url: accionUrl(accion, llamada.id),
        renews: ACCIONES[accion].renew && renewedFor !== llamada.id,
      })),
    closed: acciones.filter(({ opening }) => opening).map((state) => closedView(sheet, state)),
  }
}

function closedView(
  { llamada, masked }: LlamadaSheet,
  { accion, opening }: AccionState,
): AccionesView['closed'][number] {
  const { label } = ACCIONES[accion]
  if (opening?.kind !== 'codigo')
    return {
      label,
      how: opening?.kind === 'comprobacion' ? 'con la comprobación' : 'con dos personas y un documento',
      sends: [],
    }
  return {
    label,
    how: 'con un código:',
    sends: opening.channels.map((channel) => ({
      text: `Enviarlo al ${CHANNEL_WORDS[channel]} ${masked[channel] ?? ''}`,
      hiddenFields: { llamada: llamada.id, accion_pedida: accion, canal: channel },
    })),
  }
}
