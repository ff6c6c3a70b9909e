import { type Cuenta, displayName } from '../../domain/account/cuenta.ts'
import { rankOfProof } from '../../domain/account/proofs.ts'
import type { AuditEvent } from '../../domain/notices/audit-events.ts'
import type { Aviso } from '../../domain/notices/avisos.ts'
import type { Lazo } from '../../domain/organisations/lazo.ts'
import type { OtecOperacion } from '../../domain/perfil.ts'
import { formatMoment } from '../../domain/values/fecha.ts'
import { maskNie } from '../../domain/values/mask.ts'
import { recordAudit } from '../audit/record.ts'
import { notifyDeed } from '../notices/eventos.ts'
import type { Context, Deps, UnitOfWork } from '../ports.ts'
import { subjectOf } from '../proof/limits.ts'
import { pedidoOf } from './lazos.ts'
import type { Otec } from './otec.ts'

/** Audits what happened between an OTEC and a facilitador, once for each cuenta. */
export async function recordInBoth(
  deps: Deps,
  uow: UnitOfWork,
  context: Context,
  event: AuditEvent,
  lazo: Lazo,
): Promise<void> {
  for (const id of [lazo.otecId, lazo.facilitadorId]) {
    const cuenta = await uow.cuentas.findById(id)
    await recordAudit(uow, context, deps.clock.now(), event, {
      cuentaId: id,
      subject: cuenta ? subjectOf(deps, cuenta.perfil, cuenta.identificador) : null,
      detail: { lazo: lazo.id },
    })
  }
}

/** The documento as a mail to the OTEC shows it. */
export const maskedDocumento = (deps: Pick<Deps, 'cipher'>, lazo: Lazo): string =>
  maskNie(pedidoOf(deps, lazo).nie)

/** How a message names an OTEC. */
export const razonSocialOf = (otec: Pick<Cuenta, 'razonSocial'>): string => otec.razonSocial ?? 'una OTEC'

/** What an OTEC does about a facilitador; names both the aviso and the audit event. */
export type OtecDeed = 'facilitador_solicitado' | 'facilitador_recuperado' | 'facilitador_retirado'

/** Tells an OTEC what was done in its name, with “No fui yo”. */
export async function notifyOtec(
  deps: Deps,
  uow: UnitOfWork,
  {
    otec,
    lazo,
    operacion,
    deed,
    now,
  }: { otec: Otec; lazo: Lazo; operacion: OtecOperacion; deed: OtecDeed; now: Date },
): Promise<void> {
  await notifyDeed(deps, uow, {
    kind: operacion,
    cuentaId: otec.id,
    before: otec,
    mailbox: otec.email,
    rank: rankOfProof('clave', otec, now),
    from: now,
    aviso: (noFuiYoEnlace): Aviso => ({
      kind: deed,
      name: displayName(otec),
      documento: maskedDocumento(deps, lazo),
      when: formatMoment(now),
      noFuiYoEnlace,
    }),
  })
}
