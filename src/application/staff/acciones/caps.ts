/** How many of each action an agent did today (product.md “Calls”). */
import { ACCION_NAMES, ACCIONES, type Accion } from '../../../domain/staff/acciones.ts'
import { REOPENINGS_PER_DAY } from '../../../domain/staff/caps.ts'
import { DAY_S } from '../../../domain/values/durations.ts'
import { todayInChile } from '../../../domain/values/fecha.ts'
import type { Deps, StaffContext, UnitOfWork } from '../../ports.ts'
import { requireFuncionario } from '../llamadas/require-llamada.ts'

/** Longer than any day of Chile, so that each day has one counter. */
const KEPT_S = 2 * DAY_S

const keyOf = (accion: Accion, funcionarioId: string, now: Date): string =>
  `accion:${accion}:${funcionarioId}:${todayInChile(now)}`

/**
 * Spends one of what an agent may do today, in the transaction that does it.
 * @returns false when nothing is left.
 */
export const spendCap = (
  { policy }: Pick<Deps, 'policy'>,
  { rateLimits }: UnitOfWork,
  { accion, funcionarioId, now }: { accion: Accion; funcionarioId: string; now: Date },
): Promise<boolean> =>
  rateLimits.incrementUpTo(keyOf(accion, funcionarioId, now), KEPT_S, now, policy.consoleCaps[accion])

/** Spends the reopening of an account, which is one a day over all agents. @returns false when it was spent. */
export const spendReopening = ({ rateLimits }: UnitOfWork, cuentaId: string, now: Date): Promise<boolean> =>
  rateLimits.incrementUpTo(`reapertura:${cuentaId}:${todayInChile(now)}`, KEPT_S, now, REOPENINGS_PER_DAY)

/** How many of an action somebody did today, and may do. */
export interface CapState {
  accion: Accion
  done: number
  cap: number
}

/** What whoever asks did today of each action that they may do. @throws {PowerMissing} */
export function readCaps(
  deps: Pick<Deps, 'store' | 'clock' | 'policy'>,
  context: StaffContext,
): Promise<CapState[]> {
  const { id, powers } = requireFuncionario(context, 'atender_llamadas')
  const now = deps.clock.now()
  return deps.store.read(async ({ rateLimits }) => {
    const states: CapState[] = []
    for (const accion of ACCION_NAMES.filter((one) => powers.includes(ACCIONES[one].power))) {
      const counted = await rateLimits.readCount(keyOf(accion, id, now), KEPT_S, now)
      states.push({ accion, done: counted?.count ?? 0, cap: deps.policy.consoleCaps[accion] })
    }
    return states
  })
}
