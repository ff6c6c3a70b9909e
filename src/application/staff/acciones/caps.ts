/** How many of each thing an agent did today (product.md “Calls”). */
import { type Refused, refuse } from '../../../domain/outcome/result.ts'
import {
  CAP_NAMES,
  CAP_RULES,
  type Capped,
  OPENINGS_OF_ONE_PER_DAY,
  REOPENINGS_PER_DAY,
  WRONG_CODIGOS_PER_DAY,
} from '../../../domain/staff/caps.ts'
import { DAY_S } from '../../../domain/values/durations.ts'
import { todayInChile } from '../../../domain/values/fecha.ts'
import type { Deps, StaffContext, UnitOfWork } from '../../ports.ts'
import { requireFuncionario } from '../llamadas/require-llamada.ts'

/** Longer than any day of Chile, so that each day has one counter. */
const KEPT_S = 2 * DAY_S

/** Where the limits stand. */
export interface CapDeps {
  policy: Pick<Deps['policy'], 'consoleCaps'>
}

/** What whom is limited in, and when. */
interface Spent {
  capped: Capped
  funcionarioId: string
  now: Date
}

const keyOf = ({ capped, funcionarioId, now }: Spent): string =>
  `accion:${capped}:${funcionarioId}:${todayInChile(now)}`

/**
 * Spends one of what an agent may do today, in the transaction that does it; others that spend wait for its end.
 * @returns false when nothing is left.
 */
export const spendCap = ({ policy }: CapDeps, { rateLimits }: UnitOfWork, spent: Spent): Promise<boolean> =>
  rateLimits.incrementUpTo(keyOf(spent), KEPT_S, spent.now, policy.consoleCaps[spent.capped])

/** Gives back what was spent in this transaction on what was then refused. */
export const giveBackCap = ({ rateLimits }: UnitOfWork, spent: Spent): Promise<void> =>
  rateLimits.giveBack(keyOf(spent), KEPT_S, spent.now)

/** Spends one opening of one account by one agent. @returns false when none of today is left. */
export const spendOpening = (
  { rateLimits }: UnitOfWork,
  { funcionarioId, cuentaId, now }: Omit<Spent, 'capped'> & { cuentaId: string },
): Promise<boolean> => {
  const key = `abrir:${funcionarioId}:${cuentaId}:${todayInChile(now)}`
  return rateLimits.incrementUpTo(key, KEPT_S, now, OPENINGS_OF_ONE_PER_DAY)
}

/**
 * Refuses with what tells whether an identificador has an account: it costs as a search does, or whoever looks many people
 * up would do it where nothing is spent.
 */
export const tellAsSearch = async (
  deps: CapDeps,
  uow: UnitOfWork,
  spent: Omit<Spent, 'capped'>,
  refused: Refused,
): Promise<Refused> =>
  (await spendCap(deps, uow, { ...spent, capped: 'buscar' }))
    ? refused
    : refuse('accion_tope', '', { maximo: deps.policy.consoleCaps.buscar })

/** Spends the reopening of an account, which is one a day over all agents. @returns false when it was spent. */
export const spendReopening = ({ rateLimits }: UnitOfWork, cuentaId: string, now: Date): Promise<boolean> =>
  rateLimits.incrementUpTo(`reapertura:${cuentaId}:${todayInChile(now)}`, KEPT_S, now, REOPENINGS_PER_DAY)

/**
 * Lets an agent try a code of a call, as long as few of theirs were wrong today, over all their calls. Each try counts until
 * it turns out not to be wrong, so that many at once are not more than one after another.
 * @returns what `attempt` does; 'tope' without it when none is left.
 */
export async function guardCodigos<T>(
  { rateLimits }: UnitOfWork,
  { funcionarioId, now }: Omit<Spent, 'capped'>,
  attempt: () => { value: T; isWrong: boolean },
): Promise<T | 'tope'> {
  const key = `codigo-errado:${funcionarioId}:${todayInChile(now)}`
  if (!(await rateLimits.incrementUpTo(key, KEPT_S, now, WRONG_CODIGOS_PER_DAY))) return 'tope'
  const { value, isWrong } = attempt()
  if (!isWrong) await rateLimits.giveBack(key, KEPT_S, now)
  return value
}

/** How many of something somebody did today, and may do. */
export interface CapState {
  capped: Capped
  done: number
  cap: number
}

/** What whoever asks did today of each thing that they may do. @throws {PowerMissing} */
export function readCaps(
  deps: Pick<Deps, 'store' | 'clock' | 'policy'>,
  context: StaffContext,
): Promise<CapState[]> {
  const { id: funcionarioId, powers } = requireFuncionario(context, 'buscar_cuentas')
  const now = deps.clock.now()
  return deps.store.read(async ({ rateLimits }) => {
    const states: CapState[] = []
    for (const capped of CAP_NAMES.filter((one) => powers.includes(CAP_RULES[one].power))) {
      const counted = await rateLimits.readCount(keyOf({ capped, funcionarioId, now }), KEPT_S, now)
      states.push({ capped, done: counted?.count ?? 0, cap: deps.policy.consoleCaps[capped] })
    }
    return states
  })
}
