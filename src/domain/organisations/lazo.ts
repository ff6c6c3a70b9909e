/** What ties a foreign facilitator to an OTEC that asked for it. */
import type { IdentityData } from '../account/cuenta.ts'
import { addHours, INVITATION_HOURS } from '../values/durations.ts'
import { toEmailKey } from '../values/email.ts'

export type LazoEstado = 'pendiente' | 'activo' | 'rechazado' | 'retirado'

export interface Lazo {
  readonly id: string
  readonly otecId: string
  readonly facilitadorId: string
  estado: LazoEstado
  /** Whether the account was made for this OTEC's request, which says what it holds until it has a CS. */
  opensCuenta: boolean
  /** JSON of {@link PedidoData}, encrypted. */
  encryptedPedido: string
  requestedAt: Date
  acceptedAt: Date | null
  finishedAt: Date | null
}

/** What the OTEC typed of a facilitator: all that it sees until the facilitator accepts. */
export type PedidoData = Pick<
  IdentityData,
  'nombres' | 'apellidoPaterno' | 'apellidoMaterno' | 'tipoDocumento' | 'paisOrigen'
> & { nie: string; email: string }

/** Until when a request waits for the facilitator. */
export const invitationExpiry = (requestedAt: Date): Date => addHours(requestedAt, INVITATION_HOURS)

/**
 * Whether an OTEC's request says what the account holds: one that never had a CS belongs to the OTEC whose request
 * made it, or to nobody once that request was refused, withdrawn or is over. An account that came from elsewhere,
 * and one that has had a CS, is the facilitator's alone.
 * @param lazos all those of the account.
 */
export function canRewrite(
  cuenta: { claveHash: string | null },
  lazos: readonly Lazo[],
  otecId: string,
  now: Date,
): boolean {
  const creator = lazos.find(({ opensCuenta }) => opensCuenta)
  if (cuenta.claveHash !== null || !creator) return false
  if (lazos.some(({ estado }) => estado === 'activo')) return false
  const isWaiting = creator.estado === 'pendiente' && invitationExpiry(creator.requestedAt) > now
  return creator.otecId === otecId || !isWaiting
}

/**
 * What becomes of a tie when one of its sides says “No fui yo”. The OTEC's ends whatever was asked for since the event,
 * accepted or not: who asked chose the mailbox that accepted. What was asked for before and withdrawn since comes back.
 * The facilitator's refuses the OTECs accepted since, so that no “No fui yo” of the OTEC brings those back.
 * @param cuentaId the account that says it.
 * @returns nothing when the tie stays as it is.
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
  const retirado = estado === 'retirado' && finishedAt !== null && finishedAt >= from
  return retirado && acceptedAt !== null ? 'activo' : undefined
}

/** Whether an address is the OTEC's own or its representative's: the facilitator's must be personal. */
export function isOtecEmail(
  email: string,
  otec: { email: string | null; emailRepresentante: string | null },
): boolean {
  return [otec.email, otec.emailRepresentante].some((own) => own && toEmailKey(own) === toEmailKey(email))
}

/**
 * How an OTEC reads the state of its request. Whether the account is new or another OTEC's too is not for it to
 * know: one word stands for both (decision 0013).
 */
export const ESTADO_TEXT: Record<LazoEstado, string> = {
  pendiente: 'Pendiente: falta que el facilitador acepte con el enlace de su correo',
  activo: 'Activo',
  rechazado: 'No aceptado por el facilitador',
  retirado: 'Retirado',
}
