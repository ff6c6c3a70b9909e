import type { Cuenta } from '../../domain/account/cuenta.ts'
import type { Perfil, TramiteOperacion } from '../../domain/perfil.ts'
import { HOUR_S } from '../../domain/values/durations.ts'
import { RateLimitExceeded } from '../errors.ts'
import type { Context, Deps, UnitOfWork } from '../ports.ts'

/** The key of counters and limits of an identifier, with or without an account. */
export const subjectOf = (deps: Pick<Deps, 'fingerprints'>, perfil: Perfil, identificador: string): string =>
  deps.fingerprints.fingerprint('sujeto', `${perfil}:${identificador}`)

/**
 * The key of the counters of an account: its own, whichever of its identifiers was typed, so that the one that it had
 * before gives no tries besides. Without an account, that of what was typed.
 */
export const cuentaSubject = (
  deps: Pick<Deps, 'fingerprints'>,
  { perfil, identificador }: { perfil: Perfil; identificador: string },
  cuenta: Pick<Cuenta, 'perfil' | 'identificador'> | undefined,
): string => subjectOf(deps, cuenta?.perfil ?? perfil, cuenta?.identificador ?? identificador)

/**
 * Counts one use of a limit. Over it nothing more is counted: the refusal rolls the count back to the limit.
 * @throws {RateLimitExceeded} when the window has more than `limit`.
 */
export async function countUse(
  uow: UnitOfWork,
  use: { key: string; windowSeconds: number; limit: number },
  now: Date,
): Promise<void> {
  const { count, endsAt } = await uow.rateLimits.increment(use.key, use.windowSeconds, now)
  if (count > use.limit) throw new RateLimitExceeded((endsAt.getTime() - now.getTime()) / 1000)
}

/**
 * First steps of an operation by one address on one identifier; never by identifier alone, so that nobody
 * can shut another out (product.md “Limits”).
 * @throws {RateLimitExceeded}
 */
export function countFirstPaso(
  deps: Deps,
  uow: UnitOfWork,
  context: Context,
  operacion: TramiteOperacion,
  subject: string,
): Promise<void> {
  const use = {
    key: `primer-paso:${operacion}:${subject}:${context.network}`,
    windowSeconds: HOUR_S,
    limit: deps.policy.firstPasosPerHour,
  }
  return countUse(uow, use, deps.clock.now())
}

/**
 * Counts one of what a network address gets only so many of in ten minutes (product.md “Limits”): posts, sessions that it
 * opens by looking at pages, pictures and sounds of captchas.
 * @throws {RateLimitExceeded}
 */
export async function countByNetwork(
  deps: Pick<Deps, 'store' | 'clock'>,
  { network }: Pick<Context, 'network'>,
  what: 'envios' | 'sesiones' | 'captchas',
  limit: number,
): Promise<void> {
  const use = { key: `${what}:${network}`, windowSeconds: 600, limit }
  await deps.store.transaction((uow) => countUse(uow, use, deps.clock.now()))
}
