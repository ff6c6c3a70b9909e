/** What ties foreign facilitators to the OTECs that asked for them. */
import type { Lazo } from '../../domain/lazo.ts'

export interface Lazos {
  /** Locks the row until the end of the transaction, and reads it as it is then. */
  bloquear(id: string): Promise<Lazo | undefined>
  /** Those of an OTEC, the last asked for first. */
  deOtec(otecId: string): Promise<Lazo[]>
  deFacilitador(facilitadorId: string): Promise<Lazo[]>
  /** Adds one; an OTEC has one for each facilitator: of two at once the later work runs again, and finds it. */
  crear(lazo: Lazo): Promise<void>
  guardar(lazo: Lazo): Promise<void>
}
