import { keepConfirmed } from '../../domain/account/coming-back.ts'
import type { Cuenta } from '../../domain/account/cuenta.ts'
import type { Perfil } from '../../domain/perfil.ts'
import { endFormer } from '../accounts/end-former.ts'
import { recordAudit } from '../audit/record.ts'
import type { Deps, OperadorContext, UnitOfWork } from '../ports.ts'
import { cuentaSubject } from '../proof/limits.ts'

export type UnfreezeResult =
  | { result: 'bien'; byMail: boolean }
  | { result: 'no_existe' | 'no_congelada' | 'cambio_entretanto' }

/**
 * Reactivates a frozen cuenta, of which only what was proven stays (product.md “Proofs”): clave, pregunta,
 * mobiles and unconfirmed mailboxes are removed, and whatever rested on them ends.
 * @returns `byMail`: whether a confirmed mailbox is left, whose link is the way in.
 */
export function unfreezeCuenta(
  deps: Deps,
  context: OperadorContext,
  perfil: Perfil,
  identificador: string,
): Promise<UnfreezeResult> {
  const now = deps.clock.now()
  return deps.store.transaction(async (uow) => {
    const cuenta = await uow.cuentas.findByIdentificador(perfil, identificador)
    const done = await unfreeze(uow, context, cuenta, now)
    await recordAudit(uow, context, now, 'cuenta_descongelada', {
      subject: cuentaSubject(deps, { perfil, identificador }, cuenta),
      cuentaId: cuenta?.id ?? null,
      result: done.result,
    })
    return done
  })
}

async function unfreeze(
  uow: UnitOfWork,
  context: OperadorContext,
  cuenta: Cuenta | undefined,
  now: Date,
): Promise<UnfreezeResult> {
  if (!cuenta) return { result: 'no_existe' }
  if (cuenta.estado !== 'congelada') return { result: 'no_congelada' }
  const active: Cuenta = { ...keepConfirmed(cuenta, now), updatedAt: now }
  const saved = await uow.cuentas.save(active)
  if (typeof saved === 'string') return { result: 'cambio_entretanto' }
  await endFormer(uow, { before: cuenta, after: saved, context, at: now })
  return { result: 'bien', byMail: active.email !== null }
}
