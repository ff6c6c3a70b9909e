import { type Cuenta, displayName } from '../../domain/account/cuenta.ts'
import { rankOf } from '../../domain/account/proofs.ts'
import { addMinutes, PROVEN_SOLICITUD_MINUTES } from '../../domain/values/durations.ts'
import { formatMoment } from '../../domain/values/fecha.ts'
import { recordAudit } from '../audit/record.ts'
import { SolicitudLost } from '../errors.ts'
import { type BouncedMailbox, findBounced } from '../notices/bounces.ts'
import { notifyDeed } from '../notices/eventos.ts'
import type { Context, Deps, PendingChange, Solicitud, UnitOfWork } from '../ports.ts'
import { advanceSolicitud } from '../request/read-again.ts'
import { resultOf, secretsFingerprintOf, withResult } from '../request/solicitudes.ts'

/**
 * What is pending of the cuenta of a solicitud, for every page that follows a proof (product.md “Proofs”, 3).
 * @returns nothing before something was proven, nor once it no longer holds.
 */
export async function readPending(deps: Deps, solicitud: Solicitud): Promise<PendingChange[]> {
  if (!hasProof(solicitud)) return []
  return deps.store.read(async ({ cuentas, pendingChanges }) => {
    const pending = await pendingChanges.findByCuenta(solicitud.cuentaId ?? '')
    if (pending.length === 0) return []
    const cuenta = await cuentas.findById(solicitud.cuentaId ?? '')
    return cuenta && stillProves(deps, solicitud, cuenta) ? pending : []
  })
}

/**
 * The mailboxes of the cuenta of a solicitud that mail does not reach, for the same pages (product.md “Notices”).
 * @returns nothing before something was proven, nor once it no longer holds.
 */
export async function readBounced(deps: Deps, solicitud: Solicitud): Promise<BouncedMailbox[]> {
  if (!hasProof(solicitud)) return []
  return deps.store.read(async (queries) => {
    const cuenta = await queries.cuentas.findById(solicitud.cuentaId ?? '')
    return cuenta && stillProves(deps, solicitud, cuenta) ? findBounced(deps, queries, cuenta) : []
  })
}

const hasProof = ({ proofs }: Solicitud): boolean => proofs.some((proof) => proof !== 'datos')

/**
 * Whether a solicitud proves the cuenta still. What ends an open one deletes it; one that is over, whose page can
 * be seen for some minutes, proves nothing of a cuenta that was written since.
 */
function stillProves(deps: Deps, solicitud: Solicitud, cuenta: Cuenta): boolean {
  const { secretsFingerprint } = resultOf(deps, solicitud)
  const isCurrent = secretsFingerprint
    ? secretsFingerprint === secretsFingerprintOf(deps, cuenta)
    : solicitud.estado === 'abierta' ||
      cuenta.updatedAt <= addMinutes(solicitud.expiresAt, -PROVEN_SOLICITUD_MINUTES)
  return isCurrent && rankOf(solicitud.proofs, cuenta, deps.clock.now()) !== 'ninguno'
}

/**
 * Cancels a pending change from a page that shows it, with what that solicitud has proven, and tells the mailboxes
 * that the cuenta keeps.
 * @returns the solicitud. A second click finds the change gone, and does nothing; of one that took effect, expired
 *   or was cancelled elsewhere the page says so.
 * @throws {SolicitudLost} when it is over, or no longer proves anything.
 */
export function cancelPending(
  deps: Deps,
  context: Context,
  { solicitudId, changeId }: { solicitudId: string; changeId: string },
): Promise<Solicitud> {
  return deps.store.transaction(async (uow) => {
    const now = deps.clock.now()
    const solicitud = await uow.solicitudes.findById(solicitudId)
    if (!solicitud || solicitud.expiresAt <= now || !hasProof(solicitud)) throw new SolicitudLost()
    const cuenta = await uow.cuentas.findById(solicitud.cuentaId ?? '')
    if (!cuenta || !stillProves(deps, solicitud, cuenta)) throw new SolicitudLost()
    const result = resultOf(deps, solicitud)
    const pressed = result.pressed ?? []
    if (pressed.includes(changeId)) return solicitud
    const change = (await uow.pendingChanges.findByCuenta(cuenta.id)).find(({ id }) => id === changeId)
    if (!change || !(await uow.pendingChanges.delete(change.id))) {
      const told = withResult(deps, solicitud, { ...result, wasGone: true })
      await advanceSolicitud(uow, solicitud, told)
      return told
    }
    await uow.enlaces.deleteByTarget(change.id)
    await recordAudit(uow, context, now, 'cambio_cancelado', {
      cuentaId: cuenta.id,
      subject: solicitud.subject,
      result: change.kind,
      detail: { prueba: solicitud.proofs.at(-1) ?? '' },
    })
    await tellOfCancelling(deps, uow, solicitud, cuenta, change)
    const cancelled = [...(result.cancelled ?? []), change.kind]
    const told = withResult(deps, solicitud, { ...result, cancelled, pressed: [...pressed, change.id] })
    await advanceSolicitud(uow, solicitud, told)
    return told
  })
}

async function tellOfCancelling(
  deps: Deps,
  uow: UnitOfWork,
  { proofs }: Solicitud,
  cuenta: Cuenta,
  { kind }: PendingChange,
): Promise<void> {
  const now = deps.clock.now()
  const mailbox = cuenta.email ?? cuenta.emailRepresentante
  if (!mailbox) return
  await notifyDeed(deps, uow, {
    kind: 'actualizar',
    cuentaId: cuenta.id,
    before: cuenta,
    mailbox,
    otherMailbox: cuenta.emailRepresentante,
    rank: rankOf(proofs, cuenta, now),
    aviso: (noFuiYoEnlace) => ({
      kind: 'cambio_cancelado',
      name: displayName(cuenta),
      what: kind,
      when: formatMoment(now),
      noFuiYoEnlace,
    }),
  })
}
