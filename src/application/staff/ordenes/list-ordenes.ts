import type { Orden } from '../../../domain/staff/orden.ts'
import type { Deps, StaffContext } from '../../ports.ts'
import { listAudited } from '../list.ts'

/** Lists up to {@link LISTED} open ordenes, oldest first; audited. */
export const listOrdenes = (deps: Pick<Deps, 'store' | 'clock'>, context: StaffContext): Promise<Orden[]> =>
  listAudited(deps, context, 'ver_ordenes', 'ordenes_listadas', ({ ordenes }, limit) =>
    ordenes.findOpen(limit),
  )
