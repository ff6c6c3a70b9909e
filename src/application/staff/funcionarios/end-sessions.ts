import { recordAudit } from '../../audit/record.ts'
import type { OutboxDeps } from '../../notices/avisos.ts'
import type { Deps, StaffContext } from '../../ports.ts'
import { requirePower } from '../require-power.ts'
import { lockFuncionario } from './change-funcionario.ts'
import { tellOfAcceso } from './tell-of-acceso.ts'

/**
 * Ends one session of somebody else, or all of theirs, on every node; they sign in again as before. They are told by
 * mail of those that ended. One's own are ended elsewhere. Audited, also when nothing is done (product.md “Staff”).
 * @param session that one; every one without it.
 * @throws {PowerMissing}
 */
export function endSessionsOf(
  deps: OutboxDeps & Pick<Deps, 'store' | 'clock'>,
  context: StaffContext,
  { id, session }: { id: string; session?: string | undefined },
): Promise<'bien' | 'no_existe' | 'misma_persona'> {
  requirePower(context, 'administrar_personal')
  return deps.store.transaction(async (uow) => {
    const isOwn = context.actor.kind === 'funcionario' && context.actor.id === id
    const person = isOwn ? undefined : await lockFuncionario(uow, { id })
    const one = async () => (person && session && (await uow.staffSessions.end(person.id, session)) ? 1 : 0)
    const count = person && !session ? await uow.staffSessions.endByFuncionario(person.id) : await one()
    if (person && count > 0) {
      const others = person.rol === 'administrador' ? await uow.funcionarios.findAdministradores() : []
      await tellOfAcceso(deps, uow, { person, what: 'sesiones_cerradas', others })
    }
    const result = isOwn ? 'misma_persona' : person ? 'bien' : 'no_existe'
    await recordAudit(uow, context, deps.clock.now(), 'sesion_terminada', {
      result,
      detail: { cuantas: count, ...(person && { funcionario: person.id }) },
    })
    return result
  })
}
