import type { SistemaTerms } from '../sistemas/sistema.ts'
import type { OrdenKind } from '../staff/orden.ts'

/** What whoever works at the call centre is told by mail of their own access, or of a colleague's. */

/** Who works at the call centre. Names that somebody typed stay out: it may not have been them. */
export type AvisoToFuncionario =
  /** The activation link of whom an administrador made. */
  | { kind: 'funcionario_invitado'; enlace: string; expires: string }
  /** What somebody who administers staff, or an operador, changed of their access. */
  | { kind: 'acceso_cambiado'; what: AccesoChange; rol: string; when: string }
  /** The same of one who administers staff, to the others: `who` by name, as it was typed when they were made. */
  | {
      kind: 'administrador_cambiado'
      who: string
      what: Exclude<AccesoChange, OwnAccesoChange>
      rol: string
      when: string
    }
  /** To each who administers staff: `by` changed a system that signs people in, which had this name before. */
  | { kind: 'sistema_cambiado'; sistema: string; change: SistemaChange; by: WhoChanged; when: string }
  /** To who asked for an order of two people or granted it, and did not end it. */
  | { kind: 'orden_sin_efecto'; number: string; orden: OrdenKind; why: OrdenEnd; when: string }
  | { kind: 'llave_cambiada'; what: 'registrada' | 'quitada'; when: string }
  /** `left`: how many they still have. */
  | { kind: 'codigo_recuperacion_usado'; when: string; left: number }

/** `parts`: what of it changed. */
export type SistemaChange =
  | { what: 'registrado' | 'secreto' | 'suspendido' | 'reanudado' }
  | { what: 'cambiado'; parts: readonly SistemaPart[] }
export type SistemaPart = keyof SistemaTerms | 'logo'

/** By name: somebody of the console, or an operador with an order. */
export type WhoChanged = { funcionario: string } | { operador: string }

/** The other person was suspended or has another role, or the papers are looked at again. */
export type OrdenEnd = 'suspendido' | 'rol' | 'documento_reabierto'

export type AccesoChange =
  | 'creado'
  | 'activado'
  | 'rol'
  | 'suspendido'
  | 'reinicio_pedido'
  | 'reiniciado'
  | 'sesiones_cerradas'
  | OwnAccesoChange

/** What somebody changed of their own. */
export type OwnAccesoChange = 'contrasena' | 'codigos'
