/** Lazos: which OTECs asked for which foreign facilitadores. */
import type { Lazo } from '../../domain/organisations/lazo.ts'

export interface Lazos {
  findById(id: string): Promise<Lazo | undefined>
  /** The same, and locks the row until the transaction ends and reads its current state. */
  lock(id: string): Promise<Lazo | undefined>
  /** Last requested first. */
  findByOtec(otecId: string): Promise<Lazo[]>
  findByFacilitador(facilitadorId: string): Promise<Lazo[]>
  /**
   * Adds one. An OTEC has one per facilitador: of two at once, the later transaction runs again and finds it.
   */
  create(lazo: Lazo): Promise<void>
  save(lazo: Lazo): Promise<void>
}
