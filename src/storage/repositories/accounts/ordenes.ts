import type { Ordenes } from '../../../application/ports.ts'
import { KINDS_ON_FACTORS, type Orden } from '../../../domain/staff/orden.ts'
import { conversion } from '../../row-mapper.ts'
import type { Tx } from '../../schema.ts'

const { toRow, fromRow } = conversion<Orden>({
  askedAt: 'date',
  expiresAt: 'date',
  decidedAt: 'date',
  effectiveAt: 'date',
  endedAt: 'date',
})

export function ordenesRepository({ db, insert }: Tx): Ordenes {
  const all = () => db.selectFrom('ordenes').selectAll()
  const open = () => all().where('endedAt', 'is', null)

  return {
    async create(orden) {
      await insert('ordenes', toRow(orden))
    },

    async findById(id) {
      const row = await all().where('id', '=', id).executeTakeFirst()
      return row && fromRow(row)
    },

    async findByNumber(number) {
      const row = await all().where('number', '=', number).executeTakeFirst()
      return row && fromRow(row)
    },

    async findOpenByCuenta(cuentaId) {
      const row = await open().where('cuentaId', '=', cuentaId).executeTakeFirst()
      return row && fromRow(row)
    },

    async findObjected(cuentaId) {
      const row = await all()
        .where('cuentaId', '=', cuentaId)
        .where('estado', '=', 'objetada')
        .orderBy('endedAt', 'desc')
        .limit(1)
        .executeTakeFirst()
      return row && fromRow(row)
    },

    async findVerified(cuentaId) {
      const row = await all()
        .where('cuentaId', '=', cuentaId)
        .where('kind', '=', 'verificar')
        .where('estado', '=', 'aplicada')
        .orderBy('endedAt', 'desc')
        .limit(1)
        .executeTakeFirst()
      return row && fromRow(row)
    },

    async findOpen(limit) {
      const rows = await open().orderBy('askedAt').orderBy('number').limit(limit).execute()
      return rows.map(fromRow)
    },

    async advance(from, to) {
      const { numUpdatedRows } = await db
        .updateTable('ordenes')
        .set(toRow(to))
        .where('id', '=', from.id)
        .where('estado', '=', from.estado)
        .executeTakeFirst()
      return numUpdatedRows === 1n
    },

    async endByCuenta(cuentaId, which, now) {
      const rows = await db
        .updateTable('ordenes')
        .set({ estado: 'sin_efecto', endedAt: now.toISOString() })
        .where('cuentaId', '=', cuentaId)
        .where('endedAt', 'is', null)
        .$if(which === 'de_factores', (query) => query.where('kind', 'in', KINDS_ON_FACTORS))
        .returningAll()
        .execute()
      return rows.map(fromRow)
    },

    async endByPerson(person, { asked, granted }, now) {
      const theirs = await open()
        .where((eb) => eb.or([eb('askedBy', '=', person), eb('decidedBy', '=', person)]))
        .execute()
      const rows = theirs.filter(
        ({ askedBy, kind }) =>
          (askedBy === person && asked.includes(kind)) || (askedBy !== person && granted),
      )
      const ended: typeof rows = []
      for (const row of rows) {
        const { numUpdatedRows } = await db
          .updateTable('ordenes')
          .set({ estado: 'sin_efecto', endedAt: now.toISOString() })
          .where('id', '=', row.id)
          // What took effect or was refused since it was read ended so.
          .where('estado', '=', row.estado)
          .executeTakeFirst()
        if (numUpdatedRows === 1n) ended.push(row)
      }
      return ended.map(fromRow)
    },

    async findAwaiting(limit) {
      const rows = await db
        .selectFrom('ordenes')
        .innerJoin('cuentas', 'cuentas.id', 'ordenes.cuentaId')
        .selectAll('ordenes')
        .where('ordenes.estado', '=', 'objetada')
        .where('cuentas.estado', '=', 'congelada')
        .whereRef('ordenes.endedAt', '>=', 'cuentas.updatedAt')
        .orderBy('ordenes.endedAt')
        .limit(limit)
        .execute()
      return rows.map(fromRow)
    },

    async findDue(now, limit) {
      const moment = now.toISOString()
      const rows = await open()
        .where((eb) =>
          eb.or([
            eb.and([eb('estado', '=', 'concedida'), eb('effectiveAt', '<=', moment)]),
            eb.and([eb('estado', '=', 'pedida'), eb('expiresAt', '<=', moment)]),
          ]),
        )
        .orderBy('askedAt')
        .limit(limit)
        .execute()
      return rows.map(fromRow)
    },
  }
}
