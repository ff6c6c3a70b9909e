/** The second cuenta of an orden about two: `reunir` leaves the NIE of one to the other (product.md “Two people”). */

import type { Cuenta } from '../../domain/account/cuenta.ts'
import type { AuditEvent } from '../../domain/notices/audit-events.ts'
import type { AuditResult } from '../../domain/pages/audit-results.ts'
import { type Orden, ordenRule } from '../../domain/staff/orden.ts'
import { recordAudit } from '../audit/record.ts'
import type { AuditContext, Deps, Queries, UnitOfWork } from '../ports.ts'
import { cuentaSubject } from '../proof/limits.ts'
import { dataOfOrden } from './ordenes.ts'

type WithData = Pick<Orden, 'id' | 'kind' | 'encryptedEmail' | 'encryptedPayload'>

/**
 * The cuenta that an orden was asked about besides its own, as it is now: by its id, since its RUT may be somebody
 * else's meanwhile.
 * @returns undefined where its kind has none, or once what it asks for was wiped.
 */
export async function findOther(
  deps: Pick<Deps, 'cipher'>,
  { cuentas }: Pick<Queries, 'cuentas'>,
  orden: WithData,
): Promise<Cuenta | undefined> {
  if (!ordenRule(orden.kind).otherPerfil) return undefined
  const { otra } = dataOfOrden(deps, orden)
  return otra === null ? undefined : cuentas.findById(otra)
}

/** The same, of what is asked for now. */
export async function findOtherAsked(
  { cuentas }: Pick<Queries, 'cuentas'>,
  { kind, rut }: { kind: Orden['kind']; rut?: string | null },
): Promise<Cuenta | undefined> {
  const { otherPerfil } = ordenRule(kind)
  return otherPerfil && rut ? cuentas.findByIdentificador(otherPerfil, rut) : undefined
}

/** Records about the second cuenta what the audit has of the first: what happens to it is read there too. */
export async function recordOfOther(
  deps: Pick<Deps, 'fingerprints' | 'clock'>,
  uow: UnitOfWork,
  context: AuditContext,
  event: AuditEvent,
  { orden, other, result }: { orden: Orden; other: Cuenta | undefined; result?: AuditResult },
): Promise<void> {
  if (!other) return
  await recordAudit(uow, context, deps.clock.now(), event, {
    ...{ cuentaId: other.id, subject: cuentaSubject(deps, other, other) },
    ...(result !== undefined && { result }),
    detail: { orden: orden.kind, numero: orden.number },
  })
}
