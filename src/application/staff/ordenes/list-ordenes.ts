import type { Orden } from '../../../domain/staff/orden.ts'
import type { Deps, StaffContext } from '../../ports.ts'
import { listAudited } from '../list.ts'

/**
 * Lists up to {@link LISTED} open ordenes, oldest first, and those whose owner objected and whose account waits for what
 * another person decides; audited.
 */
export function listOrdenes(
  deps: Pick<Deps, 'store' | 'clock'>,
  context: StaffContext,
): Promise<{ open: Orden[]; awaiting: Orden[] }> {
  const listed = listAudited(deps, context, 'ver_ordenes', 'ordenes_listadas', async ({ ordenes }, limit) => [
    ...(await ordenes.findAwaiting(limit)),
    ...(await ordenes.findOpen(limit)),
  ])
  const isOpen = ({ endedAt }: Orden) => endedAt === null
  return listed.then((all) => ({ open: all.filter(isOpen), awaiting: all.filter((one) => !isOpen(one)) }))
}
