import { type QueueFilter, receivedWithin } from '../../../domain/documento/queue.ts'
import { recordAudit } from '../../audit/record.ts'
import type { Deps, QueuedDocumento, ReviewQueue, StaffContext } from '../../ports.ts'
import { requirePower } from '../require-power.ts'

/** How many a page shows: who reviews takes the first ones. */
const QUEUE_SHOWN = 50

/** The list as a page shows it, and how many there are in all. */
export interface ListedDocumentos {
  documentos: QueuedDocumento[]
  total: number
  now: Date
}

/** Lists the documents that a page was asked for; audited, with how many there were. @throws {PowerMissing} */
export function listReview(
  deps: Pick<Deps, 'store' | 'clock'>,
  context: StaffContext,
  filter: QueueFilter,
): Promise<ListedDocumentos> {
  requirePower(context, 'ver_documentos')
  return deps.store.transaction(async (uow) => {
    const now = deps.clock.now()
    const which = queueOf(filter, now)
    const documentos = await uow.documentos.findQueue(which, QUEUE_SHOWN)
    const total = await uow.documentos.countQueue(which)
    await recordAudit(uow, context, now, 'documentos_listados', { detail: { cuantos: documentos.length } })
    return { documentos, total, now }
  })
}

/** The list that a filter means now. */
export function queueOf({ estado, perfil, kind, age, newestFirst }: QueueFilter, now: Date): ReviewQueue {
  return {
    estado,
    newestFirst,
    ...(perfil && { perfil }),
    ...(kind && { kind }),
    ...receivedWithin(age, now),
  }
}
