import type { Cuenta } from '../../../domain/account/cuenta.ts'
import type { UnitOfWork } from '../../ports.ts'

/** What says in the audit that two people's verification of an account may be of somebody, or of something, else by now. */
const ENDS = ['identidad_cambiada', 'perfil_cambiado'] as const

/**
 * Whether an order of two people verified a cuenta, and holds: nothing has taken that verification away since, neither
 * another representative, nor another perfil, nor the register.
 */
export async function isVerifiedByOrden(
  { ordenes, audit }: Pick<UnitOfWork, 'ordenes' | 'audit'>,
  { id, factores }: Pick<Cuenta, 'id' | 'factores'>,
): Promise<boolean> {
  const from = (await ordenes.findVerified(id))?.endedAt
  if (!from) return false
  const { representante } = factores
  if (representante && new Date(representante.at) > from) return false
  for (const event of ENDS) {
    // The order's own entry is one of them.
    const [last] = await audit.findEntries({ event, owners: [id], from }, 1)
    if (last && last.result !== 'verificada') return false
  }
  return true
}
