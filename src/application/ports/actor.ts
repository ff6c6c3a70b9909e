import { funcionarioPerson, operadorPerson } from '../../domain/staff/person.ts'
import type { Power } from '../../domain/staff/powers.ts'
import type { Rol } from '../../domain/staff/roles.ts'

/**
 * Who acts. The entrance says so in the context of each use case and the audit keeps it; nothing is assumed. Staff carry
 * what they may do: the powers of their role, or the one of the order that an operador gave.
 */
export type Actor =
  | { kind: 'persona' }
  | {
      kind: 'funcionario'
      id: string
      rol: Rol
      powers: readonly Power[]
      /** The llamada, orden or part of the console for which they showed their second factor again in the last five minutes. */
      renewedFor: string | null
    }
  | { kind: 'operador'; nombre: string; powers: readonly Power[] }
  | { kind: 'sistema' }

/** The part of a context that goes into the audit. */
export interface AuditContext {
  actor: Actor
  /** Id of the HTTP request or of the command; null for the worker and the outbox. */
  requestId: string | null
}

/** Context of what only the command line does. */
export interface OperadorContext extends AuditContext {
  actor: Extract<Actor, { kind: 'operador' }>
  requestId: string
}

/** Who works at the call centre or runs the product. */
export type StaffActor = Extract<Actor, { kind: 'operador' | 'funcionario' }>

/** Context of use cases of staff, whichever entrance they come through. */
export interface StaffContext extends AuditContext {
  actor: StaffActor
  requestId: string
}

/** The person who acts, as domain/staff/person.ts writes them. */
export const personOf = (actor: StaffActor): string =>
  actor.kind === 'operador' ? operadorPerson(actor.nombre) : funcionarioPerson(actor.id)

/** Context of what the product does by itself: worker tasks and the outbox. */
export const SISTEMA_CONTEXT: AuditContext = { actor: { kind: 'sistema' }, requestId: null }

/**
 * An actor as the database keeps it: 'persona', 'funcionario:<id>:<rol>', 'operador:<nombre>' or 'sistema'.
 */
export function formatActor(actor: Actor): string {
  switch (actor.kind) {
    case 'funcionario':
      return `funcionario:${actor.id}:${actor.rol}`
    case 'operador':
      return `operador:${actor.nombre}`
    default:
      return actor.kind
  }
}

/** The id in the actor of an entry, as {@link formatActor} wrote it; undefined where no funcionario acted. */
export const funcionarioIn = (actor: string): string | undefined => /^funcionario:([^:]*):/.exec(actor)?.[1]

/** The name in it; undefined where no operador acted. */
export const operadorIn = (actor: string): string | undefined => /^operador:(.*)$/.exec(actor)?.[1]
