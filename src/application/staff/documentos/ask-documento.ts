import { enlaceMailbox, includesMailbox, isEnlaceConfirmed } from '../../../domain/account/channels.ts'
import { type Cuenta, displayName } from '../../../domain/account/cuenta.ts'
import { type Asked, askReasonsOf, askReasonText, kindText } from '../../../domain/documento/asked.ts'
import { isOfPerfil } from '../../../domain/documento/kinds.ts'
import type { Perfil } from '../../../domain/perfil.ts'
import { maskEmail } from '../../../domain/values/mask.ts'
import { mailDocumentoLink } from '../../accounts/documento-link.ts'
import { recordAudit } from '../../audit/record.ts'
import { findBounced } from '../../notices/bounces.ts'
import type { Deps, StaffContext, UnitOfWork } from '../../ports.ts'
import { cuentaSubject } from '../../proof/limits.ts'
import { isOwn } from '../llamadas/own-cuenta.ts'
import { requirePower } from '../require-power.ts'

/** Whom staff asks for which document, and why. */
export interface DocumentoOrder extends Asked {
  perfil: Perfil
  identificador: string
}

/** Why a document cannot be asked for; `propia`: the cuenta of whoever asks. */
export type AskRefusal =
  | 'no_existe'
  | 'propia'
  | 'congelada'
  | 'cerrada'
  | 'sin_correo'
  | 'correo_sin_confirmar'
  | 'no_corresponde'

export type AskResult =
  | { result: 'bien'; maskedEmail: string; bounced: boolean; expiresAt: Date }
  | { result: AskRefusal }

/**
 * Asks a person for a document: mails a link with which they send it (product.md “Documents”). Audited, also when
 * it is refused.
 * @returns where the link went, whether mail came back from there lately, and when it expires; `no_corresponde` for a kind or reason of another perfil.
 */
export function askDocumento(deps: Deps, context: StaffContext, order: DocumentoOrder): Promise<AskResult> {
  requirePower(context, 'pedir_documentos')
  const { perfil, identificador, kind, reason } = order
  return deps.store.transaction(async (uow) => {
    const cuenta = await uow.cuentas.findByIdentificador(perfil, identificador)
    const done = cuenta
      ? await askForDocumento(deps, uow, context, cuenta, order)
      : { result: 'no_existe' as const }
    await recordAudit(uow, context, deps.clock.now(), 'documento_pedido', {
      subject: cuentaSubject(deps, { perfil, identificador }, cuenta),
      cuentaId: cuenta?.id ?? null,
      result: done.result,
      detail: { tipo: kind, motivo: reason },
    })
    return done
  })
}

/** The same in a transaction, which the caller records. */
export async function askForDocumento(
  deps: Deps,
  uow: UnitOfWork,
  context: StaffContext,
  cuenta: Cuenta,
  { kind, reason }: Asked,
): Promise<AskResult> {
  if (await isOwn(deps, uow, context.actor, cuenta)) return { result: 'propia' }
  if (cuenta.estado !== 'activa') return { result: cuenta.estado }
  if (!isOfPerfil(kind, cuenta.perfil) || !askReasonsOf(cuenta.perfil).includes(reason))
    return { result: 'no_corresponde' }
  const mailbox = enlaceMailbox(cuenta)
  if (mailbox === null) return { result: 'sin_correo' }
  if (!isEnlaceConfirmed(cuenta)) return { result: 'correo_sin_confirmar' }
  const expiresAt = await mailDocumentoLink(deps, uow, cuenta, { kind, reason }, (link) => ({
    kind: 'documento_pedido',
    name: displayName(cuenta),
    document: kindText(kind, cuenta.tipoDocumento),
    reason: askReasonText(reason),
    ...link,
  }))
  if (!expiresAt) throw new Error('a mailbox that was there is gone')
  const bounced = (await findBounced(deps, uow, cuenta)).some(({ email }) =>
    includesMailbox([email], mailbox),
  )
  return { result: 'bien', maskedEmail: maskEmail(mailbox), bounced, expiresAt }
}
