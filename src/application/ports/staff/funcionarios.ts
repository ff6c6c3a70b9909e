/** Who works at the call centre, and what they sign in with. */
import type { Funcionario } from '../../../domain/staff/funcionario.ts'

export interface Funcionarios {
  /** @returns false when there is one with that e-mail. */
  create(funcionario: Funcionario): Promise<boolean>
  findById(id: string): Promise<Funcionario | undefined>
  /** In any letter case. */
  findByEmail(email: string): Promise<Funcionario | undefined>
  /** By name. */
  findAll(limit: number): Promise<Funcionario[]>
  /** Finds one and holds it until the transaction ends. */
  lock(id: string): Promise<Funcionario | undefined>
  /** Those who administer staff now, by id. */
  findAdministradores(): Promise<Funcionario[]>
  /**
   * Finds those who administer staff now and holds them until the transaction ends, in an order that is always the same.
   * Held before anybody else of the staff.
   */
  lockAdministradores(): Promise<Funcionario[]>
  save(funcionario: Funcionario): Promise<void>
  /** Replaces the hash of the same password, if unchanged. */
  renewHash(id: string, before: string, after: string): Promise<void>
  /** Takes a time period of their authenticator. @returns false when it, or a later one, was taken already. */
  takePeriod(id: string, period: number): Promise<boolean>
}

/** A link with which a funcionario chooses their password and second factor. */
export interface Activacion {
  id: string
  funcionarioId: string
  fingerprint: string
  expiresAt: Date
  usedAt: Date | null
}

export interface Activaciones {
  /** Stores one in place of the unused ones of its funcionario: only the newest works. */
  replace(activacion: Activacion): Promise<void>
  findByFingerprint(fingerprint: string): Promise<Activacion | undefined>
  findById(id: string): Promise<Activacion | undefined>
  /** Marks it as used. @returns false when it already was, or is gone. */
  use(id: string, now: Date): Promise<boolean>
  /** Deletes the unused ones of a funcionario. */
  deleteByFuncionario(funcionarioId: string): Promise<void>
}

/** Codes that stand for a lost authenticator or passkey, kept as fingerprints. */
export interface RecoveryCodes {
  /** Gives a funcionario these, and no others. */
  replace(funcionarioId: string, fingerprints: readonly string[]): Promise<void>
  /** Marks one as used. @returns false when it is none of theirs, or was used. */
  use(funcionarioId: string, fingerprint: string, now: Date): Promise<boolean>
  /** How many are left. */
  readCount(funcionarioId: string): Promise<number>
}

/** Browsers where somebody signed in, whose tries are counted apart (product.md “Staff”). */
export interface StaffBrowsers {
  /** Whether they signed in there, not too long ago. */
  readIsLive(funcionarioId: string, browser: string, now: Date): Promise<boolean>
  put(funcionarioId: string, browser: string, expiresAt: Date): Promise<void>
  deleteByFuncionario(funcionarioId: string): Promise<void>
}

/** Codes of an authenticator app: SHA-1, 6 digits, 30 seconds (RFC 6238). */
export interface Totp {
  /** A new secret in Base32. */
  createSecret(): string
  /** What its QR says. @param account shown beside the code. */
  uriOf(secret: string, account: string): string
  /** The time period, at most one from now, whose code this is; undefined when it is none's. */
  periodOf(secret: string, codigo: string, now: Date): number | undefined
}
