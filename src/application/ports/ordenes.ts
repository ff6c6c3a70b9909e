/** Orders that take two people, and what is left of cuentas that ended. */
import type { LostOrdenes } from '../../domain/staff/lost-ordenes.ts'
import type { Orden } from '../../domain/staff/orden.ts'

export interface Ordenes {
  /** Adds one. A cuenta has one open: of two at once, the later transaction runs again and finds it. */
  create(orden: Orden): Promise<void>
  findById(id: string): Promise<Orden | undefined>
  findByNumber(number: string): Promise<Orden | undefined>
  findOpenByCuenta(cuentaId: string): Promise<Orden | undefined>
  /** The last one of a cuenta that its owner objected to. */
  findObjected(cuentaId: string): Promise<Orden | undefined>
  /** The last one that verified a cuenta. */
  findVerified(cuentaId: string): Promise<Orden | undefined>
  /** The open ones, oldest first. */
  findOpen(limit: number): Promise<Orden[]>
  /**
   * Writes an order that is still in the estado of `from`.
   * @returns false when it is in another one by now.
   */
  advance(from: Orden, to: Orden): Promise<boolean>
  /** Ends the open ones of a cuenta, or of the kinds that rest on its factors, without effect. @returns those that there were. */
  endByCuenta(cuentaId: string, which: 'de_factores' | 'todas', now: Date): Promise<Orden[]>
  /** Ends the open ones that somebody asked for or granted, without effect. @returns them as they were. */
  endByPerson(person: string, lost: LostOrdenes, now: Date): Promise<Orden[]>
  /** Those whose owner objected, of accounts that are frozen since: the longest waiting first. */
  findAwaiting(limit: number): Promise<Orden[]>
  /** Those that were granted and whose hour has come, and those that nobody granted in time. */
  findDue(now: Date, limit: number): Promise<Orden[]>
}

/** What is left of a cuenta that ended. */
export interface ClosedCuenta {
  /** Of the cuenta. */
  id: string
  /** Fingerprint of the perfil and identificador that it had. */
  subject: string
  /** Of those that it had before it changed to perfil natural, if it did. */
  formerSubject: string | null
  /** Its data as JSON, encrypted; null once erased. */
  encryptedData: string | null
  closedAt: Date
  /** When its data go; null once they went. */
  eraseAt: Date | null
}

export interface ClosedCuentas {
  create(closed: ClosedCuenta): Promise<void>
  /** By what they had when they ended, or before. Newest first. */
  findBySubject(subject: string): Promise<ClosedCuenta[]>
  /** Which of these subjects had a cuenta that ended, when it did or before. */
  findSubjectsAmong(subjects: readonly string[]): Promise<string[]>
  /** Those whose data are due to go. */
  findDue(now: Date, limit: number): Promise<ClosedCuenta[]>
  /** Erases the data of one, its documentos and its lazos. @returns false when they went already. */
  erase(id: string): Promise<boolean>
}
