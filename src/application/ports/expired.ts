/** What goes by itself when its time is over. */
export const EXPIRING = [
  'auditCounts',
  'casos',
  'activaciones',
  'errorReferences',
  'pendingChanges',
  'celulares',
  'codigos',
  'enlaces',
  'llamadas',
  'mailboxesOfOrdenes',
  'openIdLogouts',
  'openIdParticipations',
  'openIdRecords',
  'submissions',
  'eventos',
  'contestedEventos',
  'rateLimits',
  'peticiones',
  'provenBrowsers',
  'provisorias',
  'raisedLimits',
  'sessions',
  'staffBrowsers',
  'staffSessions',
  'solicitudSecrets',
  'solicitudes',
  'avisos',
] as const
export type Expiring = (typeof EXPIRING)[number]

export interface Expired {
  /**
   * Deletes what expired by `until`, in one statement, leaving alone what somebody else holds. Pending changes
   * whose hour is set stay. `solicitudSecrets`: wipes the provisorias whose time on the page is over, and keeps the
   * solicitudes. `casos`, `errorReferences`, `llamadas`: those made by then. `mailboxesOfOrdenes`: wipes those named in ordenes
   * that ended by then. `auditCounts`: those that the audit has. `celulares`: unconfirms the mobiles last used by then.
   * `contestedEventos`: those of which somebody said “No fui yo” by then; `eventos`: the others. `avisos`: those sent or
   * abandoned by then.
   * @param limit how many at most, so that nobody waits long for it.
   * @returns how many; as many as `limit` when there may be more.
   */
  delete(what: Expiring, until: Date, limit: number): Promise<number>
}
