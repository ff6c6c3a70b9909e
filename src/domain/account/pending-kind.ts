/**
 * `email`: waits for its link. `celular`: waits for its code. `representante`: of an organisation, with answer and CS;
 * waits for its hour.
 */
export const PENDING_KINDS = ['celular', 'email', 'representante'] as const
export type PendingKind = (typeof PENDING_KINDS)[number]
