/** Documents that are asked for, sent by the mailed link, and decided. */

import {
  type AskResult,
  askDocumento,
  type DocumentoOrder,
} from '../../../src/application/staff/documentos/ask-documento.ts'
import { type ReviewResult, reviewDocumento } from '../../../src/application/staff/documentos/documentos.ts'
import type { DocumentoRefusalReason } from '../../../src/domain/documento/documento.ts'
import { OPERADOR } from '../data/operador.ts'
import type { TestProduct } from '../product/test-product.ts'
import { enlaceFor } from './journeys.ts'
import {
  ATTACHMENT,
  type Attachment,
  type FormFields,
  type LoadedPage,
  ScriptFreeBrowser,
} from './script-free-browser.ts'

/** Staff asks for a document. */
export const askFor = (p: TestProduct, order: DocumentoOrder): Promise<AskResult> =>
  askDocumento(p.deps, OPERADOR, order)

/** The documents of a cuenta that wait, oldest first. */
export const waitingOf = (p: TestProduct, cuentaId: string) =>
  p.deps.store.transaction(async (uow) =>
    (await uow.documentos.findPending(100)).filter((one) => one.cuentaId === cuentaId),
  )

/** Staff decides the one that waits. */
export async function decide(
  p: TestProduct,
  cuentaId: string,
  reason: DocumentoRefusalReason | null = null,
): Promise<ReviewResult> {
  const [documento] = await waitingOf(p, cuentaId)
  if (!documento) throw new Error('no document waits')
  const verdict = reason
    ? ({ estado: 'rechazado', reason } as const)
    : ({ estado: 'verificado', reason } as const)
  return reviewDocumento(p.deps, OPERADOR, documento.id, verdict)
}

/** Opens the newest link mailed to an address, in a browser of its own. */
export async function openLink(
  p: TestProduct,
  to: string,
  text = 'Enviar mi documento',
): Promise<{ me: ScriptFreeBrowser; page: LoadedPage }> {
  const me = new ScriptFreeBrowser(p.app)
  return { me, page: await me.open(await enlaceFor(p, to, text)) }
}

/** Sends a file on the page of a link. */
export const sendFile = (
  { me, page }: { me: ScriptFreeBrowser; page: LoadedPage },
  attachments: readonly Attachment[] = [ATTACHMENT],
  fields: FormFields = {},
): Promise<LoadedPage> => me.submitWith(page, fields, attachments)
