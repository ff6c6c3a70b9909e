import type { OperadorContext } from '../../../src/application/ports.ts'
import { POWERS } from '../../../src/domain/staff/powers.ts'

/** An operador who may do everything. */
export const OPERADOR: OperadorContext = {
  actor: { kind: 'operador', nombre: 'ana', powers: POWERS },
  requestId: 'una orden',
}
