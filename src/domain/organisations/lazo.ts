/** The lazo between a foreign facilitator and an OTEC that requested it. */
import type { Cuenta, IdentityData } from '../account/cuenta.ts'
import { addHours, INVITATION_HOURS } from '../values/durations.ts'
import { toEmailKey } from '../values/email.ts'

export type LazoEstado = 'pendiente' | 'activo' | 'rechazado' | 'retirado'

export interface Lazo {
  readonly id: string
  readonly otecId: string
  readonly facilitadorId: string
  estado: LazoEstado
  /**
   * Whether this OTEC's request created the account; it then sets the account's data until there is a clave.
   */
  opensCuenta: boolean
  /** JSON of {@link PedidoData}, encrypted. */
  encryptedPedido: string
  requestedAt: Date
  acceptedAt: Date | null
  finishedAt: Date | null
}

/** What the OTEC typed about a facilitator: all that it sees until the facilitator accepts. */
export type PedidoData = Pick<
  IdentityData,
  'nombres' | 'apellidoPaterno' | 'apellidoMaterno' | 'tipoDocumento' | 'paisOrigen'
> & { nie: string; email: string }

/** When a pending request expires. */
export const invitationExpiry = (requestedAt: Date): Date => addHours(requestedAt, INVITATION_HOURS)

/**
 * Whether an OTEC's request may overwrite the account's data. Until the account first has a clave, the OTEC whose
 * request created it may; other OTECs may once that request was refused, withdrawn or has expired. Accounts
 * that ever had a clave, an accepted OTEC or another origin belong to the facilitator alone.
 * @param lazos all lazos of the account.
 */
export function canRewrite(
  cuenta: Pick<Cuenta, 'firstClaveAt'>,
  lazos: readonly Lazo[],
  otecId: string,
  now: Date,
): boolean {
  const creator = lazos.find(({ opensCuenta }) => opensCuenta)
  if (cuenta.firstClaveAt !== null || !creator) return false
  if (lazos.some(({ estado }) => estado === 'activo')) return false
  const isWaiting = creator.estado === 'pendiente' && invitationExpiry(creator.requestedAt) > now
  return creator.otecId === otecId || !isWaiting
}

/**
 * The new estado of a lazo after either side says “No fui yo”.
 * - The OTEC: requests since the event are withdrawn, accepted or not, since whoever made them chose the
 *   mailbox that accepted. Accepted lazos withdrawn since the event are restored.
 * - The facilitator: OTECs accepted since the event are refused, so that a “No fui yo” of the OTEC cannot
 *   restore them.
 * @param cuentaId the account that says “No fui yo”.
 * @param from time of the event.
 * @returns undefined if the lazo does not change.
 */
export function afterNoFuiYo(
  { otecId, estado, requestedAt, acceptedAt, finishedAt }: Lazo,
  cuentaId: string,
  from: Date,
): 'activo' | 'rechazado' | 'retirado' | undefined {
  if (otecId !== cuentaId) {
    return estado === 'activo' && acceptedAt !== null && acceptedAt >= from ? 'rechazado' : undefined
  }
  if (requestedAt >= from) return estado === 'pendiente' || estado === 'activo' ? 'retirado' : undefined
  const withdrawnSince = estado === 'retirado' && finishedAt !== null && finishedAt >= from
  return withdrawnSince && acceptedAt !== null ? 'activo' : undefined
}

/** Whether an address is the OTEC's or its representative's; a facilitator's must be personal. */
export function isOtecEmail(
  email: string,
  otec: { email: string | null; emailRepresentante: string | null },
): boolean {
  return [otec.email, otec.emailRepresentante].some((own) => own && toEmailKey(own) === toEmailKey(email))
}

/**
 * What an OTEC sees of the estado of its request. The text must not reveal whether the account is new or
 * shared with another OTEC (decision 0013).
 */
export const ESTADO_TEXT: Record<LazoEstado, string> = {
  pendiente: 'Pendiente: falta que el facilitador acepte con el enlace de su correo',
  activo: 'Activo',
  rechazado: 'No aceptado por el facilitador',
  retirado: 'Retirado',
}
