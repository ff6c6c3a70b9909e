import { codigoMailbox, codigoServes, recoveryMailbox } from '../../../domain/account/channels.ts'
import { type Cuenta, displayName } from '../../../domain/account/cuenta.ts'
import { urlOfPaso } from '../../../domain/urls.ts'
import { addMinutes, CODIGO_MINUTES } from '../../../domain/values/durations.ts'
import { formatMoment } from '../../../domain/values/fecha.ts'
import { enqueueAviso } from '../../notices/avisos.ts'
import type { Deps, Peticion, PeticionEnd, UnitOfWork } from '../../ports.ts'
import { putCodigo } from './codigos.ts'

/**
 * Mails a 6-digit codigo to the registered mailbox (of an organisation: its representative's), as the worker
 * finds it. It replaces any previous one; if the mailbox is over its limit, the previous one stays valid, but a proven
 * browser has some codes of its own. One that would not serve, because the mailbox is not confirmed and the respuesta
 * was not given, is not sent: the mail says to answer first (product.md “Proofs”, 1).
 * @returns what came of it; 'tarde' when the solicitud that asked is over.
 */
export async function sendCodigo(
  deps: Deps,
  uow: UnitOfWork,
  cuenta: Cuenta,
  { solicitudId, createdAt, browser }: Peticion,
): Promise<PeticionEnd> {
  const now = deps.clock.now()
  const expiresAt = addMinutes(createdAt, CODIGO_MINUTES)
  const solicitud = await uow.solicitudes.findById(solicitudId)
  if (solicitud?.estado !== 'abierta' || solicitud.cuentaId !== cuenta.id || expiresAt <= now) return 'tarde'
  const recovers = solicitud.operacion === 'recuperar'
  const to = recovers ? recoveryMailbox(cuenta) : codigoMailbox(cuenta)
  if (!to || cuenta.estado !== 'activa') {
    await putCodigo(deps, uow, { solicitudId, expiresAt }, null)
    return 'sin_destino'
  }
  if (!recovers && !codigoServes(solicitud.proofs, cuenta)) {
    await putCodigo(deps, uow, { solicitudId, expiresAt }, null)
    const actualizarUrl = deps.policy.baseUrl + urlOfPaso({ ...cuenta, operacion: 'actualizar' })
    const aviso = { kind: 'codigo_tras_respuesta', name: displayName(cuenta), actualizarUrl } as const
    const told = await enqueueAviso(deps, uow, { to, cuentaId: cuenta.id, aviso, now })
    return told ? 'sin_confirmar' : 'limite'
  }
  const leaves = await mailCodigo(deps, uow, cuenta, { to, solicitudId, expiresAt, recovers, browser })
  return leaves ? 'enviada' : 'limite'
}

/**
 * Mails a codigo, which replaces any previous one of its solicitud.
 * @param codigo `always`: whether no limit drops it; `browser`: the proven one that asked.
 * @returns false when it was dropped.
 */
export async function mailCodigo(
  deps: Deps,
  uow: UnitOfWork,
  cuenta: Cuenta,
  {
    to,
    solicitudId,
    expiresAt,
    recovers,
    always = false,
    browser = null,
  }: {
    to: string
    solicitudId: string
    expiresAt: Date
    recovers: boolean
    always?: boolean
    browser?: string | null
  },
): Promise<boolean> {
  const codigo = deps.random.text('0123456789', 6)
  const expires = formatMoment(expiresAt)
  const leaves = await enqueueAviso(deps, uow, {
    to,
    cuentaId: cuenta.id,
    aviso: { kind: 'codigo', name: displayName(cuenta), codigo, expires, recovers },
    now: deps.clock.now(),
    always,
    ...(browser !== null && { browser }),
  })
  if (leaves) await putCodigo(deps, uow, { solicitudId, expiresAt }, codigo)
  return leaves
}
