import type { Deps, OutboxSummary } from '../ports.ts'

/** Pending and abandoned messages, for the metrics and `doctor`. */
export const outboxSummary = ({ store }: Pick<Deps, 'store'>): Promise<OutboxSummary> =>
  store.read(({ avisos }) => avisos.readSummary())
