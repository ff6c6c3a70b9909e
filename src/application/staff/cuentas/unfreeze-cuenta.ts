import { keepConfirmed, linkMailboxes } from '../../../domain/account/coming-back.ts'
import { type Cuenta, displayName } from '../../../domain/account/cuenta.ts'
import type { Perfil } from '../../../domain/perfil.ts'
import { pasoUrl } from '../../../domain/urls.ts'
import { formatMoment } from '../../../domain/values/fecha.ts'
import { endFormer } from '../../accounts/end-former.ts'
import { recordAudit } from '../../audit/record.ts'
import { enqueueAviso } from '../../notices/avisos.ts'
import { tellConfirmed } from '../../notices/tell-confirmed.ts'
import type { Deps, StaffContext, UnitOfWork } from '../../ports.ts'
import { cuentaSubject } from '../../proof/limits.ts'
import { requirePower } from '../require-power.ts'

export type UnfreezeResult =
  | { result: 'bien'; byMail: boolean }
  | { result: 'no_congelada' | 'cambio_entretanto' }
  | { result: 'no_existe' }

/**
 * Reactivates a frozen cuenta, of which only what was proven stays (product.md “Proofs”): clave, pregunta,
 * mobiles and unconfirmed mailboxes are removed, and whatever rested on them ends. Every confirmed channel is told.
 * @returns `byMail`: whether a confirmed mailbox is left, whose link is the way in.
 */
export function unfreezeCuenta(
  deps: Deps,
  context: StaffContext,
  perfil: Perfil,
  identificador: string,
): Promise<UnfreezeResult> {
  requirePower(context, 'descongelar_cuentas')
  const now = deps.clock.now()
  return deps.store.transaction(async (uow) => {
    const cuenta = await uow.cuentas.findByIdentificador(perfil, identificador)
    const done = cuenta ? await unfreezeByStaff(deps, uow, context, cuenta) : { result: 'no_existe' as const }
    await recordAudit(uow, context, now, 'cuenta_descongelada', {
      subject: cuentaSubject(deps, { perfil, identificador }, cuenta),
      cuentaId: cuenta?.id ?? null,
      result: done.result,
    })
    return done
  })
}

/** The same in a transaction, which the caller records. */
export async function unfreezeByStaff(
  deps: Deps,
  uow: UnitOfWork,
  context: StaffContext,
  cuenta: Cuenta,
): Promise<Exclude<UnfreezeResult, { result: 'no_existe' }>> {
  const now = deps.clock.now()
  if (cuenta.estado !== 'congelada') return { result: 'no_congelada' }
  const active: Cuenta = { ...keepConfirmed(cuenta, now), updatedAt: now }
  const saved = await uow.cuentas.save(active)
  if (typeof saved === 'string') return { result: 'cambio_entretanto' }
  await endFormer(uow, { before: cuenta, after: saved, context, at: now })
  await tellUnfrozen(deps, uow, { before: cuenta, after: saved, intact: false })
  return { result: 'bien', byMail: linkMailboxes(saved).length > 0 }
}

/** Tells the confirmed channels that staff unfroze the cuenta. @param told `intact`: whether all stayed as it was. */
export async function tellUnfrozen(
  deps: Deps,
  uow: UnitOfWork,
  { before, after, intact }: { before: Cuenta; after: Cuenta; intact: boolean },
): Promise<void> {
  const now = deps.clock.now()
  const { id: cuentaId, perfil } = after
  const aviso = {
    kind: 'cuenta_descongelada',
    name: displayName(after),
    when: formatMoment(now),
    intact,
    recuperarUrl: perfil === 'facilitador' ? null : deps.policy.baseUrl + pasoUrl(perfil, 'recuperar'),
  } as const
  await tellConfirmed(deps, uow, {
    states: [before, after],
    except: [],
    byMail: (to) => enqueueAviso(deps, uow, { to, cuentaId, aviso, now }),
    sms: { kind: 'cuenta_descongelada', intact },
    now,
  })
}
