import type { PageView } from '../../../domain/documento/page-view.ts'
import { type ComparedDatum, comparedData } from '../../../domain/documento/review.ts'
import { documentoContext } from '../../accounts/documentos.ts'
import { recordAudit } from '../../audit/record.ts'
import type { Asker, Deps, DrawnPage, StaffContext, UnitOfWork } from '../../ports.ts'
import type { ViewedDocumento } from './documentos.ts'
import { type HeldDocumento, inReview } from './hold.ts'

/** A document that who asks has before them, and what of it they compare with its account. */
export interface ReviewSheet extends Omit<ViewedDocumento, 'bytes'> {
  compared: readonly ComparedDatum[]
  /** Of document and account, as they are shown: the decision says so. */
  seen: string
}

/** What a decision has seen. */
export const versionsOf = ({ documento, cuenta }: Pick<HeldDocumento, 'documento' | 'cuenta'>): string =>
  `${documento.version}.${cuenta.version}`

/**
 * What is compared with a document that one has before oneself. Audited.
 * @throws {PowerMissing}
 * @throws {ReviewLost}
 */
export const readReview = (
  deps: Pick<Deps, 'store' | 'clock'>,
  context: StaffContext,
  id: string,
): Promise<ReviewSheet> =>
  inReview(deps, context, { id, power: 'resolver_documentos' }, async (uow, held) => {
    await recordSeen(deps, uow, context, held, 'datos')
    const { documento, cuenta } = held
    return { documento, cuenta, compared: comparedData(documento.kind, cuenta), seen: versionsOf(held) }
  })

type ShowDeps = Pick<Deps, 'store' | 'cipher' | 'clock' | 'drawer'>

/**
 * Draws a page of it. Each is audited.
 * @throws {PowerMissing}
 * @throws {ReviewLost}
 * @throws {Overloaded}
 */
export async function drawReviewPage(
  deps: ShowDeps,
  context: StaffContext & Asker,
  { id, view }: { id: string; view: PageView },
): Promise<DrawnPage> {
  const { bytes, documento } = await open(deps, context, id, `hoja ${view.page}`)
  return deps.drawer.draw({ bytes, format: documento.format }, view, context)
}

/**
 * How many pages it has; undefined where it cannot be drawn.
 * @param view what its frame shows.
 * @throws {PowerMissing}
 * @throws {ReviewLost}
 * @throws {Overloaded}
 */
export async function countReviewPages(
  deps: ShowDeps,
  context: StaffContext & Asker,
  { id, view }: { id: string; view: PageView },
): Promise<number | undefined> {
  const { bytes, documento } = await open(deps, context, id, 'visor')
  return deps.drawer.countPages({ bytes, format: documento.format }, view, context)
}

/**
 * The file itself, for what cannot be drawn. Audited.
 * @throws {PowerMissing}
 * @throws {ReviewLost}
 */
export const downloadReview = (deps: Omit<ShowDeps, 'drawer'>, context: StaffContext, id: string) =>
  open(deps, context, id, 'archivo')

async function open(
  deps: Omit<ShowDeps, 'drawer'>,
  context: StaffContext,
  id: string,
  what: string,
): Promise<Pick<ViewedDocumento, 'documento' | 'bytes'>> {
  const { documento, encrypted } = await inReview(
    deps,
    context,
    { id, power: 'ver_documentos' },
    async (uow, held) => {
      await recordSeen(deps, uow, context, held, what)
      return { documento: held.documento, encrypted: await uow.documentos.readEncryptedContent(id) }
    },
  )
  if (encrypted === null) throw new Error('what waits for a decision is never erased')
  return { documento, bytes: deps.cipher.decryptBytes(encrypted, documentoContext(id)) }
}

const recordSeen = (
  { clock }: Pick<Deps, 'clock'>,
  uow: UnitOfWork,
  context: StaffContext,
  { documento: { id, cuentaId } }: HeldDocumento,
  what: string,
): Promise<void> =>
  recordAudit(uow, context, clock.now(), 'documento_visto', {
    cuentaId,
    detail: { documento: id, parte: what },
  })
