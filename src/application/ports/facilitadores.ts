/** What ties foreign facilitators to the OTECs that asked for them. */
import type { Lazo } from '../../domain/organisations/lazo.ts'

export interface Lazos {
  /** Locks the row until the end of the transaction, and reads it as it is then. */
  lock(id: string): Promise<Lazo | undefined>
  /** Those of an OTEC, the last asked for first. */
  findByOtec(otecId: string): Promise<Lazo[]>
  findByFacilitador(facilitadorId: string): Promise<Lazo[]>
  /** Adds one; an OTEC has one for each facilitator: of two at once the later work runs again, and finds it. */
  create(lazo: Lazo): Promise<void>
  save(lazo: Lazo): Promise<void>
}
