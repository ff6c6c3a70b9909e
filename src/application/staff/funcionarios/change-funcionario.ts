import type { AuditEvent } from '../../../domain/notices/audit-events.ts'
import { type Funcionario, isLastAdministrador } from '../../../domain/staff/funcionario.ts'
import { ALL_ORDENES, ordenesLostWith } from '../../../domain/staff/lost-ordenes.ts'
import type { Rol } from '../../../domain/staff/roles.ts'
import { recordAudit } from '../../audit/record.ts'
import type { OutboxDeps } from '../../notices/avisos.ts'
import type { Deps, StaffActor, StaffContext, UnitOfWork } from '../../ports.ts'
import { endOrdenesOf } from '../ordenes/end-ordenes-of.ts'
import { requirePower } from '../require-power.ts'
import { tellOfAcceso } from './tell-of-acceso.ts'

/** What an administrador shows their second factor again for, in place of a llamada: changing others of the staff (●). */
export const STAFF_CHANGES = 'personal'

/** By the id that pages have, or the e-mail that an operador types. */
export type WhichFuncionario = { id: string } | { email: string }

/**
 * `misma_persona`: nobody changes what they are themselves. `ultimo_administrador`: nobody would administer staff without
 * them. `ya_no_administra`: whoever acts was suspended or given another role a moment ago.
 */
export type ChangeFuncionarioResult =
  | 'bien'
  | 'no_existe'
  | 'ya_suspendido'
  | 'mismo_rol'
  | 'ultimo_administrador'
  | ChangeRefusal
export type ChangeRefusal = 'misma_persona' | 'ya_no_administra' | 'segundo_factor'

/** Finds a funcionario and holds them until the transaction ends. */
export async function lockFuncionario(
  { funcionarios }: UnitOfWork,
  which: WhichFuncionario,
): Promise<Funcionario | undefined> {
  const id = 'id' in which ? which.id : (await funcionarios.findByEmail(which.email))?.id
  return id === undefined ? undefined : funcionarios.lock(id)
}

/** Ends their sessions on every node, and their activation link. @returns them as they are to be saved. */
export async function endAccess(uow: UnitOfWork, funcionario: Funcionario): Promise<Funcionario> {
  await uow.staffSessions.endByFuncionario(funcionario.id)
  await uow.activaciones.deleteByFuncionario(funcionario.id)
  await uow.staffBrowsers.deleteByFuncionario(funcionario.id)
  return { ...funcionario, generation: funcionario.generation + 1 }
}

/**
 * Suspends somebody: every session of theirs ends at once, on every node (product.md “Staff”). Only a restart lets them
 * in again. They are told by mail. What they had asked for or granted that takes two people, and is not done yet, ends
 * without effect. Audited, also when nothing is done.
 * @throws {PowerMissing}
 */
export function suspendFuncionario(
  deps: Deps,
  context: StaffContext,
  which: WhichFuncionario,
): Promise<ChangeFuncionarioResult> {
  requirePower(context, 'administrar_personal')
  return change(
    deps,
    context,
    which,
    { event: 'funcionario_suspendido', what: 'suspendido' },
    async ({ uow, funcionario, administradores }) => {
      if (funcionario.estado === 'suspendido') return 'ya_suspendido'
      if (isLastAdministrador(funcionario, administradores)) return 'ultimo_administrador'
      const ended = await endAccess(uow, funcionario)
      await endOrdenesOf(deps, uow, context, funcionario.id, { lost: ALL_ORDENES, why: 'suspendido' })
      return { ...ended, estado: 'suspendido', suspendedAt: deps.clock.now() }
    },
  )
}

/**
 * Gives somebody another role; their sessions end, so that none acts with the former one, and they are told by mail. What
 * they had asked for or granted that takes two people, and for which the new role has no power, ends without effect.
 * Audited, also when nothing is done.
 * @throws {PowerMissing}
 */
export function changeRol(
  deps: Deps,
  context: StaffContext,
  which: WhichFuncionario,
  rol: Rol,
): Promise<ChangeFuncionarioResult> {
  requirePower(context, 'administrar_personal')
  return change(
    deps,
    context,
    which,
    { event: 'rol_cambiado', what: 'rol' },
    async ({ uow, funcionario, administradores }) => {
      if (funcionario.rol === rol) return 'mismo_rol'
      if (isLastAdministrador(funcionario, administradores)) return 'ultimo_administrador'
      await uow.staffSessions.endByFuncionario(funcionario.id)
      await endOrdenesOf(deps, uow, context, funcionario.id, { lost: ordenesLostWith(rol), why: 'rol' })
      return { ...funcionario, rol, generation: funcionario.generation + 1 }
    },
    { rol },
  )
}

/** Somebody who is held, and everybody who administers staff. */
interface Held {
  uow: UnitOfWork
  funcionario: Funcionario
  administradores: readonly Funcionario[]
}
type Apply = (held: Held) => Promise<Funcionario | ChangeFuncionarioResult>

type ChangeDeps = OutboxDeps & Pick<Deps, 'store' | 'clock'>

function change(
  deps: ChangeDeps,
  context: StaffContext,
  which: WhichFuncionario,
  { event, what }: { event: AuditEvent; what: 'suspendido' | 'rol' },
  apply: Apply,
  detail: { rol?: Rol } = {},
): Promise<ChangeFuncionarioResult> {
  return deps.store.transaction(async (uow) => {
    // Held first, and in one order: of two who suspend each other at once, the second sees what the first did.
    const administradores = await uow.funcionarios.lockAdministradores()
    const funcionario = await lockFuncionario(uow, which)
    const changed = funcionario
      ? (whyNotChanged(context.actor, funcionario, administradores) ??
        (await apply({ uow, funcionario, administradores })))
      : 'no_existe'
    if (typeof changed !== 'string') {
      await uow.funcionarios.save(changed)
      const isAbout = [funcionario?.rol, changed.rol].includes('administrador')
      await tellOfAcceso(deps, uow, { person: changed, what, others: isAbout ? administradores : [] })
    }
    const result = typeof changed === 'string' ? changed : 'bien'
    await recordAudit(uow, context, deps.clock.now(), event, {
      result,
      detail: { ...detail, ...(funcionario && { funcionario: funcionario.id }) },
    })
    return result
  })
}

/** Why whoever acts changes nothing of somebody. @param administradores who administer staff now, held. */
export function whyNotChanged(
  actor: StaffActor,
  { id }: Pick<Funcionario, 'id'>,
  administradores: readonly Pick<Funcionario, 'id'>[],
): ChangeRefusal | undefined {
  if (actor.kind !== 'funcionario') return undefined
  if (actor.id === id) return 'misma_persona'
  if (actor.renewedFor !== STAFF_CHANGES) return 'segundo_factor'
  return administradores.some((one) => one.id === actor.id) ? undefined : 'ya_no_administra'
}
