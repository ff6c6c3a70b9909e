import { confirmedMailboxes } from '../../domain/account/channels.ts'
import { type Cuenta, displayName } from '../../domain/account/cuenta.ts'
import { paths } from '../../domain/urls.ts'
import { formatMoment } from '../../domain/values/fecha.ts'
import { enqueueAviso } from '../notices/avisos.ts'
import type { Deps, PeticionEnd, UnitOfWork } from '../ports.ts'

/**
 * Tells the confirmed mailboxes of a cuenta, as the worker finds it, that somebody opened a caso about it by web, or
 * said not to have made it: without the number, which is not theirs (product.md “Cases”). The first of the day leaves.
 */
export async function tellCaso(
  deps: Deps,
  uow: UnitOfWork,
  cuenta: Cuenta,
  what: 'caso_abierto' | 'cuenta_desconocida',
): Promise<PeticionEnd> {
  const now = deps.clock.now()
  const disowns = what === 'cuenta_desconocida'
  const told = { name: displayName(cuenta), when: formatMoment(now), disowns }
  const aviso = { kind: 'caso_abierto', ...told, casoUrl: deps.policy.baseUrl + paths.caso } as const
  let end: PeticionEnd = 'sin_destino'
  for (const to of new Set(confirmedMailboxes(cuenta))) {
    const left = await enqueueAviso(deps, uow, { to, cuentaId: cuenta.id, aviso, now })
    if (left || end === 'sin_destino') end = left ? 'enviada' : 'limite'
  }
  return end
}
