import { PROVISORIA_ALPHABET } from '../../domain/secrets/clave.ts'
import { recordAudit } from '../audit/record.ts'
import { SolicitudLost } from '../errors.ts'
import type { AuditContext, Context, Deps, Solicitud, UnitOfWork } from '../ports.ts'
import { resultOf, withResult } from '../request/solicitudes.ts'

/**
 * Opens a caso for the call centre from a stopped solicitud, or returns the one already open.
 * @returns the number that the person tells by phone.
 * @throws {SolicitudLost} when the solicitud is not stopped or expired.
 */
export function openCaso(deps: Deps, context: Context, solicitudId: string): Promise<string> {
  return deps.store.transaction(async (uow) => {
    const solicitud: Solicitud | undefined = await uow.solicitudes.findById(solicitudId)
    const now = deps.clock.now()
    if (solicitud?.estado !== 'detenida' || solicitud.expiresAt <= now) throw new SolicitudLost()
    const number = await casoFor(deps, uow, context, solicitud, solicitud.reason ?? 'otro')
    await uow.solicitudes.save(withResult(deps, solicitud, { ...resultOf(deps, solicitud), caso: number }))
    return number
  })
}

/** Number of the open caso for the subject of a solicitud and a reason; opens one when there is none. */
export async function casoFor(
  deps: Deps,
  uow: UnitOfWork,
  context: AuditContext,
  { perfil, cuentaId, subject }: Pick<Solicitud, 'perfil' | 'cuentaId' | 'subject'>,
  reason: string,
): Promise<string> {
  const createdAt = deps.clock.now()
  const newCaso = {
    number: deps.random.text(PROVISORIA_ALPHABET, 8),
    reason,
    perfil,
    cuentaId,
    subject,
    createdAt,
  }
  const { number } = await uow.casos.open(newCaso)
  if (number === newCaso.number) {
    await recordAudit(uow, context, createdAt, 'caso_abierto', { subject, detail: { numero: number } })
  }
  return number
}
