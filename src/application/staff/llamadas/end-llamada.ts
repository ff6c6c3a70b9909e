import { concludeLlamada, type EndedLlamada } from '../../accounts/conclude-llamada.ts'
import type { Deps, StaffContext } from '../../ports.ts'
import { inLlamada } from './require-llamada.ts'

/**
 * Ends a llamada of whoever asks (product.md “Calls”); its owner is told.
 * @throws {PowerMissing}
 * @throws {LlamadaLost} also when it has ended: its page shows how.
 */
export const endLlamada = (deps: Deps, context: StaffContext, id: string): Promise<EndedLlamada> =>
  inLlamada({ deps, context, id, power: 'atender_llamadas' }, (uow, held) =>
    concludeLlamada(deps, uow, context, held, 'terminada'),
  )
