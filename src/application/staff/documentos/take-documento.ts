import type { QueueFilter } from '../../../domain/documento/queue.ts'
import type { ReviewRefusal } from '../../../domain/documento/review.ts'
import type { AuditResult } from '../../../domain/pages/audit-results.ts'
import { recordAudit } from '../../audit/record.ts'
import type { Deps, StaffContext, UnitOfWork } from '../../ports.ts'
import { requireFuncionario } from '../llamadas/require-llamada.ts'
import { leaseFrom, type NotTheirs, type Reviewer, whyNotTheirs } from './hold.ts'
import { queueOf } from './list-review.ts'

type TakeDeps = Pick<Deps, 'store' | 'fingerprints' | 'clock'>

/** `ajeno`: somebody else has it. */
export type TakeResult = { result: 'bien'; id: string } | { result: ReviewRefusal | NotTheirs | 'ninguno' }

/**
 * Puts a document before who asks, for some minutes: nobody else gets it meanwhile. Audited, also when it is refused.
 * @throws {PowerMissing}
 */
export function takeDocumento(deps: TakeDeps, context: StaffContext, id: string): Promise<TakeResult> {
  const by = requireFuncionario(context, 'resolver_documentos')
  return deps.store.transaction(async (uow) => {
    const documento = await uow.documentos.findById(id)
    const cuenta = documento && (await uow.cuentas.findById(documento.cuentaId))
    const result = !cuenta
      ? 'no_existe'
      : documento.estado !== 'pendiente'
        ? 'ya_decidido'
        : ((await whyNotTheirs(deps, uow, by, cuenta)) ??
          ((await take(deps, uow, by, id)) ? 'bien' : 'ajeno'))
    await recordTaken(deps, uow, context, { id: documento?.id, cuentaId: documento?.cuentaId, result })
    return result === 'bien' ? { result, id } : { result }
  })
}

/**
 * The same with the first one of a list that may be theirs.
 * @returns `ninguno` where none is left.
 * @throws {PowerMissing}
 */
export function takeNext(deps: TakeDeps, context: StaffContext, filter: QueueFilter): Promise<TakeResult> {
  const by = requireFuncionario(context, 'resolver_documentos')
  return deps.store.transaction((uow) => takeFirst(deps, uow, context, { by, filter }))
}

/** How many are looked at: those before may be of accounts that are not theirs to judge, or are taken meanwhile. */
const CANDIDATES = 20

/** The same in a transaction. */
export async function takeFirst(
  deps: Pick<Deps, 'fingerprints' | 'clock'>,
  uow: UnitOfWork,
  context: StaffContext,
  { by, filter }: { by: Reviewer; filter: QueueFilter },
): Promise<TakeResult> {
  const now = deps.clock.now()
  const waiting = queueOf({ ...filter, estado: 'pendiente' }, now)
  for (const { id, cuentaId } of await uow.documentos.findQueue(waiting, CANDIDATES, { by: by.id, now })) {
    const cuenta = await uow.cuentas.findById(cuentaId)
    if (!cuenta || (await whyNotTheirs(deps, uow, by, cuenta)) || !(await take(deps, uow, by, id))) continue
    await recordTaken(deps, uow, context, { id, cuentaId, result: 'bien' })
    return { result: 'bien', id }
  }
  return { result: 'ninguno' }
}

const take = ({ clock }: Pick<Deps, 'clock'>, { documentos }: UnitOfWork, by: Reviewer, id: string) =>
  documentos.takeToReview(id, { by: by.id, now: clock.now(), until: leaseFrom(clock.now()) })

const recordTaken = (
  { clock }: Pick<Deps, 'clock'>,
  uow: UnitOfWork,
  context: StaffContext,
  { id, cuentaId, result }: { id: string | undefined; cuentaId: string | undefined; result: AuditResult },
): Promise<void> =>
  recordAudit(uow, context, clock.now(), 'documento_tomado', {
    cuentaId: cuentaId ?? null,
    result,
    detail: id === undefined ? null : { documento: id },
  })

/** Lets go of a document undecided: whoever asks next gets it. @throws {PowerMissing} */
export function releaseDocumento(
  deps: Pick<Deps, 'store' | 'clock'>,
  context: StaffContext,
  id: string,
): Promise<void> {
  const { id: by } = requireFuncionario(context, 'resolver_documentos')
  return deps.store.transaction(async (uow) => {
    const documento = await uow.documentos.findById(id)
    if (documento?.reviewerId !== by) return
    await uow.documentos.release(id, by)
    const { cuentaId } = documento
    await recordAudit(uow, context, deps.clock.now(), 'documento_soltado', {
      cuentaId,
      detail: { documento: id },
    })
  })
}
