import { displayName } from '../../domain/account/cuenta.ts'
import {
  DOCUMENTO_REFUSAL_REASONS,
  type Documento,
  type DocumentoRefusalReason,
} from '../../domain/documento/documento.ts'
import { paths } from '../../domain/urls.ts'
import { formatMoment } from '../../domain/values/fecha.ts'
import { saveCuenta } from '../accounts/save-cuenta.ts'
import { recordAudit } from '../audit/record.ts'
import { enqueueAviso } from '../notices/avisos.ts'
import { type AuditContext, type Deps, formatActor, type UnitOfWork } from '../ports.ts'

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
 * Decides on a documento: updates its cuenta, tells the person and audits, in the given transaction.
 * @returns undefined when it was already decided.
 */
export async function decideDocumento(
  deps: Pick<Deps, 'random' | 'cipher' | 'fingerprints' | 'policy' | 'clock'>,
  uow: UnitOfWork,
  { id, cuentaId }: Documento,
  { estado, reason }: DocumentoVerdict,
  context: AuditContext,
): Promise<DecisionOutcome | undefined> {
  const now = deps.clock.now()
  const decision = { estado, reason, decidedAt: now, decidedBy: formatActor(context.actor) }
  if (!(await uow.documentos.decide(id, decision))) return undefined
  const cuenta = await uow.cuentas.findById(cuentaId)
  const active = cuenta?.estado === 'activa' ? cuenta : undefined
  // The documento proves the NIE, not the RUT that the cuenta now uses.
  const isOfOtherNumber =
    active !== undefined && (await uow.cuentas.findFormerIdentificador(active.id)) !== undefined
  const identidadVerificada = active !== undefined && estado === 'verificado' && !isOfOtherNumber
  if (active && identidadVerificada) {
    await saveCuenta(uow, { ...active, identidad: 'verificada', updatedAt: now })
  }
  if (active?.email) {
    const shared = { name: displayName(active), when: formatMoment(now) }
    const { baseUrl } = deps.policy
    await enqueueAviso(deps, uow, {
      to: active.email,
      cuentaId,
      now,
      aviso: reason
        ? {
            ...shared,
            kind: 'documento_rechazado',
            reason: DOCUMENTO_REFUSAL_REASONS[reason],
            enlace: baseUrl + paths.masInformacion,
          }
        : { ...shared, kind: 'documento_verificado', enlace: baseUrl + paths.home },
    })
  }
  await recordAudit(uow, context, now, 'documento_decidido', {
    cuentaId,
    result: estado,
    detail: { documento: id, identidadVerificada, ...(reason && { motivo: reason }) },
  })
  return { identidadVerificada, notified: Boolean(active?.email) }
}
