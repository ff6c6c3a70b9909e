/** `email`: waits for its link. `representante`: of an organisation, with answer and CS; waits for its hour. */
export const PENDING_KINDS = ['email', 'representante'] as const
export type PendingKind = (typeof PENDING_KINDS)[number]
