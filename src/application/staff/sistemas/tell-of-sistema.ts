import type { SistemaChange, WhoChanged } from '../../../domain/notices/staff-avisos.ts'
import type { Sistema } from '../../../domain/sistemas/sistema.ts'
import { formatMoment } from '../../../domain/values/fecha.ts'
import { enqueueAviso, type OutboxDeps } from '../../notices/avisos.ts'
import type { Deps, StaffActor, UnitOfWork } from '../../ports.ts'

export type TellDeps = OutboxDeps & Pick<Deps, 'clock'>

/**
 * Tells everybody who administers staff, whoever did it too, that a system which signs people in was made or changed, in
 * the transaction of it (product.md “Other systems”): somebody else may have used their session.
 * @param sistema by the name that they know.
 */
export async function tellOfSistema(
  deps: TellDeps,
  uow: UnitOfWork,
  actor: StaffActor,
  { nombre: sistema }: Pick<Sistema, 'nombre'>,
  change: SistemaChange,
): Promise<void> {
  const now = deps.clock.now()
  const by = await whoIs(uow, actor)
  for (const { email, nombre } of await uow.funcionarios.findAdministradores())
    await enqueueAviso(deps, uow, {
      ...{ to: email, cuentaId: null, now },
      aviso: { kind: 'sistema_cambiado', name: nombre, sistema, change, by, when: formatMoment(now) },
    })
}

async function whoIs({ funcionarios }: UnitOfWork, actor: StaffActor): Promise<WhoChanged> {
  if (actor.kind === 'operador') return { operador: actor.nombre }
  return { funcionario: (await funcionarios.findById(actor.id))?.nombre ?? actor.id }
}
