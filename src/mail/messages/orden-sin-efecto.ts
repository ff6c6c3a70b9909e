import type { OrdenEnd } from '../../domain/notices/staff-avisos.ts'
import { ORDEN_KIND_WORDS } from '../../domain/pages/accion-words.ts'
import { type AvisoOf, inChileTime, type Message, paragraph } from './message.ts'

const WHY: Readonly<Record<OrdenEnd, string>> = {
  suspendido: 'La otra persona que la pidió o concedió quedó suspendida.',
  rol: 'La otra persona que la pidió o concedió tiene ahora otro rol.',
  documento_reabierto: 'Se reabrió la decisión sobre un documento de esa cuenta.',
}

export const ordenSinEfecto = ({ number, orden, why, when }: AvisoOf<'orden_sin_efecto'>): Message => ({
  subject: 'Una orden que usted pidió o concedió terminó sin efecto',
  blocks: [
    paragraph(
      `La orden ${number} («${ORDEN_KIND_WORDS[orden]}») terminó sin efecto el ${inChileTime(when)}.`,
      WHY[why],
    ),
    paragraph('¿Todavía hace falta?', 'Quien tiene los documentos a la vista puede pedirla otra vez.'),
  ],
})
