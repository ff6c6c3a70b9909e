/** Giving a frozen account back at once, as an agent does in a call where a code of the call opens it. */
import type { Deps, StaffContext } from '../../../src/application/ports.ts'
import { unfreezeByStaff } from '../../../src/application/staff/cuentas/unfreeze-cuenta.ts'
import type { Perfil } from '../../../src/domain/perfil.ts'

/** @returns what came of it; `no_existe` where there is no such account. */
export const unfreezeCuenta = (deps: Deps, context: StaffContext, perfil: Perfil, identificador: string) =>
  deps.store.transaction(async (uow) => {
    const cuenta = await uow.cuentas.findByIdentificador(perfil, identificador)
    return cuenta ? unfreezeByStaff(deps, uow, context, cuenta) : { result: 'no_existe' as const }
  })
