/** Sessions of the console, apart from the citizens'. */
import type { Sessions } from '../solicitudes.ts'

/** What a session's data says under `funcionario` once somebody signed in: whose it is, and since which generation. */
export interface SignedIn {
  id: string
  generation: number
  /** From where, as its owner sees it: an IPv4 /24 or an IPv6 /48. */
  network: string
  /** They may do nothing but register a passkey, after this: their role enters with one (domain/staff/passkey.ts). */
  onlyRegisters?: 'totp' | 'recuperacion'
}

/** The llamada, orden or part of the console for which somebody showed their second factor again, and until when it counts, in ms. */
export interface Renewed {
  llamada: string
  until: number
}

/** A session as its owner sees it. */
export interface OwnSession {
  idFingerprint: string
  network: string
  startedAt: Date | null
  expiresAt: Date
}

/**
 * As {@link Sessions}; whose a session is comes from its data ({@link SignedIn}). One that ended stays ended, also for
 * a request that had read it before and saves it after.
 */
export interface StaffSessions extends Pick<Sessions, 'read' | 'save' | 'extend' | 'delete'> {
  /** Those that somebody signed in to and that go on, the newest first. */
  findByFuncionario(funcionarioId: string, now: Date): Promise<OwnSession[]>
  /** Ends one of theirs. @returns false when it is none, or ended already. */
  end(funcionarioId: string, idFingerprint: string): Promise<boolean>
  /** Ends all of theirs, or all but one. @returns how many there were. */
  endByFuncionario(funcionarioId: string, except?: string): Promise<number>
}
