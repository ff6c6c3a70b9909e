import type { Orden } from '../../../domain/staff/orden.ts'
import { recordAudit } from '../../audit/record.ts'
import type { Deps, StaffContext } from '../../ports.ts'
import { requirePower } from '../require-power.ts'

const LISTED = 200

/** Lists the open ordenes, oldest first; audited. */
export function listOrdenes(deps: Pick<Deps, 'store' | 'clock'>, context: StaffContext): Promise<Orden[]> {
  requirePower(context, 'ver_ordenes')
  return deps.store.transaction(async (uow) => {
    const open = await uow.ordenes.findOpen(LISTED)
    const detail = { cuantos: open.length }
    await recordAudit(uow, context, deps.clock.now(), 'ordenes_listadas', { detail })
    return open
  })
}
