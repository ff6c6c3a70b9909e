/** Other systems that sign people in with us. */
import type { Sistema } from '../../domain/sistemas/sistema.ts'

/** The picture of a system, made anew by us. */
export interface Logo {
  png: Uint8Array
  /** Of its content, for an address that may be kept for ever. */
  hash: string
}

/** Makes the pictures of systems anew. */
export interface Logos {
  /** @returns a small PNG from the pixels of a PNG or JPEG; undefined where it is none, or too large. */
  make(bytes: Uint8Array): Promise<Logo | undefined>
}

export interface Sistemas {
  /** @returns false when one has that name, or one that people could not tell from it. */
  create(sistema: Sistema): Promise<boolean>
  /** By its client_id. */
  findById(id: string): Promise<Sistema | undefined>
  /** The suspended ones too, by name. */
  findAll(): Promise<Sistema[]>
  /** Another system that has a name, or one that people could not tell from it. */
  findByNombre(nombre: string): Promise<Sistema | undefined>
  /**
   * Stores it as its next version.
   * @returns false when it is not of the stored version, or its name is taken: nothing was stored.
   */
  save(sistema: Sistema): Promise<boolean>
  /** Stores its picture, or takes it away; `logoHash` is the caller's to save. */
  putLogo(id: string, png: Uint8Array | null): Promise<void>
  /** Of one that is active. */
  readLogo(id: string): Promise<Logo | undefined>
}
