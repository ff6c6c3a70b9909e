import type { Cuenta } from '../../domain/account/cuenta.ts'
import type { Perfil, TramiteOperacion } from '../../domain/perfil.ts'
import { HOUR_S } from '../../domain/values/durations.ts'
import { RateLimitExceeded } from '../errors.ts'
import type { Asker, Context, Deps, UnitOfWork } from '../ports.ts'

/**
 * Key of the try counters of where nothing was proven, and of rate limits: by what was typed, with or without a
 * cuenta. Were a former identificador counted with the current one, its misses would lower the tries shown for the
 * other, and tell whoever knows both that they are one cuenta's (product.md “Alike before proof”; decision 0012).
 */
export const subjectOf = (deps: Pick<Deps, 'fingerprints'>, perfil: Perfil, identificador: string): string =>
  deps.fingerprints.fingerprint('sujeto', `${perfil}:${identificador}`)

/**
 * Key of the casos and audit of a cuenta, and of the try counters of browsers where it was proven: by its current
 * identificador even when the former one was typed. Without a cuenta, by what was typed.
 */
export const cuentaSubject = (
  deps: Pick<Deps, 'fingerprints'>,
  { perfil, identificador }: { perfil: Perfil; identificador: string },
  cuenta: Pick<Cuenta, 'perfil' | 'identificador'> | undefined,
): string => subjectOf(deps, cuenta?.perfil ?? perfil, cuenta?.identificador ?? identificador)

/**
 * Counts one use against a rate limit, refused ones too unless the throw rolls a transaction back.
 * @throws {RateLimitExceeded} when the window already has `limit` uses.
 */
export async function countUse(
  { rateLimits }: Pick<UnitOfWork, 'rateLimits'>,
  use: { key: string; windowSeconds: number; limit: number },
  now: Date,
): Promise<void> {
  const { count, endsAt } = await rateLimits.increment(use.key, use.windowSeconds, now)
  if (count > use.limit) throw new RateLimitExceeded((endsAt.getTime() - now.getTime()) / 1000)
}

/**
 * A limit per network address, as it is for who asks: staff may have raised it for their network (product.md “Limits”).
 */
export const limitFor = ({ raisedLimits }: Pick<Deps, 'raisedLimits'>, asker: Asker, limit: number): number =>
  limit * raisedLimits.timesFor(asker)

/**
 * Limits first pasos of an operacion per network address and identificador together: by identificador alone
 * anybody could lock somebody else out (product.md “Limits”). A statement of its own, before anything else:
 * over the limit nothing was done, and what follows cannot undo it.
 * @throws {RateLimitExceeded}
 */
export function countFirstPaso(
  deps: Deps,
  context: Context,
  operacion: TramiteOperacion | 'ingresar',
  subject: string,
): Promise<void> {
  const use = {
    key: `primer-paso:${operacion}:${subject}:${context.networkFingerprint}`,
    windowSeconds: HOUR_S,
    limit: limitFor(deps, context, deps.policy.firstPasosPerHour),
  }
  return countUse(deps.store.single, use, deps.clock.now())
}

/**
 * Counts one use of what is limited per network address and ten minutes (product.md “Limits”): posts,
 * sessions opened by page views, requests of systems to sign somebody in or out, captcha images and sounds.
 * @throws {RateLimitExceeded}
 */
export async function countByNetwork(
  deps: Pick<Deps, 'store' | 'clock' | 'raisedLimits'>,
  context: Pick<Context, 'networkFingerprint' | 'networks'>,
  what: 'envios' | 'sesiones' | 'ingresos' | 'captchas',
  limit: number,
): Promise<void> {
  // Each POST comes by here first, and none of what follows waits for it.
  await deps.raisedLimits.refresh()
  const use = {
    key: `${what}:${context.networkFingerprint}`,
    windowSeconds: 600,
    limit: limitFor(deps, context, limit),
  }
  await countUse(deps.store.single, use, deps.clock.now())
}
