import type { StaffContext } from '../../../src/application/ports.ts'
import { POWERS_OF, type Rol } from '../../../src/domain/staff/roles.ts'

/** A funcionario as each request of the console names them. */
export const funcionario = (
  id: string,
  rol: Rol = 'ejecutivo',
  renewedFor: string | null = null,
): StaffContext => ({
  actor: { kind: 'funcionario', id, rol, powers: POWERS_OF[rol], renewedFor },
  requestId: `de ${id}`,
})
