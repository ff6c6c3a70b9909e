import { keepConfirmed, linkMailboxes } from '../../../domain/account/coming-back.ts'
import { type Cuenta, displayName } from '../../../domain/account/cuenta.ts'
import { pasoUrl } from '../../../domain/urls.ts'
import { formatMoment } from '../../../domain/values/fecha.ts'
import { endFormer } from '../../accounts/end-former.ts'
import { enqueueAviso } from '../../notices/avisos.ts'
import { tellConfirmed } from '../../notices/tell-confirmed.ts'
import type { Deps, StaffContext, UnitOfWork } from '../../ports.ts'

type UnfreezeResult = { result: 'bien'; byMail: boolean } | { result: 'no_congelada' | 'cambio_entretanto' }

/**
 * Reactivates a frozen cuenta in a transaction, which the caller records. Only what was proven stays of it (product.md
 * “Proofs”): clave, pregunta, mobiles and unconfirmed mailboxes are removed, and whatever rested on them ends. Every
 * confirmed channel is told.
 * @returns `byMail`: whether a confirmed mailbox is left, whose link is the way in.
 */
export async function unfreezeByStaff(
  deps: Deps,
  uow: UnitOfWork,
  context: StaffContext,
  cuenta: Cuenta,
): Promise<UnfreezeResult> {
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
