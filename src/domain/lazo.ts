/** What ties a foreign facilitator to an OTEC that asked for it. */
import type { DatosDeIdentidad } from './cuenta.ts'
import { claveEmail } from './email.ts'
import { enHoras, INVITACION_HORAS } from './plazos.ts'

export type EstadoLazo = 'pendiente' | 'activo' | 'rechazado' | 'retirado'

export interface Lazo {
  readonly id: string
  readonly otecId: string
  readonly facilitadorId: string
  estado: EstadoLazo
  /** Whether the account was made for this OTEC's request, which says what it holds until it has a CS. */
  abreCuenta: boolean
  /** JSON of {@link DatosPedidos}, encrypted. */
  pedidoCifrado: string
  pedidoEn: Date
  aceptadoEn: Date | null
  terminadoEn: Date | null
}

/** What the OTEC typed of a facilitator: all that it sees until the facilitator accepts. */
export type DatosPedidos = Pick<
  DatosDeIdentidad,
  'nombres' | 'apellidoPaterno' | 'apellidoMaterno' | 'tipoDocumento' | 'paisOrigen'
> & { nie: string; email: string }

/** Until when a request waits for the facilitator. */
export const venceInvitacion = (pedidoEn: Date): Date => enHoras(pedidoEn, INVITACION_HORAS)

/**
 * Whether an OTEC's request says what the account holds: one that never had a CS belongs to the OTEC whose request
 * made it, or to nobody once that request was refused, withdrawn or is over. An account that came from elsewhere,
 * and one that has had a CS, is the facilitator's alone.
 * @param lazos all those of the account.
 */
export function puedeReescribir(
  cuenta: { claveHash: string | null },
  lazos: readonly Lazo[],
  otecId: string,
  ahora: Date,
): boolean {
  const creador = lazos.find(({ abreCuenta }) => abreCuenta)
  if (cuenta.claveHash !== null || !creador) return false
  if (lazos.some(({ estado }) => estado === 'activo')) return false
  const espera = creador.estado === 'pendiente' && venceInvitacion(creador.pedidoEn) > ahora
  return creador.otecId === otecId || !espera
}

/**
 * What becomes of a tie when one of its sides says “No fui yo”. The OTEC's ends whatever was asked for since the event,
 * accepted or not: who asked chose the mailbox that accepted. What was asked for before and withdrawn since comes back.
 * The facilitator's refuses the OTECs accepted since, so that no “No fui yo” of the OTEC brings those back.
 * @param cuentaId the account that says it.
 * @returns nothing when the tie stays as it is.
 */
export function trasNoFuiYo(
  { otecId, estado, pedidoEn, aceptadoEn, terminadoEn }: Lazo,
  cuentaId: string,
  desde: Date,
): 'activo' | 'rechazado' | 'retirado' | undefined {
  if (otecId !== cuentaId) {
    return estado === 'activo' && aceptadoEn !== null && aceptadoEn >= desde ? 'rechazado' : undefined
  }
  if (pedidoEn >= desde) return estado === 'pendiente' || estado === 'activo' ? 'retirado' : undefined
  const retirado = estado === 'retirado' && terminadoEn !== null && terminadoEn >= desde
  return retirado && aceptadoEn !== null ? 'activo' : undefined
}

/** Whether an address is the OTEC's own or its representative's: the facilitator's must be personal. */
export function esEmailDeOtec(
  email: string,
  otec: { email: string | null; emailRepresentante: string | null },
): boolean {
  return [otec.email, otec.emailRepresentante].some((suyo) => suyo && claveEmail(suyo) === claveEmail(email))
}

/**
 * How an OTEC reads the state of its request. Whether the account is new or another OTEC's too is not for it to
 * know: one word stands for both (decision 0013).
 */
export const TEXTO_ESTADO: Record<EstadoLazo, string> = {
  pendiente: 'Pendiente: falta que el facilitador acepte con el enlace de su correo',
  activo: 'Activo',
  rechazado: 'No aceptado por el facilitador',
  retirado: 'Retirado',
}
