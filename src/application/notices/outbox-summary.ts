import type { Deps, OutboxSummary } from '../ports.ts'

/** How many notices have yet to leave, and how many were given up, for the metrics and `doctor`. */
export const outboxSummary = ({ store }: Pick<Deps, 'store'>): Promise<OutboxSummary> =>
  store.transaction((uow) => uow.avisos.summary())
