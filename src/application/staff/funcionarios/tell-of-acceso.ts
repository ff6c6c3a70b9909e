import type { AccesoChange } from '../../../domain/notices/avisos.ts'
import type { Funcionario } from '../../../domain/staff/funcionario.ts'
import { ROL_NAMES } from '../../../domain/staff/rol-names.ts'
import { formatMoment } from '../../../domain/values/fecha.ts'
import { enqueueAviso, type OutboxDeps } from '../../notices/avisos.ts'
import type { Deps, UnitOfWork } from '../../ports.ts'

/** Somebody, as they are after the change; and who administers staff, where they are to know of it. */
interface Told {
  person: Pick<Funcionario, 'id' | 'email' | 'nombre' | 'rol'>
  what: AccesoChange
  others: readonly Pick<Funcionario, 'id' | 'email' | 'nombre'>[]
}

/**
 * Tells somebody by mail what changed of their access, in the transaction of it; and the others who administer staff,
 * each of whom sees a colleague's access taken, given or renewed (product.md “Staff”).
 */
export async function tellOfAcceso(
  deps: OutboxDeps & Pick<Deps, 'clock'>,
  uow: UnitOfWork,
  told: Told,
): Promise<void> {
  const { person, what } = told
  const now = deps.clock.now()
  const [rol, when] = [ROL_NAMES[person.rol], formatMoment(now)]
  await enqueueAviso(deps, uow, {
    ...{ to: person.email, cuentaId: null, now },
    aviso: { kind: 'acceso_cambiado', name: person.nombre, what, rol, when },
  })
  await tellAdministradores(deps, uow, told)
}

/** Tells them alone: whoever it is about hears of it otherwise. */
export async function tellAdministradores(
  deps: OutboxDeps & Pick<Deps, 'clock'>,
  uow: UnitOfWork,
  { person, what, others }: Told,
): Promise<void> {
  const now = deps.clock.now()
  const [rol, when] = [ROL_NAMES[person.rol], formatMoment(now)]
  for (const { id, email, nombre } of others)
    if (id !== person.id)
      await enqueueAviso(deps, uow, {
        ...{ to: email, cuentaId: null, now },
        aviso: { kind: 'administrador_cambiado', name: nombre, who: person.nombre, what, rol, when },
      })
}
