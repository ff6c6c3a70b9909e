/** Finding accounts for staff (docs/decisions/0059). */
import type { Cuenta } from '../../../domain/account/cuenta.ts'
import type { Named } from '../../../domain/staff/words.ts'

export interface FoundByTerms {
  /** In no order that says anything. */
  cuentas: Cuenta[]
  /** Whether there may be more: what was asked for is too common. */
  more: boolean
}

export interface Busqueda {
  /**
   * Finds cuentas that the index has under each of some terms. It may lag behind what was just written, and hold what
   * a name no longer is.
   * @param accept looks at what the cuenta itself says.
   * @param limit how many at most.
   */
  findByTerms(
    terms: readonly string[],
    accept: (cuenta: Cuenta) => boolean,
    limit: number,
  ): Promise<FoundByTerms>
  /** With that mailbox, confirmed or not, as it is now. */
  findByEmail(email: string, limit: number): Promise<Cuenta[]>
  /** With that mobile, confirmed or not, as it is now. */
  findByCelular(celular: string, limit: number): Promise<Cuenta[]>
  /** Whether some change waits to be indexed. */
  readIsWaiting(): Promise<boolean>
  /**
   * Indexes some of what waits, unless another process is at it.
   * @param limit how many changes at most.
   * @param termsOf the terms that a cuenta is found by.
   * @returns how many; as many as `limit` when there may be more.
   */
  indexWaiting(limit: number, termsOf: (named: Named) => string[]): Promise<number>
}
