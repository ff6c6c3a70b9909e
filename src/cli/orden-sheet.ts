import type { OrdenSheet } from '../application/staff/ordenes/read-orden.ts'
import { formatMoment } from '../domain/values/fecha.ts'
import { formatEntry, ordenLine } from './account-sheet.ts'
import { channelLines } from './channel-lines.ts'
import { cuentaName } from './cuenta-name.ts'

/** An order as whoever decides it sees it, one datum per line. */
export function ordenSheetLines({ orden, mailbox, cuenta, since }: OrdenSheet): string[] {
  return [
    ordenLine(orden),
    ...(orden.decidedBy && orden.decidedAt
      ? [`Decidida: el ${formatMoment(orden.decidedAt)} por ${orden.decidedBy}`]
      : []),
    ...(mailbox ? [`Correo pedido: ${mailbox}`] : []),
    `Cuenta: ${cuenta.perfil} ${cuentaName(cuenta)}; ${cuenta.estado}; identidad ${cuenta.identidad}`,
    `Creada: ${formatMoment(cuenta.createdAt)}; ${cuenta.firstClaveAt ? 'ha tenido CS' : 'nunca tuvo CS'}`,
    ...channelLines(cuenta),
    `Versión: ${cuenta.version}${cuenta.version === orden.cuentaVersion ? '' : `; se pidió sobre la ${orden.cuentaVersion}`}`,
    ...since.map(formatEntry),
  ]
}
