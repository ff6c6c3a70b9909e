import type { AccesoChange, OwnAccesoChange } from '../../../domain/notices/staff-avisos.ts'
import type { Funcionario } from '../../../domain/staff/funcionario.ts'
import { ROL_NAMES } from '../../../domain/staff/rol-names.ts'
import { formatMoment } from '../../../domain/values/fecha.ts'
import { enqueueAviso, type OutboxDeps } from '../../notices/avisos.ts'
import type { Deps, UnitOfWork } from '../../ports.ts'

type Person = Pick<Funcionario, 'id' | 'email' | 'nombre' | 'rol'>
/** Whoever administers staff and is to know of it. */
type Others = readonly Pick<Funcionario, 'id' | 'email' | 'nombre'>[]
interface ByOthers {
  /** As they are after the change. */
  person: Person
  what: Exclude<AccesoChange, OwnAccesoChange>
  others: Others
}

/**
 * Tells somebody by mail what changed of their access, in the transaction of it; and the others who administer staff,
 * each of whom sees a colleague's access taken, given or renewed (product.md “Staff”).
 */
export async function tellOfAcceso(
  deps: OutboxDeps & Pick<Deps, 'clock'>,
  uow: UnitOfWork,
  told: ByOthers,
): Promise<void> {
  await tellPerson(deps, uow, told)
  await tellAdministradores(deps, uow, told)
}

/** Tells them alone. */
export async function tellPerson(
  deps: OutboxDeps & Pick<Deps, 'clock'>,
  uow: UnitOfWork,
  { person, what }: { person: Person; what: AccesoChange },
): Promise<void> {
  const now = deps.clock.now()
  const [rol, when] = [ROL_NAMES[person.rol], formatMoment(now)]
  await enqueueAviso(deps, uow, {
    ...{ to: person.email, cuentaId: null, now },
    aviso: { kind: 'acceso_cambiado', name: person.nombre, what, rol, when },
  })
}

/** Tells the others alone: whoever it is about hears of it otherwise. */
export async function tellAdministradores(
  deps: OutboxDeps & Pick<Deps, 'clock'>,
  uow: UnitOfWork,
  { person, what, others }: ByOthers,
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
