/** Whoever came by a code to the register's channel takes over its entry. */
import type { Cuenta } from '../../../domain/account/cuenta.ts'
import type { Organismo } from '../../../domain/organisations/organismo.ts'
import { effectOfCodigo } from '../../../domain/organisations/registro-codigo.ts'
import { endOrdenes } from '../../accounts/ordenes.ts'
import { recordAudit } from '../../audit/record.ts'
import { SolicitudLost } from '../../errors.ts'
import type { Context, Deps, Queries, Solicitud, UnitOfWork } from '../../ports.ts'
import { resultOf } from '../../request/solicitudes.ts'
import { entryText } from './registro-codigo.ts'

/**
 * The entry that whoever came by a code to the register's channel takes over.
 * @returns undefined for whoever came otherwise.
 * @throws {SolicitudLost} when the entry changed since the code was given, or no longer differs.
 */
export async function findTakenEntry(
  deps: Pick<Deps, 'cipher'>,
  reads: Pick<Queries, 'organismos'>,
  solicitud: Solicitud,
  cuenta: Cuenta,
): Promise<Organismo | undefined> {
  if (!solicitud.proofs.includes('registro')) return undefined
  const organismo = await reads.organismos.findByRut(cuenta.identificador)
  const isSame = organismo && entryText(organismo) === resultOf(deps, solicitud).registroEntry
  if (!isSame || effectOfCodigo(cuenta, organismo) !== 'reemplaza') throw new SolicitudLost()
  return organismo
}

/** Records that the account was verified by a code to the register's channel, which outranks what two people granted. */
export async function recordVerified(
  uow: UnitOfWork,
  context: Context,
  now: Date,
  { cuentaId, subject }: Pick<Solicitud, 'cuentaId' | 'subject'>,
): Promise<void> {
  await recordAudit(uow, context, now, 'identidad_cambiada', {
    cuentaId,
    subject,
    result: 'verificada',
    detail: { por: 'codigo' },
  })
  await endOrdenes(uow, context, now, { cuentaId: cuentaId ?? '', which: 'todas' })
}
