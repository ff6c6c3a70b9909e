import type { AuditQuery, StoredAuditEntry } from '../../application/ports.ts'
import { conversion } from '../row-mapper.ts'
import type { Tx } from '../schema.ts'
import { OWNER } from './owner.ts'

export const entries = conversion<StoredAuditEntry>({ detail: 'json', at: 'date' })

/** How far the time of an entry may be from what its number says: clocks of nodes differ, and transactions last. */
const SKEW_MS = 3_600_000

/**
 * Entries of the audit, newest first. Each combination of who acted and which account is a walk of its own along an
 * index that ends in the number, so that none reads more than it shows; days are found by number, since numbers are
 * given in the order of time.
 */
export async function findEntries(tx: Tx, query: AuditQuery, limit: number): Promise<StoredAuditEntry[]> {
  const { from, until, before } = query
  const first = from && (await firstNumberSince(tx, new Date(from.getTime() - SKEW_MS)))
  const end = until && (await firstNumberSince(tx, new Date(until.getTime() + SKEW_MS)))
  if (first === null) return []
  const bounds = { first, end: Math.min(before ?? Number.MAX_SAFE_INTEGER, end ?? Number.MAX_SAFE_INTEGER) }
  const found: StoredAuditEntry[] = []
  for (const walk of walksOf(query)) found.push(...(await walkBack(tx, { ...query, ...walk }, bounds, limit)))
  return found.sort((a, b) => b.number - a.number).slice(0, limit)
}

interface Walk {
  actor?: string
  owner?: string
}

/** One for each actor and each owner. */
function walksOf({ actors, owners }: AuditQuery): Walk[] {
  const byActor: Walk[] = Array.isArray(actors) ? actors.map((actor: string) => ({ actor })) : [{}]
  return owners ? byActor.flatMap((walk) => owners.map((owner) => ({ ...walk, owner }))) : byActor
}

async function walkBack(
  { db }: Tx,
  { event, actors, from, until, actor, owner }: AuditQuery & Walk,
  { first, end }: { first: number | undefined; end: number },
  limit: number,
): Promise<StoredAuditEntry[]> {
  let rows = db.selectFrom('auditEntries').selectAll().where('number', '<', end)
  if (first !== undefined) rows = rows.where('number', '>=', first)
  if (event) rows = rows.where('event', '=', event)
  if (actor !== undefined) rows = rows.where('actor', '=', actor)
  if (actors && 'beginning' in actors) rows = rows.where('actor', 'like', `${actors.beginning}%`)
  if (owner !== undefined) rows = rows.where(OWNER, '=', owner)
  if (from) rows = rows.where('at', '>=', from.toISOString())
  if (until) rows = rows.where('at', '<', until.toISOString())
  return (await rows.orderBy('number', 'desc').limit(limit).execute()).map(entries.fromRow)
}

/** The number of the first entry since a moment, by halving; null when there is none. */
async function firstNumberSince({ db }: Tx, moment: Date): Promise<number | null> {
  const since = moment.toISOString()
  const at = (number: number) =>
    db
      .selectFrom('auditEntries')
      .select(['number', 'at'])
      .where('number', '>=', number)
      .orderBy('number')
      .limit(1)
      .executeTakeFirst()
  const last = await db
    .selectFrom('auditEntries')
    .select(['number', 'at'])
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!last || last.at < since) return null
  let low = 1
  let high = last.number
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    const entry = await at(middle)
    if (!entry || entry.at >= since) high = middle
    else low = entry.number + 1
  }
  return low
}
