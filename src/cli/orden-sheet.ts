import type { OrdenSheet } from '../application/staff/ordenes/read-orden.ts'
import { DOCUMENTO_VISTO_WORDS, ordenDataLines, samePersonLines } from '../domain/pages/accion-words.ts'
import { formatMoment } from '../domain/values/fecha.ts'
import { formatEntry, ordenLine } from './account-sheet.ts'
import { channelLines } from './channel-lines.ts'
import { cuentaName } from './cuenta-name.ts'

const STOP_TEXTS = {
  otro_representante: 'El registro de organismos tiene otro representante legal.',
  otec_no_vigente: 'El registro de organismos dice que la OTEC no está vigente.',
} as const

/** An order as whoever decides it sees it, one datum per line. */
export function ordenSheetLines({ orden, data, call, cuenta, other, version, since }: OrdenSheet): string[] {
  return [
    ordenLine(orden),
    ...(orden.decidedBy && orden.decidedAt
      ? [`Decidida: el ${formatMoment(orden.decidedAt)} por ${orden.decidedBy}`]
      : []),
    `Documento visto: ${orden.documentoVisto ? DOCUMENTO_VISTO_WORDS[orden.documentoVisto] : 'no se anotó'}`,
    ...(call ? [`Llamada: ${call.number ?? 'sin número'}`] : []),
    ...ordenDataLines(orden.kind, data),
    `Cuenta: ${cuenta.perfil} ${cuentaName(cuenta)}; ${cuenta.estado}; identidad ${cuenta.identidad}`,
    ...(cuenta.registroStop ? [STOP_TEXTS[cuenta.registroStop]] : []),
    `Creada: ${formatMoment(cuenta.createdAt)}; ${cuenta.firstClaveAt ? 'ha tenido CS' : 'nunca tuvo CS'}`,
    ...channelLines(cuenta),
    ...(other
      ? [
          `Otra cuenta: ${other.perfil} ${cuentaName(other)}; ${other.estado}; identidad ${other.identidad}`,
          ...channelLines(other),
          ...(other.same ? samePersonLines(other.same) : []),
        ]
      : []),
    `Versión: ${version}${version === orden.cuentaVersion ? '' : `; se pidió sobre la ${orden.cuentaVersion}`}`,
    ...[...since, ...(other?.since ?? [])].map(formatEntry),
  ]
}
