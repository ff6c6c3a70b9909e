import type { OrdenEnd } from '../../../domain/notices/staff-avisos.ts'
import type { Orden } from '../../../domain/staff/orden.ts'
import { funcionarioOf } from '../../../domain/staff/person.ts'
import { formatMoment } from '../../../domain/values/fecha.ts'
import { enqueueAviso, type OutboxDeps } from '../../notices/avisos.ts'
import type { Deps, UnitOfWork } from '../../ports.ts'

/**
 * Tells who asked for an order and who granted it that it ended without effect, by no act of theirs
 * (product.md “Two people”): who has the papers asks again. Operadores have no mailbox here.
 * @param except the person with whose power it ended, who was told of that.
 */
export async function tellStaffOfEnd(
  deps: OutboxDeps & Pick<Deps, 'clock'>,
  uow: UnitOfWork,
  { number, kind: orden, askedBy, decidedBy }: Orden,
  why: OrdenEnd,
  except?: string,
): Promise<void> {
  const now = deps.clock.now()
  for (const person of new Set([askedBy, decidedBy])) {
    const id = person === null || person === except ? undefined : funcionarioOf(person)
    const told = id === undefined ? undefined : await uow.funcionarios.findById(id)
    if (told?.estado !== 'activo') continue
    await enqueueAviso(deps, uow, {
      ...{ to: told.email, cuentaId: null, now },
      aviso: { kind: 'orden_sin_efecto', name: told.nombre, number, orden, why, when: formatMoment(now) },
    })
  }
}
