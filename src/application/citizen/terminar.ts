import { addHours, ENDED_VISIT_HOURS } from '../../domain/values/durations.ts'
import type { Deps } from '../ports.ts'

type PermissionDeps = Pick<Deps, 'store' | 'clock'>

/**
 * Ends requests for good; whatever they were about to show is gone.
 * @param visit whose forms, which the browser can still send, do not come back any more with what was typed.
 */
export const endVisit = (
  { store, clock }: PermissionDeps,
  visit: string,
  solicitudes: readonly string[],
): Promise<void> =>
  store.transaction(async (uow) => {
    for (const id of solicitudes) {
      await uow.codigos.delete(id)
      await uow.solicitudes.delete(id)
    }
    const expiresAt = addHours(clock.now(), ENDED_VISIT_HOURS)
    await uow.submissions.claim({ id: visit, fingerprint: visit, outcome: null, expiresAt })
  })

/** Whether a person ended that visit, in the last day. */
export const isVisitEnded = async (
  { store }: Pick<PermissionDeps, 'store'>,
  visit: string,
): Promise<boolean> => (await store.transaction((uow) => uow.submissions.findById(visit))) !== undefined
