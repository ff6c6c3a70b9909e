import { sql } from 'kysely'
import type { ComparedLlamada, DailyCount, Supervision } from '../../../application/ports.ts'
import type { Perfil } from '../../../domain/perfil.ts'
import type { Tx } from '../../schema.ts'

/** The perfil of what has none: part of the key. */
const NO_PERFIL = ''

interface LlamadaRow extends Pick<ComparedLlamada, 'funcionarioId' | 'ending'> {
  openedAt: string
  endedAt: string | null
  isChecked: number
}

export function supervisionRepository({ db }: Tx): Supervision {
  return {
    async readCounted() {
      const { counted } = await db.selectFrom('dailyCountsHead').select('counted').executeTakeFirstOrThrow()
      return counted
    },

    async lockCounted() {
      // A no-op update: locks the row, so that nodes count one after the other.
      const { counted } = await db
        .updateTable('dailyCountsHead')
        .set((eb) => ({ id: eb.ref('id') }))
        .returning('counted')
        .executeTakeFirstOrThrow()
      return counted
    },

    async addCounts(counts, counted) {
      for (const { perfil, ...count } of counts) {
        await db
          .insertInto('dailyCounts')
          .values({ ...count, perfil: perfil ?? NO_PERFIL })
          .onConflict((conflict) =>
            conflict
              .columns(['day', 'event', 'perfil'])
              .doUpdateSet({ count: sql`daily_counts."count" + excluded."count"` }),
          )
          .execute()
      }
      await db.updateTable('dailyCountsHead').set({ counted }).execute()
    },

    async findCounts(from) {
      const rows = await db.selectFrom('dailyCounts').selectAll().where('day', '>=', from).execute()
      return rows.map(
        ({ perfil, ...row }): DailyCount => ({
          ...row,
          perfil: perfil === NO_PERFIL ? null : (perfil as Perfil),
        }),
      )
    },

    async findLlamadas(since, limit) {
      // Some tens of thousands: their names are given here, without the plugin that renames each row's.
      const { rows } = await sql<LlamadaRow>`
        select funcionario_id as "funcionarioId", opened_at as "openedAt", ended_at as "endedAt", ending,
          case when checked_at is not null or codigos_sent > 0 then 1 else 0 end as "isChecked"
        from llamadas where opened_at >= ${since.toISOString()} order by opened_at desc limit ${limit}`.execute(
        db.withoutPlugins(),
      )
      return rows.map(({ funcionarioId, openedAt, endedAt, ending, isChecked }) => ({
        ...{ funcionarioId, ending, openedAt: new Date(openedAt), isChecked: isChecked === 1 },
        endedAt: endedAt === null ? null : new Date(endedAt),
      }))
    },

    async findOpenedByOtec(since) {
      const { rows } = await sql<{ funcionarioId: string; otecId: string; cuentas: number | string }>`
        select funcionario_id as "funcionarioId", otec_id as "otecId", count(distinct cuenta_id) as cuentas
        from (
          select l.funcionario_id, z.otec_id, l.cuenta_id
          from llamadas l join lazos z on z.facilitador_id = l.cuenta_id
          where l.opened_at >= ${since.toISOString()}
          union
          select l.funcionario_id, z.otec_id, l.cuenta_id
          from llamadas l join lazos z on z.otec_id = l.cuenta_id
          where l.opened_at >= ${since.toISOString()}
        ) opened
        group by funcionario_id, otec_id`.execute(db)
      return rows.map((row) => ({ ...row, cuentas: Number(row.cuentas) }))
    },

    async readWaitingDocumentos(before) {
      const counts: number[] = []
      for (const moment of before) {
        const { waiting } = await db
          .selectFrom('documentos')
          .select((eb) => eb.fn.countAll().as('waiting'))
          .where('estado', '=', 'pendiente')
          .where('createdAt', '<', moment.toISOString())
          .executeTakeFirstOrThrow()
        counts.push(Number(waiting))
      }
      return counts
    },
  }
}
