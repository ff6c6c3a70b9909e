/** Letting somebody in again takes two people (product.md “Staff”): one asks, another carries it out. */
import { addHours } from '../values/durations.ts'
import { type Funcionario, RESTART_HOURS } from './funcionario.ts'
import { funcionarioOf, funcionarioPerson } from './person.ts'

/** Asked for by one, as `personOf` writes them; another carries it out until then. */
export interface Restart {
  by: string
  until: Date
}

/** What one more person who asks for it does. */
export type RestartTurn = 'pedir' | 'hacer'

const isOperador = (person: string): boolean => funcionarioOf(person) === undefined

/**
 * The request that waits for another person.
 * @param administradores who administer staff now: what one asked who does no more, ends.
 */
export function standingRestart(
  { restartAskedBy: by, restartAskedAt }: Pick<Funcionario, 'restartAskedBy' | 'restartAskedAt'>,
  administradores: readonly Pick<Funcionario, 'id'>[],
  now: Date,
): Restart | undefined {
  if (by === null || restartAskedAt === null) return undefined
  const until = addHours(restartAskedAt, RESTART_HOURS)
  const mayAsk = isOperador(by) || administradores.some(({ id }) => by === funcionarioPerson(id))
  return mayAsk && until > now ? { by, until } : undefined
}

/**
 * Whether a person asks for it now, or carries it out; undefined for who asked for it. Two operadores, or two who
 * administer staff: one of each may be the same person.
 */
export function restartTurn(standing: Restart | undefined, person: string): RestartTurn | undefined {
  if (!standing || isOperador(standing.by) !== isOperador(person)) return 'pedir'
  return standing.by === person ? undefined : 'hacer'
}
