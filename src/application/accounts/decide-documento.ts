import { enlaceMailbox } from '../../domain/account/channels.ts'
import { type Cuenta, displayName } from '../../domain/account/cuenta.ts'
import {
  DOCUMENTO_REFUSAL_REASONS,
  type Documento,
  type DocumentoRefusalReason,
} from '../../domain/documento/documento.ts'
import { isOfPerfil } from '../../domain/documento/kinds.ts'
import { paths } from '../../domain/urls.ts'
import { formatMoment } from '../../domain/values/fecha.ts'
import { recordAudit } from '../audit/record.ts'
import { enqueueAviso } from '../notices/avisos.ts'
import { type AuditContext, type Deps, formatActor, type UnitOfWork } from '../ports.ts'
import { mailDocumentoLink } from './documento-link.ts'
import { findPapersRefusal, type PapersRefusal, verifyFromPapers } from './verify-from-papers.ts'

type DecideDeps = Pick<Deps, 'random' | 'cipher' | 'fingerprints' | 'policy' | 'clock'>

export type DocumentoVerdict =
  | { estado: 'verificado'; reason: null }
  | { estado: 'rechazado'; reason: DocumentoRefusalReason }

export interface DecisionOutcome {
  /** Whether the cuenta is now verified. Not when it is not active or uses an RUT by now. */
  identidadVerificada: boolean
  /** Whether the person gets an aviso. */
  notified: boolean
}

/**
 * Decides on a documento: updates its cuenta, tells the person and audits, in the given transaction. Who is refused
 * gets a link to send another one (product.md “Documents”).
 * @returns why nothing was decided: it does not wait (any more), or the register stops the organisation, which papers
 *   alone do not settle.
 */
export async function decideDocumento(
  deps: DecideDeps,
  uow: UnitOfWork,
  documento: Documento,
  verdict: DocumentoVerdict,
  context: AuditContext,
): Promise<DecisionOutcome | 'ya_decidido' | PapersRefusal> {
  const { id, cuentaId, kind } = documento
  const { estado, reason } = verdict
  const now = deps.clock.now()
  const cuenta = await uow.cuentas.findById(cuentaId)
  const active = cuenta?.estado === 'activa' ? cuenta : undefined
  // A documento proves the number that it shows, not the RUT that a migrante's cuenta may use by now.
  const verifies = active !== undefined && estado === 'verificado' && isOfPerfil(kind, active.perfil)
  const refusal = verifies ? await findPapersRefusal(uow, active) : undefined
  if (refusal) return refusal
  const decision = { estado, reason, decidedAt: now, decidedBy: formatActor(context.actor) }
  if (!(await uow.documentos.decide(id, decision))) return 'ya_decidido'
  if (verifies) await verifyFromPapers(uow, active, now)
  const notified = active !== undefined && (await tell(deps, uow, active, documento, { reason, verifies }))
  await recordAudit(uow, context, now, 'documento_decidido', {
    cuentaId,
    result: estado,
    detail: { documento: id, identidadVerificada: verifies, ...(reason && { motivo: reason }) },
  })
  return { identidadVerificada: verifies, notified }
}

/** Tells who sent it. @returns whether there is a mailbox to tell. */
async function tell(
  deps: DecideDeps,
  uow: UnitOfWork,
  cuenta: Cuenta,
  { kind }: Documento,
  { reason, verifies }: { reason: DocumentoRefusalReason | null; verifies: boolean },
): Promise<boolean> {
  const to = enlaceMailbox(cuenta)
  if (to === null) return false
  const now = deps.clock.now()
  const cuentaId = cuenta.id
  const told = { name: displayName(cuenta), when: formatMoment(now) }
  if (reason === null) {
    await uow.enlaces.deleteByCuenta(cuentaId, 'documento')
    const enlace = deps.policy.baseUrl + paths.home
    const aviso = { ...told, kind: 'documento_verificado', verified: verifies, enlace } as const
    await enqueueAviso(deps, uow, { to, cuentaId, now, aviso })
    return true
  }
  const refused = { ...told, kind: 'documento_rechazado', reason: DOCUMENTO_REFUSAL_REASONS[reason] } as const
  if (isOfPerfil(kind, cuenta.perfil)) {
    await mailDocumentoLink(deps, uow, cuenta, { kind, reason }, (link) => ({ ...refused, ...link }))
  } else {
    await enqueueAviso(deps, uow, { to, cuentaId, now, aviso: { ...refused, enlace: null, expires: '' } })
  }
  return true
}
