import { MAX_RAISED, MAX_TIMES, type RaiseReason } from '../../domain/staff/raised-limits.ts'
import { addHours } from '../../domain/values/durations.ts'
import { parseNetwork } from '../../domain/values/network.ts'
import { recordAudit } from '../audit/record.ts'
import type { Deps, RaisedLimit, StaffContext } from '../ports.ts'
import { listAudited } from './list.ts'
import { requirePower } from './require-power.ts'

/** “One day”: so that tomorrow's class can be prepared this evening. */
const RAISED_HOURS = 24

export type RaiseResult =
  | { result: 'bien'; raised: RaisedLimit }
  | { result: 'red_no_sirve' | 'demasiadas_redes' }

/**
 * Raises every limit per address for one network, for 24 hours (product.md “Limits”); for a network that is raised
 * already it begins anew. Audited, by the network's fingerprint.
 * @param times from 2 to {@link MAX_TIMES}.
 * @returns `red_no_sirve`: no network, or wider than an IPv4 /24 or an IPv6 /48; `demasiadas_redes`: {@link
 *   MAX_RAISED} others are raised.
 * @throws {PowerMissing}
 */
export function raiseLimits(
  deps: Pick<Deps, 'store' | 'clock' | 'fingerprints'>,
  context: StaffContext,
  asked: { network: string; reason: RaiseReason; times: number },
): Promise<RaiseResult> {
  requirePower(context, 'abrir_limites')
  const now = deps.clock.now()
  const times = Math.min(Math.max(2, Math.trunc(asked.times)), MAX_TIMES)
  const network = parseNetwork(asked.network)?.text
  return deps.store.transaction(async (uow) => {
    const others = (await uow.raisedLimits.lockInForce(now)).filter((one) => one.network !== network)
    const raised =
      network !== undefined && others.length < MAX_RAISED
        ? { network, times, reason: asked.reason, createdAt: now, expiresAt: addHours(now, RAISED_HOURS) }
        : undefined
    const refusal = network === undefined ? 'red_no_sirve' : 'demasiadas_redes'
    await recordAudit(uow, context, now, 'limites_abiertos', {
      subject: subjectOf(deps, network),
      result: raised ? 'bien' : refusal,
      detail: { motivo: asked.reason, veces: times },
    })
    if (!raised) return { result: refusal }
    await uow.raisedLimits.save(raised)
    return { result: 'bien', raised }
  })
}

/**
 * Ends it before its time. Audited.
 * @throws {PowerMissing}
 */
export function restoreLimits(
  deps: Pick<Deps, 'store' | 'clock' | 'fingerprints'>,
  context: StaffContext,
  typed: string,
): Promise<'bien' | 'no_existe' | 'red_no_sirve'> {
  requirePower(context, 'abrir_limites')
  const now = deps.clock.now()
  const network = parseNetwork(typed)?.text
  return deps.store.transaction(async (uow) => {
    const wasRaised = network !== undefined && (await uow.raisedLimits.delete(network, now))
    const result = network === undefined ? 'red_no_sirve' : wasRaised ? 'bien' : 'no_existe'
    await recordAudit(uow, context, now, 'limites_cerrados', { subject: subjectOf(deps, network), result })
    return result
  })
}

/** What is raised now, the last to end first. Audited. */
export const listRaisedLimits = (
  deps: Pick<Deps, 'store' | 'clock'>,
  context: StaffContext,
): Promise<RaisedLimit[]> =>
  listAudited(deps, context, 'ver_limites', 'limites_vistos', ({ raisedLimits }, _limit, now) =>
    raisedLimits.findInForce(now),
  )

/** No address stays in the audit; that of one address is the fingerprint under which its uses are counted. */
const subjectOf = (
  { fingerprints }: Pick<Deps, 'fingerprints'>,
  network: string | undefined,
): string | null => (network === undefined ? null : fingerprints.fingerprint('direccion', network))
