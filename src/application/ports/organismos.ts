/**
 * The register of organisations. Each load of a file makes a new version that replaces the whole register.
 */
import type { Cuenta } from '../../domain/account/cuenta.ts'
import type { Organismo } from '../../domain/organisations/organismo.ts'

/** A load in progress, invisible until it is published. */
export interface LoadInProgress {
  version: number
  /** Who holds the lease; there is one load at a time. */
  who: string
}

/** What of a cuenta tells whether the register stops it. */
export type Concerned = Pick<Cuenta, 'perfil' | 'identificador' | 'rutRepresentante' | 'settledEntry'>

export interface Organismos {
  /** Looks in the version in force. */
  findByRut(rut: string): Promise<Organismo | undefined>
  /** The cuentas, not closed, of organisations with these RUTs, each with its entry in the version in force. */
  findConcerned(ruts: readonly string[]): Promise<{ cuenta: Concerned; organismo: Organismo | undefined }[]>
  /** Up to `limit` RUTs of the version in force that come after `from`, in order. */
  findRutsAfter(from: string, limit: number): Promise<string[]>
  /** When the version in force was published; null before the first one. */
  readLoadedAt(): Promise<Date | null>
  /** Takes the load lease until `until`. @returns undefined while somebody else holds it. */
  beginLoad(who: string, now: Date, until: Date): Promise<LoadInProgress | undefined>
  /**
   * Adds organisations to a load and extends its lease to `until`.
   * @returns false when the lease was lost.
   */
  add(load: LoadInProgress, organismos: readonly Organismo[], until: Date): Promise<boolean>
  /** Makes a load the version in force and releases the lease. @returns false when the lease was lost. */
  publish(load: LoadInProgress, now: Date): Promise<boolean>
  /** Releases the lease without publishing. */
  abandon(load: LoadInProgress): Promise<void>
  /** Deletes up to `limit` rows of versions neither in force nor in progress. @returns how many. */
  deleteFormer(limit: number): Promise<number>
  /**
   * Checks the next `limit` cuentas of organisations after RUT `from`, in RUT order.
   * @returns `ids`: those whose name, type or identidad differ from the version in force, that are no longer
   *   in it, or that somebody settled; `until`: the last RUT checked, null when none was left.
   */
  findCuentasToAdjust(from: string, limit: number): Promise<{ ids: string[]; until: string | null }>
}
