import type { Cuenta } from '../../../domain/account/cuenta.ts'
import type { Perfil } from '../../../domain/perfil.ts'
import { ORDEN_DAYS, type Orden, type OrdenKind, type OrdenReason } from '../../../domain/staff/orden.ts'
import { addDays } from '../../../domain/values/durations.ts'
import { TOLD_ALPHABET, TOLD_NUMBER_LENGTH } from '../../../domain/values/told.ts'
import { ordenContext } from '../../accounts/ordenes.ts'
import { type Deps, personOf, type StaffContext } from '../../ports.ts'

/** What the first person asks for. */
export interface AskedOrden {
  kind: OrdenKind
  perfil: Perfil
  identificador: string
  reason: OrdenReason
  /** The mailbox that the person named, where the kind needs one. */
  email: string | null
}

/** Makes the orden that somebody asked for, not stored yet. */
export function makeOrden(
  deps: Pick<Deps, 'random' | 'cipher' | 'clock'>,
  { actor }: StaffContext,
  { kind, reason, email }: AskedOrden,
  cuenta: Cuenta,
): Orden {
  const id = deps.random.uuid()
  const now = deps.clock.now()
  return {
    id,
    number: deps.random.text(TOLD_ALPHABET, TOLD_NUMBER_LENGTH),
    kind,
    cuentaId: cuenta.id,
    reason,
    encryptedEmail: email === null ? null : deps.cipher.encrypt(email, ordenContext(id)),
    cuentaVersion: cuenta.version,
    estado: 'pedida',
    askedBy: personOf(actor),
    askedAt: now,
    expiresAt: addDays(now, ORDEN_DAYS),
    decidedBy: null,
    decidedAt: null,
    effectiveAt: null,
    endedAt: null,
  }
}
