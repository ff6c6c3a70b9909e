/** Casos of the call centre, and the references of error pages. */
import type { CasoOutcome } from '../../domain/account/caso.ts'
import type { Perfil } from '../../domain/perfil.ts'

/** A case for the call centre. */
export interface Caso {
  /** What stands for it in addresses: its number is in none. */
  id: string
  /** Eight characters without look-alikes; the person tells it by phone. */
  number: string
  reason: string
  perfil: Perfil
  /** The cuenta that the solicitud was about; null where it was not looked for, or there is none. */
  cuentaId: string | null
  subject: string
  /** {@link CasoFacts}; null in those of before they were kept. */
  encryptedFacts: string | null
  createdAt: Date
  closedAt: Date | null
  /** Null while it is open. */
  outcome: CasoOutcome | null
}

/** Where a page of casos begins: after this one. */
export type CasoCursor = Pick<Caso, 'createdAt' | 'id'>

/** Which casos a page has. */
export interface CasoQuery {
  reason?: string
  perfil?: Perfil
  /** Whether there was an account when it was opened. */
  ofCuenta?: boolean
  after?: CasoCursor
  limit: number
}

export interface Casos {
  /** A number that another one has is a conflict: the work runs again and draws a new one. */
  create(caso: Caso): Promise<void>
  findByNumber(number: string): Promise<Caso | undefined>
  findById(id: string): Promise<Caso | undefined>
  /** Oldest first. */
  findBySubject(subject: string): Promise<Caso[]>
  /** Those that are open, oldest first. */
  findOpen(query: CasoQuery): Promise<Caso[]>
  /** @returns false when it is closed already, or is not there. */
  close(number: string, outcome: CasoOutcome, now: Date): Promise<boolean>
}

/** An error page that somebody saw: nothing of who, or of what they sent. */
export interface ErrorReference {
  /** Id of the request. */
  id: string
  /** What the page showed: the start of that id. */
  reference: string
  /** Method and pattern of the route, without its values. */
  route: string
  status: number
  /** Code or class of the error. */
  kind: string
  createdAt: Date
}

export interface ErrorReferences {
  /** Stores them in one statement. */
  save(...references: ErrorReference[]): Promise<void>
  /** Newest first: two requests may share the start of their ids. */
  findByReference(reference: string): Promise<ErrorReference[]>
}
