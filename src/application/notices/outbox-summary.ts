import type { Deps, OutboxSummary } from '../ports.ts'

/** Pending and abandoned messages, and how many mailboxes mail does not reach, for the metrics and `doctor`. */
export const outboxSummary = ({ store }: Pick<Deps, 'store'>): Promise<OutboxSummary & { bounced: number }> =>
  store.read(async ({ avisos, bounces }) => ({
    ...(await avisos.readSummary()),
    bounced: await bounces.readCount(),
  }))
