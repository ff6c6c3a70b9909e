/** The register of organisations, loaded whole from a file, one version after another. */
import type { Organismo } from '../../domain/organismo.ts'

/** A load in progress: nobody reads it until it is published. */
export interface CargaEnCurso {
  version: number
  /** Who holds the only place there is for a load. */
  quien: string
}

export interface Organismos {
  /** What the version in force has of an organisation. */
  porRut(rut: string): Promise<Organismo | undefined>
  /** RUTs of the version in force, in their order, after one and up to so many. */
  rutsDesde(desde: string, tope: number): Promise<string[]>
  /** When the version in force was published; null before the first one. */
  cargadosEn(): Promise<Date | null>
  /**
   * Takes the only place for a load until `hasta`.
   * @returns undefined while somebody else has it.
   */
  comenzarCarga(quien: string, ahora: Date, hasta: Date): Promise<CargaEnCurso | undefined>
  /** Adds organisations to a load and keeps its place until `hasta`. @returns false when the place was lost. */
  agregar(carga: CargaEnCurso, organismos: readonly Organismo[], hasta: Date): Promise<boolean>
  /** Makes a load the version in force and gives its place back. @returns false when the place was lost. */
  publicar(carga: CargaEnCurso, ahora: Date): Promise<boolean>
  /** Gives the place back without publishing. */
  abandonar(carga: CargaEnCurso): Promise<void>
  /** Removes up to so many rows of versions that are neither in force nor in progress. @returns how many. */
  borrarAnteriores(tope: number): Promise<number>
  /**
   * Looks at the next so many accounts of organisations, in the order of their RUT, after one.
   * @returns the ids of those that are not as the version in force has them (name, type or identity), also because it does not have them any more, and the last RUT
   *   that was looked at; null when there was none left.
   */
  cuentasPorAjustar(desde: string, tope: number): Promise<{ ids: string[]; hasta: string | null }>
}
