import type { OrdenSheet } from '../../../application/staff/ordenes/read-orden.ts'
import { ORDEN_ESTADO_WORDS, ORDEN_REASON_WORDS } from '../../../domain/pages/accion-words.ts'
import { ESTADO_WORDS, PERFIL_WORDS } from '../../../domain/pages/console-words.ts'
import type { Orden } from '../../../domain/staff/orden.ts'
import { formatMoment } from '../../../domain/values/fecha.ts'
import { formatIdentificador } from '../../../domain/values/identificador.ts'

const KIND_WORDS = { liberar: 'Liberar', invitar: 'Invitar' } as const

/** An orden in a line. */
export const ordenTitle = ({ number, kind, reason, estado, askedAt }: Orden): string =>
  `${number}: ${KIND_WORDS[kind]}, ${ORDEN_REASON_WORDS[reason].toLowerCase()}. ${ORDEN_ESTADO_WORDS[estado]}, pedida el ${formatMoment(askedAt)}`

/** An orden as whoever decides it sees it, a fact a line. */
export function ordenLines({ orden, mailbox, cuenta, since }: OrdenSheet): string[] {
  const { maskedEmail, emailConfirmedAt, maskedCelular, celularConfirmedAt } = cuenta
  const isAsAsked = cuenta.version === orden.cuentaVersion
  return [
    `${PERFIL_WORDS[cuenta.perfil]} ${formatIdentificador(cuenta.perfil, cuenta.identificador)}; ${ESTADO_WORDS[cuenta.estado].toLowerCase()}, identidad ${cuenta.identidad}.`,
    `Creada el ${formatMoment(cuenta.createdAt)}; ${cuenta.firstClaveAt ? 'ha tenido clave' : 'nunca tuvo clave'}.`,
    `Correo: ${maskedEmail ? `${maskedEmail}, ${emailConfirmedAt ? 'confirmado' : 'sin confirmar'}` : 'no tiene'}.`,
    `Celular: ${maskedCelular ? `${maskedCelular}, ${celularConfirmedAt ? 'confirmado' : 'sin confirmar'}` : 'no tiene'}.`,
    ...(mailbox ? [`Correo que pide la persona: ${mailbox}.`] : []),
    ...(orden.effectiveAt ? [`Tendrá efecto el ${formatMoment(orden.effectiveAt)}, si nadie se opone.`] : []),
    isAsAsked && since.length === 0
      ? 'La cuenta está como cuando se pidió.'
      : `Desde que se pidió hubo ${since.length} anotaciones en la cuenta${isAsAsked ? '' : ', y cambió'}.`,
  ]
}
