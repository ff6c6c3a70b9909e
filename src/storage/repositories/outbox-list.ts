import { sql } from 'kysely'
import type { AvisoOutbox, ListedAviso } from '../../application/ports.ts'
import type { Stale, StaleAt } from '../../domain/notices/usefulness.ts'
import type { Tx } from '../schema.ts'
import { isInBatch } from './batch.ts'

const kindsOf = ({ kinds }: Stale) => sql.join(kinds.map((kind) => sql`${kind}`))

/** Holds for messages that are of no use any more. */
function isStale({ ofKinds, by }: StaleAt) {
  const own = ofKinds.map((one) => sql`(kind in (${kindsOf(one)}) and created_at <= ${one.by.toISOString()})`)
  return sql<boolean>`(created_at <= ${by.toISOString()} or ${sql.join(own, sql` or `)})`
}

/** What staff see of the outbox, and what they do with it. */
export function outboxListRepository(
  tx: Tx,
): Pick<AvisoOutbox, 'requeue' | 'wipeStale' | 'findById' | 'findPage' | 'findUnsent' | 'findWaitingSince'> {
  const { db, ends } = tx
  const listed = () =>
    db
      .selectFrom('avisos')
      .select(['id', 'kind', 'channel', 'cuentaId', 'encryptedDestination', 'createdAt', 'availableAt'])
      .select(['tries', 'estado', 'lastError'])
      .select((eb) => eb('encryptedContent', 'is not', null).as('isKept'))
  const read = ({
    createdAt,
    availableAt,
    isKept,
    ...row
  }: Awaited<ReturnType<ReturnType<typeof listed>['executeTakeFirstOrThrow']>>): ListedAviso => ({
    ...row,
    createdAt: new Date(createdAt),
    availableAt: new Date(availableAt),
    isKept: Boolean(isKept),
  })

  return {
    async requeue(which, now, stale) {
      const at = now.toISOString()
      const { numUpdatedRows } = await db
        .updateTable('avisos')
        .set({
          estado: 'pendiente',
          availableAt: at,
          waitingSince: sql`case when estado = 'abandonado' then ${at} else waiting_since end`,
          finishedAt: null,
        })
        .where((eb) => ('id' in which ? eb('id', '=', which.id) : eb('kind', '=', which.kind)))
        .where('estado', 'in', ['pendiente', 'abandonado'])
        .where((eb) =>
          eb.or([
            eb.and([eb('estado', '=', 'abandonado'), eb('encryptedContent', 'is not', null)]),
            eb.and([
              eb('estado', '=', 'pendiente'),
              eb('availableAt', '>', at),
              eb.or([eb('leasedUntil', 'is', null), eb('leasedUntil', '<=', at)]),
            ]),
          ]),
        )
        .where(sql<boolean>`not ${isStale(stale)}`)
        .executeTakeFirst()
      if (numUpdatedRows > 0n) ends.queued = true
      return Number(numUpdatedRows)
    },

    async wipeStale(stale, limit) {
      const due = sql`estado = 'abandonado' and encrypted_content is not null and ${isStale(stale)}`
      const { numUpdatedRows } = await db
        .updateTable('avisos')
        .set({ encryptedDestination: '', encryptedContent: null })
        .where(isInBatch(tx, 'avisos', due, limit))
        .executeTakeFirst()
      return Number(numUpdatedRows)
    },

    async findById(id) {
      const row = await listed().where('id', '=', id).executeTakeFirst()
      return row && read(row)
    },

    async findPage({ estado, kind, channel, order, after, limit }) {
      const [sign, direction] = order === 'antiguos' ? (['>', 'asc'] as const) : (['<', 'desc'] as const)
      const rows = await listed()
        .$if(estado !== undefined, (query) => query.where('estado', '=', estado ?? 'pendiente'))
        .$if(kind !== undefined, (query) => query.where('kind', '=', kind ?? 'codigo'))
        .$if(channel !== undefined, (query) => query.where('channel', '=', channel ?? 'correo'))
        .$if(after !== undefined, (query) =>
          query.where(({ eb, refTuple, tuple }) =>
            eb(
              refTuple('createdAt', 'id'),
              sign,
              tuple(after?.createdAt.toISOString() ?? '', after?.id ?? ''),
            ),
          ),
        )
        .orderBy('createdAt', direction)
        .orderBy('id', direction)
        .limit(limit)
        .execute()
      return rows.map(read)
    },

    async findUnsent() {
      const rows = await db
        .selectFrom('avisos')
        .select((eb) => ['kind', 'estado', eb.fn.countAll<number>().as('count')])
        .select((eb) => eb.fn.min('createdAt').as('oldest'))
        .where('estado', 'in', ['pendiente', 'abandonado'])
        .groupBy(['kind', 'estado'])
        .orderBy('oldest')
        .orderBy('kind')
        .orderBy('estado')
        .execute()
      return rows.map((row) => ({ ...row, oldest: new Date(row.oldest) }))
    },

    async findWaitingSince() {
      const row = await db
        .selectFrom('avisos')
        .select('waitingSince')
        .where('estado', '=', 'pendiente')
        .orderBy('waitingSince')
        .limit(1)
        .executeTakeFirst()
      return row ? new Date(row.waitingSince) : null
    },
  }
}
