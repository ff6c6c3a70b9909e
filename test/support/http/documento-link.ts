/** Documents that are asked for, sent by the mailed link, and decided. */

import {
  type AskResult,
  askDocumento,
  type DocumentoOrder,
} from '../../../src/application/staff/documentos/ask-documento.ts'
import { type ReviewResult, reviewDocumento } from '../../../src/application/staff/documentos/documentos.ts'
import type { Cuenta } from '../../../src/domain/account/cuenta.ts'
import type { DocumentoRefusalReason } from '../../../src/domain/documento/documento.ts'
import { updateCuenta } from '../data/cuentas.ts'
import { nieCuenta, registerMigrante } from '../data/migrantes.ts'
import { OPERADOR } from '../data/operador.ts'
import { nieOf } from '../data/personas.ts'
import type { TestProduct } from '../product/test-product.ts'
import { enlaceFor } from './journeys.ts'
import {
  ATTACHMENT,
  type Attachment,
  type FormFields,
  type LoadedPage,
  ScriptFreeBrowser,
} from './script-free-browser.ts'

/** What the link in the mail says, when staff ask and after a refusal. */
export const ASKED = 'Enviar mi documento'
export const AGAIN = 'Enviar otro documento'
/** Titles of the pages that follow the link. */
export const RECEIVED = 'Recibimos su documento'
export const USED = 'Ya recibimos un documento'
export const EXPIRED = 'Este enlace ya no sirve'

/** A migrante whose mailbox is confirmed, with the document of the registration waiting. */
export async function confirmedMigrante(p: TestProduct, number: number): Promise<Cuenta> {
  await registerMigrante(p, number)
  await updateCuenta(p, 'migrante', nieOf(number), { emailConfirmedAt: p.clock.now() })
  return nieCuenta(p, number)
}

/** The same once that document was refused. */
export async function refusedMigrante(p: TestProduct, number: number): Promise<Cuenta> {
  const cuenta = await confirmedMigrante(p, number)
  await decide(p, cuenta.id, 'ilegible')
  return cuenta
}

/** Staff asks a migrante for the document that they called about. */
export const askMigrante = (p: TestProduct, number: number): Promise<AskResult> =>
  askFor(p, { perfil: 'migrante', identificador: nieOf(number), kind: 'identificacion', reason: 'llamada' })

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
  text = ASKED,
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
