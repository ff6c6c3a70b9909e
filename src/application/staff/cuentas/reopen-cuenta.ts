import type { Cuenta } from '../../../domain/account/cuenta.ts'
import { SECRETS, type Secret } from '../../../domain/account/tries.ts'
import type { Perfil } from '../../../domain/perfil.ts'
import { recordAudit } from '../../audit/record.ts'
import type { Deps, StaffContext, UnitOfWork } from '../../ports.ts'
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
    const locked = cuenta && (await reopenTries(deps, uow, cuenta))
    await recordAudit(uow, context, now, 'cuenta_reabierta', {
      subject: cuentaSubject(deps, { perfil, identificador }, cuenta),
      cuentaId: cuenta?.id ?? null,
      result: cuenta ? 'bien' : 'no_existe',
      detail: locked ? { cerrados: locked.join(' ') } : null,
    })
    return locked
  })
}

/** The same in a transaction, which the caller records. @returns the secrets that were locked. */
export async function reopenTries(
  deps: Pick<Deps, 'fingerprints' | 'clock'>,
  uow: UnitOfWork,
  cuenta: Cuenta,
): Promise<Secret[]> {
  const now = deps.clock.now()
  const former = await uow.cuentas.findFormerIdentificador(cuenta.id)
  const counters: Awaited<ReturnType<typeof uow.tryCounters.deleteBySubject>> = []
  for (const { perfil, identificador } of former ? [cuenta, former] : [cuenta]) {
    counters.push(...(await uow.tryCounters.deleteBySubject(subjectOf(deps, perfil, identificador))))
  }
  return SECRETS.filter((secret) =>
    counters.some((one) => one.secret === secret && one.lockedUntil !== null && one.lockedUntil > now),
  )
}
