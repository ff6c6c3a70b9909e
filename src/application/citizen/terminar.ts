import { addHours, ENDED_VISIT_HOURS } from '../../domain/values/durations.ts'
import type { Deps } from '../ports.ts'

type VisitDeps = Pick<Deps, 'store' | 'clock'>

/**
 * Deletes the solicitudes of a visit, with whatever they were about to show.
 * @param visit forms of this visit that the browser submits later are no longer shown with what was typed.
 */
export const endVisit = (
  { store, clock }: VisitDeps,
  visit: string,
  solicitudes: readonly string[],
): Promise<void> =>
  store.transaction(async (uow) => {
    for (const id of solicitudes) {
      await uow.codigos.delete(id)
      await uow.solicitudes.delete(id)
    }
    const now = clock.now()
    const expiresAt = addHours(now, ENDED_VISIT_HOURS)
    await uow.submissions.claim({ id: visit, fingerprint: visit, outcome: null, expiresAt }, now)
  })

/** Forgets, in a browser that other people use too, whatever was proven in it (product.md “Proofs”, 6). */
export const forgetBrowser = ({ store }: Pick<VisitDeps, 'store'>, browser: string): Promise<void> =>
  store.transaction(({ provenBrowsers }) => provenBrowsers.deleteByBrowser(browser))

/** Whether the person ended that visit in the last day. */
export const isVisitEnded = async ({ store }: Pick<VisitDeps, 'store'>, visit: string): Promise<boolean> =>
  (await store.single.submissions.findById(visit)) !== undefined
