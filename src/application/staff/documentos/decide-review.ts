import type { QueueFilter } from '../../../domain/documento/queue.ts'
import { type ComparedDatum, comparedData, TICK_OF } from '../../../domain/documento/review.ts'
import { ok, type Refused, type Result, refuse } from '../../../domain/outcome/result.ts'
import { type DocumentoVerdict, decideDocumento } from '../../accounts/decide-documento.ts'
import { recordAudit } from '../../audit/record.ts'
import type { Deps, StaffContext, UnitOfWork } from '../../ports.ts'
import { type FormSubmission, findPreviousCode, onceForCode } from '../../request/once.ts'
import { requireFuncionario } from '../llamadas/require-llamada.ts'
import { type HeldDocumento, inReview } from './hold.ts'
import { versionsOf } from './read-review.ts'
import { takeFirst } from './take-documento.ts'

/** What a reviewer decides. */
export interface ReviewOrder {
  id: string
  verdict: DocumentoVerdict
  /** What they ticked: the document shows what the account says. */
  ticked: readonly ComparedDatum[]
  /** The versions that their page showed. */
  seen: string
  /** The list from which the next one comes. */
  filter: QueueFilter
  form: Pick<FormSubmission, 'body'>
}

/**
 * Decides on a document that one has before oneself, and takes the next one, in one transaction; a double click does it once.
 * @returns id of the next one, '' where none is left; or refusals `cambio_entretanto` (account or document changed since
 *   the page was opened), `documento_sin_marcar` for each datum, `documento_infectado`, `documento_detenido`.
 * @throws {PowerMissing}
 * @throws {ReviewLost}
 */
export function decideReview(
  deps: Deps,
  context: StaffContext,
  { id, verdict, ticked, seen, filter, form }: ReviewOrder,
): Promise<Result<string>> {
  const by = requireFuncionario(context, 'resolver_documentos')
  return onceForCode(deps, submissionOf(id, form), (keep) =>
    inReview(deps, context, { id, power: 'resolver_documentos' }, async (uow, held) => {
      const refused =
        whyNot(held, { verdict, ticked, seen }) ?? (await decide(deps, uow, context, held, verdict))
      if (refused) {
        await recordAudit(uow, context, deps.clock.now(), 'documento_decidido', {
          cuentaId: held.cuenta.id,
          result: refused.refusals[0]?.code ?? '',
          detail: { documento: id },
        })
        return keep(uow, refused)
      }
      const next = await takeFirst(deps, uow, context, { by, filter })
      return keep(uow, ok(next.result === 'bien' ? next.id : ''))
    }),
  )
}

const submissionOf = (id: string, { body }: Pick<FormSubmission, 'body'>) => ({
  body: `revision:${id}:${body}`,
})

/** What {@link decideReview} returned to the same form, sent before; undefined when it was not. @throws {PowerMissing} */
export async function findReviewed(
  deps: Deps,
  context: StaffContext,
  { id, form }: Pick<ReviewOrder, 'id' | 'form'>,
): Promise<string | undefined> {
  requireFuncionario(context, 'resolver_documentos')
  const before = await findPreviousCode(deps, submissionOf(id, form))
  return before?.ok ? before.value : undefined
}

function whyNot(
  held: HeldDocumento,
  { verdict, ticked, seen }: Pick<ReviewOrder, 'verdict' | 'ticked' | 'seen'>,
): Refused | undefined {
  const { documento, cuenta } = held
  if (versionsOf(held) !== seen) return refuse('cambio_entretanto')
  if (verdict.estado === 'rechazado') return undefined
  if (documento.scanResult === 'infectado') return refuse('documento_infectado', 'decisionDocumento')
  const missing = comparedData(documento.kind, cuenta).filter((datum) => !ticked.includes(datum))
  if (missing.length === 0) return undefined
  return {
    ok: false,
    refusals: missing.map((datum) => ({ code: 'documento_sin_marcar', field: TICK_OF[datum] })),
  }
}

async function decide(
  deps: Deps,
  uow: UnitOfWork,
  context: StaffContext,
  { documento }: HeldDocumento,
  verdict: DocumentoVerdict,
): Promise<Refused | undefined> {
  const done = await decideDocumento(deps, uow, documento, verdict, context)
  if (typeof done === 'object') return undefined
  if (done === 'ya_decidido') return refuse('cambio_entretanto')
  return refuse(
    done === 'sin_representante' ? 'documento_sin_representante' : 'documento_detenido',
    'decisionDocumento',
  )
}
