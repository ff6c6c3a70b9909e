import type { OwnLlamada } from '../../../application/staff/llamadas/list-own-llamadas.ts'
import { ENDING_WORDS, LLAMADA_REASON_WORDS } from '../../../domain/pages/llamada-words.ts'
import { accionWithin } from '../../../domain/staff/acciones.ts'
import { llamadaUrl } from '../../../domain/urls.ts'
import { formatMoment } from '../../../domain/values/fecha.ts'
import { identificadorName } from '../../../domain/values/identificador.ts'

/** A call in the list of its agent. */
export interface OwnLlamadaView {
  when: string
  who: string
  reason: string
  done: string
  /** How it ended; '' while it goes on. */
  ending: string
  caso: string
  /** Its page, while something can be done in it. */
  url: string | undefined
}

export const ownView = ({ llamada, isOpen, cuenta }: OwnLlamada): OwnLlamadaView => ({
  when: formatMoment(llamada.openedAt),
  who: cuenta
    ? `${identificadorName(cuenta.perfil)} ${cuenta.maskedIdentificador}`
    : 'una cuenta que ya no está',
  reason: LLAMADA_REASON_WORDS[llamada.reason],
  done: llamada.done.map(({ accion }) => accionWithin(accion)).join(', '),
  ending: isOpen ? '' : ENDING_WORDS[llamada.ending ?? 'vencida'],
  caso: llamada.casoNumber ?? '',
  url: isOpen ? llamadaUrl(llamada.id) : undefined,
})
