import type { OrdenEnd } from '../../../domain/notices/staff-avisos.ts'
import type { LostOrdenes } from '../../../domain/staff/lost-ordenes.ts'
import type { Orden } from '../../../domain/staff/orden.ts'
import { funcionarioPerson } from '../../../domain/staff/person.ts'
import { findOther, recordOfOther } from '../../accounts/other-cuenta.ts'
import { recordAudit } from '../../audit/record.ts'
import type { AuditContext, Deps, UnitOfWork } from '../../ports.ts'
import { tellStopped } from './tell-of-orden.ts'
import { tellStaffOfEnd } from './tell-staff-of-orden.ts'

/**
 * Ends what a funcionario had asked for or granted and is not done yet, where they are suspended or their new role has
 * not the power for it (product.md “Two people”): who has the papers asks again. Whoever was told of what had been granted
 * is told that it stopped, and so is the other person.
 */
export async function endOrdenesOf(
  deps: Deps,
  uow: UnitOfWork,
  context: AuditContext,
  funcionarioId: string,
  { lost, why }: { lost: LostOrdenes; why: 'suspendido' | 'rol' },
): Promise<void> {
  const now = deps.clock.now()
  const person = funcionarioPerson(funcionarioId)
  for (const orden of await uow.ordenes.endByPerson(person, lost, now))
    await followEnd(deps, uow, context, orden, { why, except: person })
}

/** The open order to verify a cuenta; undefined where there is none. */
export async function findVerifying(
  { ordenes }: Pick<UnitOfWork, 'ordenes'>,
  cuentaId: string,
): Promise<Orden | undefined> {
  const open = await ordenes.findOpenByCuenta(cuentaId)
  return open?.kind === 'verificar' ? open : undefined
}

/**
 * Ends the open order to verify a cuenta whose papers are looked at again: what two people saw is what the reviewer doubts
 * (product.md “Documents”). Whoever was told that it was granted is told.
 */
export async function endVerifying(
  deps: Deps,
  uow: UnitOfWork,
  context: AuditContext,
  cuentaId: string,
): Promise<void> {
  const orden = await findVerifying(uow, cuentaId)
  const ended = { estado: 'sin_efecto', endedAt: deps.clock.now() } as const
  if (orden && (await uow.ordenes.advance(orden, { ...orden, ...ended })))
    await followEnd(deps, uow, context, orden, { why: 'documento_reabierto' })
}

/** @param orden as it was before it ended. */
async function followEnd(
  deps: Deps,
  uow: UnitOfWork,
  context: AuditContext,
  orden: Orden,
  { why: motivo, except }: { why: OrdenEnd; except?: string },
): Promise<void> {
  const { id, kind, number, cuentaId, estado } = orden
  const detail = { orden: kind, numero: number, motivo }
  await recordAudit(uow, context, deps.clock.now(), 'orden_terminada', {
    ...{ cuentaId, result: 'sin_efecto', detail },
  })
  const other = await findOther(deps, uow, orden)
  await recordOfOther(deps, uow, context, 'orden_terminada', { orden, other, result: 'sin_efecto' })
  await tellStaffOfEnd(deps, uow, orden, motivo, except)
  if (estado !== 'concedida') return
  await uow.enlaces.deleteByTarget(id)
  const cuenta = await uow.cuentas.findById(cuentaId)
  if (cuenta) await tellStopped(deps, uow, cuenta, orden)
}
