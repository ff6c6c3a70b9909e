import { addSeconds } from '../../domain/values/durations.ts'
import type { Deps, LogoutFailure, LogoutSender, QueuedLogout } from '../ports.ts'

/** How many systems are told at once, and of how many sign-outs each. */
const SISTEMAS = 20
const BATCH = 5
/** How long a system is told of one batch after another while others may wait. */
const TURN_S = 5
/** Longer than a request takes, so that no other node sends the same. */
const LEASE_S = 60
/** The first pause after a failure, and the longest. */
const FIRST_PAUSE_S = 10
const LONGEST_PAUSE_S = 10 * 60

/** What operators are told of a system that does not learn of sign-outs. */
export interface Untold extends Pick<LogoutFailure, 'host' | 'code'> {
  failed: number
  /** How many of them are not tried again. */
  givenUp: number
}

interface LogoutDeps extends Pick<Deps, 'store' | 'clock'> {
  logouts: LogoutSender
  onUntold: (untold: Untold) => void
  /** Called for our own errors. */
  onFailure: (name: string, error: unknown) => void
}

/**
 * One round of telling other systems who signed out (product.md “Other systems”). Each system has its own turn, so that
 * one that is slow or out of reach delays no other; what it could not be told is tried again after pauses that grow.
 * @returns whether more systems may wait.
 */
export async function tellLogouts(deps: LogoutDeps): Promise<boolean> {
  const due = await deps.store.read(({ openId }) => openId.findDueSistemas(deps.clock.now(), SISTEMAS))
  await Promise.all(
    due.map((id) => tellSistema(deps, id).catch((error) => deps.onFailure('avisar salidas', error))),
  )
  return due.length === SISTEMAS
}

/** A system that is suspended, or wants to be told nowhere, is not told: its sign-outs are forgotten. */
async function tellSistema(deps: LogoutDeps, sistemaId: string): Promise<void> {
  const { store, clock, logouts } = deps
  const sistema = await store.single.sistemas.findById(sistemaId)
  const uri = sistema?.estado === 'activo' ? sistema.backchannelLogoutUri : null
  const turnEnds = addSeconds(clock.now(), TURN_S)
  for (let hasMore = true; hasMore && clock.now() <= turnEnds; ) {
    const now = clock.now()
    const until = addSeconds(now, LEASE_S)
    const batch = await store.transaction(({ openId }) => openId.takeLogouts(sistemaId, now, until, BATCH))
    const results = await Promise.all(
      batch.map(async (logout) => ({
        logout,
        failure: uri === null ? null : await logouts.send(logout, uri),
      })),
    )
    const isReachable = await settle(deps, sistemaId, results)
    hasMore = isReachable && batch.length === BATCH
  }
}

type Result = { logout: QueuedLogout; failure: LogoutFailure | null }

/** @returns false when the system is out of reach: then the others that it is due wait, too. */
async function settle(deps: LogoutDeps, sistemaId: string, results: readonly Result[]): Promise<boolean> {
  const now = deps.clock.now()
  const failed = results.flatMap(({ logout, failure }) => (failure ? [{ logout, failure }] : []))
  const again = failed.filter(({ logout }) => nextTry(logout, now) < logout.expiresAt)
  const unreached = failed.filter(({ failure }) => !failure.answered)
  await deps.store.transaction(async ({ openId }) => {
    for (const { logout } of results)
      if (!again.some((one) => one.logout === logout)) await openId.deleteLogout(logout.id)
    for (const { logout } of again) await openId.postponeLogout(logout.id, nextTry(logout, now))
    if (unreached[0]) await openId.postponeDue(sistemaId, now, nextTry(unreached[0].logout, now))
  })
  const [first] = failed
  if (first) {
    const { host, code } = first.failure
    deps.onUntold({ host, code, failed: failed.length, givenUp: failed.length - again.length })
  }
  return unreached.length === 0
}

const nextTry = ({ tries }: Pick<QueuedLogout, 'tries'>, now: Date): Date =>
  addSeconds(now, Math.min(FIRST_PAUSE_S * 2 ** tries, LONGEST_PAUSE_S))
