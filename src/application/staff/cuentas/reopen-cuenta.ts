import { SECRETS, type Secret } from '../../../domain/account/tries.ts'
import type { Perfil } from '../../../domain/perfil.ts'
import { recordAudit } from '../../audit/record.ts'
import type { Deps, StaffContext } from '../../ports.ts'
import { cuentaSubject, subjectOf } from '../../proof/limits.ts'
import { requirePower } from '../require-power.ts'

/**
 * Ends every lockout of a cuenta and resets its try counters, those of every browser and
 * of its former identificador too (product.md “Tries”).
 * @returns the secrets that were locked; undefined when there is no such cuenta.
 */
export function reopenCuenta(
  deps: Deps,
  context: StaffContext,
  perfil: Perfil,
  identificador: string,
): Promise<Secret[] | undefined> {
  requirePower(context, 'reabrir_cuentas')
  const now = deps.clock.now()
  return deps.store.transaction(async (uow) => {
    const cuenta = await uow.cuentas.findByIdentificador(perfil, identificador)
    const subject = cuentaSubject(deps, { perfil, identificador }, cuenta)
    const former = cuenta && (await uow.cuentas.findFormerIdentificador(cuenta.id))
    const counters = [
      ...(cuenta ? await uow.tryCounters.deleteBySubject(subject) : []),
      ...(former
        ? await uow.tryCounters.deleteBySubject(subjectOf(deps, former.perfil, former.identificador))
        : []),
    ]
    const isLocked = (secret: Secret) =>
      counters.some((one) => one.secret === secret && one.lockedUntil !== null && one.lockedUntil > now)
    const locked = SECRETS.filter(isLocked)
    await recordAudit(uow, context, now, 'cuenta_reabierta', {
      subject,
      cuentaId: cuenta?.id ?? null,
      result: cuenta ? 'bien' : 'no_existe',
      detail: cuenta ? { cerrados: locked.join(' ') } : null,
    })
    return cuenta ? locked : undefined
  })
}
