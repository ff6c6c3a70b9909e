import type { Power } from '../../../domain/staff/powers.ts'
import { POWERS_OF } from '../../../domain/staff/roles.ts'
import type { StaffActor, UnitOfWork } from '../../ports.ts'

/**
 * Whether whoever acts still has a power: they may have been suspended, or given another role, since their request began.
 * They are held until the transaction ends: who loses it at that moment either did it before, and it ends with the power,
 * or does not do it.
 */
export async function stillMay(
  { funcionarios }: Pick<UnitOfWork, 'funcionarios'>,
  actor: StaffActor,
  power: Power,
): Promise<boolean> {
  if (actor.kind !== 'funcionario') return true
  const now = await funcionarios.lock(actor.id)
  return now === undefined || (now.estado !== 'suspendido' && POWERS_OF[now.rol].includes(power))
}
