import type { Cuenta } from '../../../domain/account/cuenta.ts'
import type { Perfil } from '../../../domain/perfil.ts'
import {
  ORDEN_DAYS,
  type Orden,
  type OrdenKind,
  type OrdenReason,
  versionOf,
} from '../../../domain/staff/orden.ts'
import type { DocumentoVisto, OrdenData } from '../../../domain/staff/ordenes/rule.ts'
import { addDays } from '../../../domain/values/durations.ts'
import { TOLD_ALPHABET, TOLD_NUMBER_LENGTH } from '../../../domain/values/told.ts'
import { ordenContext, ordenPayloadContext } from '../../accounts/ordenes.ts'
import { type Deps, personOf, type StaffContext } from '../../ports.ts'

/** What the first person asks for. */
export interface AskedOrden extends Partial<OrdenData> {
  kind: OrdenKind
  perfil: Perfil
  identificador: string
  reason: OrdenReason
  documentoVisto: DocumentoVisto
  /** The llamada in which it is asked for. */
  llamadaId?: string
}

/** What is asked for, each datum that it may have. */
export const dataAsked = ({
  email,
  celular,
  rut,
  nombres,
  registro,
  otra,
}: Partial<OrdenData>): OrdenData => ({
  email: email ?? null,
  celular: celular ?? null,
  rut: rut ?? null,
  nombres: nombres ?? null,
  registro: registro ?? null,
  otra: otra ?? null,
})

/** Makes the orden that somebody asked for, not stored yet. */
export function makeOrden(
  deps: Pick<Deps, 'random' | 'cipher' | 'clock'>,
  { actor }: StaffContext,
  asked: AskedOrden,
  { cuenta, other }: { cuenta: Cuenta; other: Cuenta | undefined },
): Orden {
  const id = deps.random.uuid()
  const now = deps.clock.now()
  const { kind, reason, documentoVisto, llamadaId = null } = asked
  const { email, ...others } = dataAsked(asked)
  const hasOthers = Object.values(others).some((one) => one !== null)
  return {
    id,
    number: deps.random.text(TOLD_ALPHABET, TOLD_NUMBER_LENGTH),
    kind,
    cuentaId: cuenta.id,
    reason,
    documentoVisto,
    llamadaId,
    encryptedEmail: email === null ? null : deps.cipher.encrypt(email, ordenContext(id)),
    encryptedPayload: hasOthers ? deps.cipher.encrypt(JSON.stringify(others), ordenPayloadContext(id)) : null,
    cuentaVersion: versionOf(cuenta, other),
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
