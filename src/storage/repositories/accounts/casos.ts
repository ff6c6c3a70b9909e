import type { Caso, Casos } from '../../../application/ports.ts'
import { SAYS_REGISTERED } from '../../../domain/account/caso.ts'
import { conversion } from '../../row-mapper.ts'
import type { Tx } from '../../schema.ts'

const { toRow, fromRow } = conversion<Caso>({ createdAt: 'date', closedAt: 'date' })

export function casosRepository({ db, insert }: Tx): Casos {
  return {
    create: (caso) => insert('casos', toRow(caso)),

    async findByNumber(number) {
      const row = await db.selectFrom('casos').selectAll().where('number', '=', number).executeTakeFirst()
      return row && fromRow(row)
    },

    async findById(id) {
      const row = await db.selectFrom('casos').selectAll().where('id', '=', id).executeTakeFirst()
      return row && fromRow(row)
    },

    async findBySubject(subject) {
      const rows = await db
        .selectFrom('casos')
        .selectAll()
        .where('subject', '=', subject)
        .orderBy('createdAt')
        .orderBy('number')
        .execute()
      return rows.map(fromRow)
    },

    async findOpen({ reason, perfil, ofCuenta, after, limit }) {
      const at = after?.createdAt.toISOString() ?? ''
      const rows = await db
        .selectFrom('casos')
        .selectAll()
        .where('closedAt', 'is', null)
        .$if(reason !== undefined, (query) => query.where('reason', '=', reason ?? ''))
        .$if(perfil !== undefined, (query) => query.where('perfil', '=', perfil ?? 'natural'))
        .$if(ofCuenta === true, (query) =>
          query.where((eb) => eb.or([eb('cuentaId', 'is not', null), eb('reason', '=', SAYS_REGISTERED)])),
        )
        .$if(ofCuenta === false, (query) =>
          query.where('cuentaId', 'is', null).where('reason', '!=', SAYS_REGISTERED),
        )
        .$if(after !== undefined, (query) =>
          query
            .where('createdAt', '>=', at)
            .where((eb) =>
              eb.or([
                eb('createdAt', '>', at),
                eb.and([eb('createdAt', '=', at), eb('id', '>', after?.id ?? '')]),
              ]),
            ),
        )
        .orderBy('createdAt')
        .orderBy('id')
        .limit(limit)
        .execute()
      return rows.map(fromRow)
    },

    async close(number, outcome, now) {
      const { numUpdatedRows } = await db
        .updateTable('casos')
        .set({ outcome, closedAt: now.toISOString() })
        .where('number', '=', number)
        .where('closedAt', 'is', null)
        .executeTakeFirst()
      return numUpdatedRows === 1n
    },
  }
}
