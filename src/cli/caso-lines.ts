/** Casos and errors as an operator sees them. */

import type { Caso, ErrorReference } from '../application/ports.ts'
import type { CasoSheet, FoundByNumber } from '../application/staff/casos/read-caso.ts'
import { formatMoment } from '../domain/values/fecha.ts'
import { formatIdentificador } from '../domain/values/identificador.ts'
import { channelLines } from './channel-lines.ts'
import { cuentaName } from './cuenta-name.ts'

/** A caso in one line. */
export const casoLine = ({
  number,
  reason,
  createdAt,
}: Pick<Caso, 'number' | 'reason' | 'createdAt'>): string =>
  `Caso: ${number}, ${reason}, del ${formatMoment(createdAt)}`

/** What a number told by phone stands for, one datum per line. */
export const foundLines = ({ caso, errors }: FoundByNumber): string[] => [
  ...(caso ? casoLines(caso) : []),
  ...errors.map(errorLine),
]

function casoLines({ caso, facts, cuenta }: CasoSheet): string[] {
  const { perfil, closedAt, outcome } = caso
  return [
    casoLine(caso),
    `Estado: ${closedAt ? `cerrado el ${formatMoment(closedAt)}, ${outcome}` : 'abierto'}`,
    `Perfil: ${perfil}`,
    ...(facts
      ? [
          `Escribió: ${formatIdentificador(perfil, facts.identificador)}`,
          `Desde la red: ${facts.network ?? 'ninguna, lo abrió el personal'}`,
          `Había demostrado: ${facts.proofs.join(', ') || 'nada'}`,
        ]
      : []),
    ...(cuenta
      ? [`Cuenta: ${cuenta.perfil} ${cuentaName(cuenta)}, ${cuenta.estado}`, ...channelLines(cuenta)]
      : ['Cuenta: no hay']),
  ]
}

const errorLine = ({ reference, route, status, kind, createdAt }: ErrorReference): string =>
  `Error: ${reference}, ${status} en ${route}, del ${formatMoment(createdAt)}, ${kind}`
