/** Having a document before oneself: only who took it sees or decides it, and only while it is theirs (product.md “Documents”). */
import type { Cuenta } from '../../../domain/account/cuenta.ts'
import type { Documento } from '../../../domain/documento/documento.ts'
import { REVIEW_MINUTES, type ReviewRefusal, whyNotReviewing } from '../../../domain/documento/review.ts'
import type { Power } from '../../../domain/staff/powers.ts'
import { addMinutes } from '../../../domain/values/durations.ts'
import type { Actor, Deps, StaffContext, UnitOfWork } from '../../ports.ts'
import { funcionarioIn } from '../../ports.ts'
import { isOwn } from '../llamadas/own-cuenta.ts'
import { requireFuncionario } from '../llamadas/require-llamada.ts'
import { recordLost } from '../record-lost.ts'

/** The document is not before who asks, any more or at all: nothing of it was shown or done. */
export class ReviewLost extends Error {
  readonly reason: ReviewRefusal
  constructor(reason: ReviewRefusal) {
    super(`nobody reviews this document: ${reason}`)
    this.name = 'ReviewLost'
    this.reason = reason
  }
}

/** Whoever reviews. */
export type Reviewer = Extract<Actor, { kind: 'funcionario' }>

/** Why somebody may not review a document, whoever has it: the account is theirs, or they registered it. */
export type NotTheirs = 'propia' | 'registrada'

/** Whether an account is not for a funcionario to judge. */
export async function whyNotTheirs(
  deps: Pick<Deps, 'fingerprints'>,
  uow: UnitOfWork,
  actor: Reviewer,
  cuenta: Cuenta,
): Promise<NotTheirs | undefined> {
  if (await isOwn(deps, uow, actor, cuenta)) return 'propia'
  const [made] = await uow.audit.findEntries({ event: 'cuenta_creada', owners: [cuenta.id] }, 1)
  return made && funcionarioIn(made.actor) === actor.id ? 'registrada' : undefined
}

/** Until when what is taken now is whose it is. */
export const leaseFrom = (now: Date): Date => addMinutes(now, REVIEW_MINUTES)

/** A document that somebody has before them, its account as it is now, and who they are. */
export interface HeldDocumento {
  documento: Documento
  cuenta: Cuenta
  funcionario: Reviewer
}

/**
 * Runs what is done with a document that one has before oneself, in one transaction with the look at whose it is; it stays
 * theirs from then on. An attempt of anybody else is recorded.
 * @throws {PowerMissing}
 * @throws {ReviewLost}
 */
export async function inReview<T>(
  deps: Pick<Deps, 'store' | 'clock'>,
  context: StaffContext,
  { id, power }: { id: string; power: Power },
  work: (uow: UnitOfWork, held: HeldDocumento) => Promise<T>,
): Promise<T> {
  const funcionario = requireFuncionario(context, power)
  const now = deps.clock.now()
  try {
    return await deps.store.transaction(async (uow) => {
      const documento = await uow.documentos.findById(id)
      const refusal = whyNotReviewing(documento, funcionario.id, now)
      const cuenta = documento && (await uow.cuentas.findById(documento.cuentaId))
      if (refusal || !documento || !cuenta || cuenta.estado === 'cerrada')
        throw new ReviewLost(refusal ?? 'no_existe')
      const taking = { by: funcionario.id, now, until: leaseFrom(now) }
      if (!(await uow.documentos.takeToReview(id, taking))) throw new ReviewLost('ajeno')
      return work(uow, { documento, cuenta, funcionario })
    })
  } catch (error) {
    if (error instanceof ReviewLost)
      await recordLost(deps, context, {
        ...{ event: 'documento_visto', result: error.reason, name: 'documento' },
        find: (uow) => uow.documentos.findById(id),
      })
    throw error
  }
}
