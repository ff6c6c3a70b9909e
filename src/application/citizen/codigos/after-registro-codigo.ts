import { verifiedByCodigo } from '../../../domain/organisations/registro-codigo.ts'
import { saveCuenta } from '../../accounts/save-cuenta.ts'
import type { Context, Deps, Solicitud, UnitOfWork } from '../../ports.ts'
import { advanceSolicitud } from '../../request/read-again.ts'
import { identificadorOf, makeSolicitud, resultOf, withResult } from '../../request/solicitudes.ts'
import { entryText, type OfferedIn } from './registro-codigo.ts'
import { recordVerified } from './take-over.ts'

/** Verifies the account, and settles what would stop it. @returns the solicitud, which says so. */
export async function verifyOrganizacion(
  deps: Deps,
  uow: UnitOfWork,
  context: Context,
  found: OfferedIn,
): Promise<Solicitud> {
  const { solicitud, cuenta, organismo } = found
  const now = deps.clock.now()
  await saveCuenta(uow, { ...verifiedByCodigo(cuenta, organismo), updatedAt: now })
  await recordVerified(uow, context, now, solicitud)
  const end = withResult(deps, solicitud, { ...resultOf(deps, solicitud), registro: 'verificada' })
  await advanceSolicitud(uow, solicitud, end)
  return end
}

/** Opens paso 2 of Cambiar, with which the account takes over the register's representative. @returns its solicitud. */
export async function startTakeOver(deps: Deps, uow: UnitOfWork, found: OfferedIn): Promise<Solicitud> {
  const { solicitud, cuenta, organismo } = found
  const start = makeSolicitud(deps, {
    operacion: 'cambiar',
    perfil: 'juridica',
    identificador: identificadorOf(deps, solicitud),
    cuenta,
    proofs: ['registro'],
    volver: solicitud.volver,
  })
  const end = withResult(deps, start, { registroEntry: entryText(organismo) })
  await uow.solicitudes.create(end)
  return end
}
