/** What the product of the domain keeps beside the account. */
import type { Cuenta } from '../../../../src/domain/account/cuenta.ts'
import type { Proof } from '../../../../src/domain/account/progress.ts'
import type { Rank } from '../../../../src/domain/account/ranks.ts'
import type { TramiteOperacion } from '../../../../src/domain/perfil.ts'

export interface Evento {
  kind: TramiteOperacion
  rank: Rank
  confirmed: boolean
  mailbox: string
  before: Cuenta | null
  createdAt: Date
  usedAt: Date | null
}

export interface Enlace {
  kind: 'confirm' | 'recover' | 'back' | 'noFuiYo' | 'object' | 'activate'
  expiresAt: Date
  evento?: Evento
  changeId?: number
  /** The order that it is about. */
  orden?: string
  /** That which comes 72 hours after a link to a mailbox that is not confirmed. */
  isSecond?: true
}

export interface Solicitud {
  proofs: Proof[]
  expiresAt: Date
  key?: string
  clave?: string | null
  /** The mailbox that the person named who was invited. */
  invited?: string
  codigo?: { value: string; expiresAt: Date } | undefined
}

export interface Change {
  id: number
  to: string
  withCodigo: boolean
  effectiveAt: Date | null
}
