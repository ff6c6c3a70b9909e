import type { LostOrdenes } from '../../../domain/staff/lost-ordenes.ts'
import { funcionarioPerson } from '../../../domain/staff/person.ts'
import { recordAudit } from '../../audit/record.ts'
import type { AuditContext, Deps, UnitOfWork } from '../../ports.ts'
import { tellStopped } from './tell-of-orden.ts'

/**
 * Ends what a funcionario had asked for or granted and is not done yet, where they are suspended or their new role has
 * not the power for it (product.md “Two people”): who has the papers asks again. Whoever was told of what had been granted
 * is told that it stopped.
 */
export async function endOrdenesOf(
  deps: Deps,
  uow: UnitOfWork,
  context: AuditContext,
  funcionarioId: string,
  { lost, why }: { lost: LostOrdenes; why: 'suspendido' | 'rol' },
): Promise<void> {
  const now = deps.clock.now()
  const person = funcionarioPerson(funcionarioId)
  for (const { id, kind, number, cuentaId, estado } of await uow.ordenes.endByPerson(person, lost, now)) {
    const detail = { orden: kind, numero: number, motivo: why }
    await recordAudit(uow, context, now, 'orden_terminada', { cuentaId, result: 'sin_efecto', detail })
    if (estado !== 'concedida') continue
    await uow.enlaces.deleteByTarget(id)
    const cuenta = await uow.cuentas.findById(cuentaId)
    if (cuenta) await tellStopped(deps, uow, cuenta, kind)
  }
}
