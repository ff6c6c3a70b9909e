/** Who works at the call centre (product.md “Staff”). */
import { toEmailKey } from '../values/email.ts'
import type { Rol } from './roles.ts'

/** `invitado`: has an activation link, and neither password nor second factor yet. */
export type FuncionarioEstado = 'invitado' | 'activo' | 'suspendido'

export interface Funcionario {
  id: string
  email: string
  nombre: string
  rol: Rol
  estado: FuncionarioEstado
  contrasenaHash: string | null
  /** The secret of their authenticator, encrypted; null without one. */
  encryptedTotp: string | null
  /** The last time period whose code was accepted: neither it nor an earlier one is taken again. */
  totpPeriod: number | null
  /** Fingerprint of the cuenta of their own RUT, if it was given. */
  ownSubject: string | null
  /** Whether single keys do something. */
  atajos: boolean
  /** Goes up with whatever ends their sessions: one of an earlier generation is worth nothing, wherever it is kept. */
  generation: number
  /** The operador who asked to restart them, as `personOf` writes it; null when nobody waits for another. */
  restartAskedBy: string | null
  restartAskedAt: Date | null
  createdAt: Date
  /** As `personOf` writes it. */
  createdBy: string
  suspendedAt: Date | null
}

/** How long an activation link works. */
export const ACTIVATION_HOURS = 72
/** Within how long a second operador has to ask for the same restart. */
export const RESTART_HOURS = 24
/** How long the password that was shown waits for the second factor. */
export const FIRST_FACTOR_MINUTES = 10
/** How long a second factor that was shown again counts for its llamada. */
export const RENEWED_MINUTES = 5
/** A session ends this long after its last use, and this long after it began. */
export const SESSION_IDLE_MINUTES = 30
export const SESSION_HOURS = 10

/**
 * Whether nobody would administer staff without this one (product.md “Staff”).
 * @param administradores who do now.
 */
export const isLastAdministrador = (
  { id }: Pick<Funcionario, 'id'>,
  administradores: readonly Pick<Funcionario, 'id'>[],
): boolean => administradores.length === 1 && administradores[0]?.id === id

/**
 * Whether a code's time period can be taken.
 * @param period that whose code was typed; undefined when it is none of those near now.
 * @param last that taken last.
 */
export const isFreshPeriod = (period: number | undefined, last: number | null): period is number =>
  period !== undefined && (last === null || period > last)

/**
 * Whether a cuenta is a funcionario's own, on which they do not act: that of their RUT, one that they represent, or one
 * with their mailbox (product.md “Staff”).
 * @param subjects fingerprints of the natural cuentas of its RUTs.
 * @param mailboxes all it has, confirmed or not.
 */
export const isOwnCuenta = (
  { email, ownSubject }: Pick<Funcionario, 'email' | 'ownSubject'>,
  { subjects, mailboxes }: { subjects: readonly string[]; mailboxes: readonly (string | null)[] },
): boolean =>
  (ownSubject !== null && subjects.includes(ownSubject)) ||
  mailboxes.some((one) => one !== null && toEmailKey(one) === toEmailKey(email))
