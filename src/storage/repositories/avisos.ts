import type { UpdateObject } from 'kysely'
import type { AvisoOutbox, QueuedAviso } from '../../application/ports.ts'
import { conversion } from '../row-mapper.ts'
import type { DatabaseSchema, Tx } from '../schema.ts'
import { outboxListRepository } from './outbox-list.ts'

const { toRow, fromRow } = conversion<QueuedAviso>({
  createdAt: 'date',
  availableAt: 'date',
  waitingSince: 'date',
})

const NO_LEASE = { leasedBy: null, leasedUntil: null }

const WIPED = { encryptedDestination: '', encryptedContent: null }

export function avisosRepository(tx: Tx): AvisoOutbox {
  const { db, ends, hasRowLocks, insert } = tx
  const finish = async (id: string, now: Date, changes: UpdateObject<DatabaseSchema, 'avisos'>) => {
    await db
      .updateTable('avisos')
      .set((eb) => ({
        ...NO_LEASE,
        finishedAt: now.toISOString(),
        tries: eb('tries', '+', 1),
        ...changes,
      }))
      .where('id', '=', id)
      .execute()
  }

  return {
    ...outboxListRepository(tx),

    async enqueue(aviso) {
      ends.queued = true
      await insert('avisos', {
        ...toRow(aviso),
        ...NO_LEASE,
        estado: 'pendiente',
        finishedAt: null,
        lastError: null,
      })
    },

    async findByCuenta(cuentaId, limit) {
      const rows = await db
        .selectFrom('avisos')
        .select(['kind', 'channel', 'createdAt', 'estado'])
        .where('cuentaId', '=', cuentaId)
        .orderBy('createdAt', 'desc')
        .orderBy('id')
        .limit(limit)
        .execute()
      return rows.map(({ createdAt, ...told }) => ({ ...told, createdAt: new Date(createdAt) }))
    },

    async lease(channel, who, now, until, limit) {
      const rows = await db
        .updateTable('avisos')
        .set({ leasedBy: who, leasedUntil: until.toISOString() })
        .where('id', 'in', (eb) =>
          eb
            .selectFrom('avisos')
            .select('id')
            .where('estado', '=', 'pendiente')
            .where('channel', '=', channel)
            .where('availableAt', '<=', now.toISOString())
            .where((free) =>
              free.or([free('leasedUntil', 'is', null), free('leasedUntil', '<=', now.toISOString())]),
            )
            .orderBy('availableAt')
            .limit(limit)
            .$if(hasRowLocks, (query) => query.forUpdate().skipLocked()),
        )
        .returning([
          'id',
          'kind',
          'channel',
          'cuentaId',
          'encryptedDestination',
          'encryptedContent',
          'createdAt',
          'availableAt',
          'waitingSince',
          'tries',
        ])
        .execute()
      return rows.map(fromRow).sort((a, b) => a.availableAt.getTime() - b.availableAt.getTime())
    },

    markSent: (id, now) => finish(id, now, { ...WIPED, estado: 'enviado', lastError: null }),
    abandon: (id, now, lastError, keeps) =>
      finish(id, now, { ...(!keeps && WIPED), estado: 'abandonado', lastError }),

    async retry(id, availableAt, error) {
      await db
        .updateTable('avisos')
        .set((eb) => ({
          ...NO_LEASE,
          availableAt: availableAt.toISOString(),
          tries: eb('tries', '+', 1),
          lastError: error,
        }))
        .where('id', '=', id)
        .where('estado', '=', 'pendiente')
        .execute()
    },

    async release(who) {
      const { numUpdatedRows } = await db
        .updateTable('avisos')
        .set(NO_LEASE)
        .where('leasedBy', '=', who)
        .executeTakeFirst()
      return Number(numUpdatedRows)
    },

    async readSummary() {
      const rows = await db
        .selectFrom('avisos')
        .select((eb) => [
          'estado',
          eb.fn.countAll<number>().as('count'),
          eb.fn.min('waitingSince').as('oldestAt'),
        ])
        .where('estado', 'in', ['pendiente', 'abandonado'])
        .groupBy('estado')
        .execute()
      const pending = rows.find(({ estado }) => estado === 'pendiente')
      return {
        pending: pending?.count ?? 0,
        abandoned: rows.find(({ estado }) => estado === 'abandonado')?.count ?? 0,
        oldestAt: pending ? new Date(pending.oldestAt) : null,
      }
    },
  }
}
