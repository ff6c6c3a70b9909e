import { type Cuenta, displayName } from '../../../domain/account/cuenta.ts'
import type { Orden } from '../../../domain/staff/orden.ts'
import { formatMoment } from '../../../domain/values/fecha.ts'
import { closeCuenta } from '../../accounts/close-cuenta.ts'
import { findOther, recordOfOther } from '../../accounts/other-cuenta.ts'
import { saveCuenta } from '../../accounts/save-cuenta.ts'
import { enqueueAviso } from '../../notices/avisos.ts'
import { tellConfirmed } from '../../notices/tell-confirmed.ts'
import { type Deps, SISTEMA_CONTEXT, StoreUnavailable, type UnitOfWork } from '../../ports.ts'

/**
 * Closes the cuenta of a NIE and leaves the NIE to that of the RUT, as if it had become it: it stays reserved and leads
 * there. Nothing else is copied. The channels of both are told.
 * @throws {StoreUnavailable} ('conflicto') when either was written meanwhile: rolls back, and runs again.
 */
export async function joinToRut(deps: Deps, uow: UnitOfWork, orden: Orden, cuenta: Cuenta): Promise<void> {
  const now = deps.clock.now()
  const other = await findOther(deps, uow, orden)
  // Written although nothing of it changes: whoever freezes or closes it at once finds out, or this does.
  const kept = other && (await saveCuenta(uow, other))
  if (!kept || typeof kept === 'string') throw new StoreUnavailable('conflicto', 'the other cuenta is gone')
  await closeCuenta(deps, uow, SISTEMA_CONTEXT, cuenta, { nowUsesRut: true })
  const { perfil, identificador, identidad } = cuenta
  await uow.cuentas.reserve(kept.id, { perfil, identificador, identidad })
  await recordOfOther(deps, uow, SISTEMA_CONTEXT, 'nie_recibido', { orden, other: kept })
  const aviso = { kind: 'nie_recibido', name: displayName(kept), when: formatMoment(now) } as const
  await tellConfirmed(deps, uow, {
    states: [kept],
    except: [],
    byMail: (to) => enqueueAviso(deps, uow, { to, cuentaId: kept.id, aviso, now }),
    sms: { kind: 'nie_recibido' },
    now,
  })
}
