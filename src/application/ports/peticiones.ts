/** What a person asked for and the worker attends to later (docs/decisions/0040). */
import type { Perfil } from '../../domain/perfil.ts'

/**
 * `enlace`: the link of Recuperar, by mail. `codigo`: the code of Actualizar. `otec_recupera`: the link that an OTEC
 * asks for, for its facilitador. `espera`: a recovery by a mailbox that is not confirmed, once its 72 hours are over.
 * `caso_abierto`, `cuenta_desconocida`: to tell the cuenta that somebody opened a caso, or said not to have made it.
 */
export type PeticionKind =
  | 'enlace'
  | 'codigo'
  | 'otec_recupera'
  | 'espera'
  | 'caso_abierto'
  | 'cuenta_desconocida'

/** Made alike with and without a cuenta, which only the worker looks for. */
export interface Peticion {
  id: string
  kind: PeticionKind
  perfil: Perfil
  encryptedIdentificador: string
  /** The solicitud that it was made in; it may be gone by now. */
  solicitudId: string
  /** Fingerprint of the browser that asked; null for one that sent no cookie of its own. */
  browser: string | null
  createdAt: Date
  availableAt: Date
  expiresAt: Date
  /** How often it failed. */
  tries: number
}

/**
 * What came of one, for the audit. `sin_destino`: no mailbox to write to, or an estado that gets no message.
 * `sin_confirmar`: the mailbox was told to answer the pregunta first.
 */
export type PeticionEnd = 'enviada' | 'limite' | 'sin_cuenta' | 'sin_confirmar' | 'sin_destino' | 'tarde'

export interface Peticiones {
  create(peticion: Peticion): Promise<void>
  /**
   * Deletes the oldest available one that no other node is attending to: what comes of it belongs in the same
   * transaction, so that it is done once.
   * @returns undefined when there is none.
   */
  take(now: Date): Promise<Peticion | undefined>
  findById(id: string): Promise<Peticion | undefined>
  /** @returns false when it is not there. */
  delete(id: string): Promise<boolean>
  /** Counts a failure, and leaves it until `availableAt`. */
  postpone(id: string, availableAt: Date): Promise<void>
}
