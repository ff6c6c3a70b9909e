/** The register of organisations, loaded whole from a file, one version after another. */
import type { Organismo } from '../../domain/organisations/organismo.ts'

/** A load in progress: nobody reads it until it is published. */
export interface LoadInProgress {
  version: number
  /** Who holds the only place there is for a load. */
  who: string
}

export interface Organismos {
  /** What the version in force has of an organisation. */
  findByRut(rut: string): Promise<Organismo | undefined>
  /** RUTs of the version in force, in their order, after one and up to so many. */
  findRutsAfter(from: string, limit: number): Promise<string[]>
  /** When the version in force was published; null before the first one. */
  loadedAt(): Promise<Date | null>
  /**
   * Takes the only place for a load until `until`.
   * @returns undefined while somebody else has it.
   */
  beginLoad(who: string, now: Date, until: Date): Promise<LoadInProgress | undefined>
  /** Adds organisations to a load and keeps its place until `until`. @returns false when the place was lost. */
  add(load: LoadInProgress, organismos: readonly Organismo[], until: Date): Promise<boolean>
  /** Makes a load the version in force and gives its place back. @returns false when the place was lost. */
  publish(load: LoadInProgress, now: Date): Promise<boolean>
  /** Gives the place back without publishing. */
  abandon(load: LoadInProgress): Promise<void>
  /** Removes up to so many rows of versions that are neither in force nor in progress. @returns how many. */
  deleteFormer(limit: number): Promise<number>
  /**
   * Looks at the next so many accounts of organisations, in the order of their RUT, after one.
   * @returns the ids of those that are not as the version in force has them (name, type or identity), also because it does not have them any more, and the last RUT
   *   that was looked at; null when there was none left.
   */
  findCuentasToAdjust(from: string, limit: number): Promise<{ ids: string[]; until: string | null }>
}
