import type { StaffContext } from '../../../src/application/ports.ts'
import { POWERS_OF, type Rol } from '../../../src/domain/staff/roles.ts'

/** A funcionario of some role. */
export const funcionario = (rol: Rol, id = `un-${rol}`): StaffContext => ({
  actor: { kind: 'funcionario', id, rol, powers: POWERS_OF[rol], renewedFor: null },
  requestId: 'una petición',
})
