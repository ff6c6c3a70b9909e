import type { Organismos } from '../../../application/ports.ts'
import type { Organismo } from '../../../domain/organisations/organismo.ts'
import { conversion } from '../../row-mapper.ts'
import type { Tx } from '../../schema.ts'

const { toRow, fromRow } = conversion<Organismo>({ vigente: 'boolean' })

const FREE = { inProgress: null, who: null, leasedUntil: null }

export function organismosRepository({ db, hasRowLocks, insert }: Tx): Organismos {
  const currentVersion = db.selectFrom('organismoLoads').select('version').where('id', '=', 1)
  const entriesInForce = () =>
    db
      .selectFrom('organismos')
      .select(['rut', 'razonSocial', 'tipo', 'vigente', 'rutRepresentante', 'email', 'celular'])
      .where('version', '=', currentVersion)

  return {
    async findByRut(rut) {
      const row = await entriesInForce().where('rut', '=', rut).executeTakeFirst()
      return row && fromRow(row)
    },

    async findConcerned(ruts) {
      if (ruts.length === 0) return []
      const cuentas = await db
        .selectFrom('cuentas')
        .select(['perfil', 'identificador', 'rutRepresentante', 'settledEntry'])
        .where('perfil', '=', 'juridica')
        .where('identificador', 'in', ruts)
        .where('estado', '!=', 'cerrada')
        .execute()
      if (cuentas.length === 0) return []
      const rows = await entriesInForce()
        .where(
          'rut',
          'in',
          cuentas.map(({ identificador }) => identificador),
        )
        .execute()
      const entries = new Map(rows.map((row) => [row.rut, fromRow(row)]))
      return cuentas.map((cuenta) => ({ cuenta, organismo: entries.get(cuenta.identificador) }))
    },

    findRutsAfter: async (from, limit) =>
      (
        await db
          .selectFrom('organismos')
          .select('rut')
          .where('version', '=', currentVersion)
          .where('rut', '>', from)
          .orderBy('rut')
          .limit(limit)
          .execute()
      ).map(({ rut }) => rut),

    async readLoadedAt() {
      const { loadedAt } = await db
        .selectFrom('organismoLoads')
        .select('loadedAt')
        .where('id', '=', 1)
        .executeTakeFirstOrThrow()
      return loadedAt === null ? null : new Date(loadedAt)
    },

    async beginLoad(who, now, until) {
      const { version, inProgress, leasedUntil } = await db
        .selectFrom('organismoLoads')
        .selectAll()
        .where('id', '=', 1)
        .$if(hasRowLocks, (query) => query.forUpdate())
        .executeTakeFirstOrThrow()
      if (leasedUntil !== null && leasedUntil > now.toISOString()) return undefined
      // A version of its own, so it never mixes with what an interrupted load left.
      const newVersion = Math.max(version, inProgress ?? 0) + 1
      await db
        .updateTable('organismoLoads')
        .set({ inProgress: newVersion, who, leasedUntil: until.toISOString() })
        .where('id', '=', 1)
        .execute()
      return { version: newVersion, who }
    },

    async add({ version, who }, organismos, until) {
      const { numUpdatedRows } = await db
        .updateTable('organismoLoads')
        .set({ leasedUntil: until.toISOString() })
        .where('id', '=', 1)
        .where('who', '=', who)
        .executeTakeFirst()
      if (numUpdatedRows === 0n) return false
      const rows = organismos.map((organismo) => ({ ...toRow(organismo), version }))
      await insert('organismos', ...rows)
      return true
    },

    async publish({ version, who }, now) {
      const { numUpdatedRows } = await db
        .updateTable('organismoLoads')
        .set({ ...FREE, version, loadedAt: now.toISOString() })
        .where('id', '=', 1)
        .where('who', '=', who)
        .executeTakeFirst()
      return numUpdatedRows === 1n
    },

    async abandon({ who }) {
      // The number stays taken: rows of that load are still there.
      await db
        .updateTable('organismoLoads')
        .set({ who: null, leasedUntil: null })
        .where('id', '=', 1)
        .where('who', '=', who)
        .execute()
    },

    async deleteFormer(limit) {
      const load = await db
        .selectFrom('organismoLoads')
        .select(['version', 'inProgress', 'who'])
        .where('id', '=', 1)
        .executeTakeFirstOrThrow()
      const live = [load.version, ...(load.who !== null && load.inProgress !== null ? [load.inProgress] : [])]
      const leftover = await db
        .selectFrom('organismos')
        .select('version')
        .where('version', 'not in', live)
        .limit(1)
        .executeTakeFirst()
      if (!leftover) return 0
      const { numDeletedRows } = await db
        .deleteFrom('organismos')
        .where('version', '=', leftover.version)
        .where('rut', 'in', (eb) =>
          eb.selectFrom('organismos').select('rut').where('version', '=', leftover.version).limit(limit),
        )
        .executeTakeFirst()
      return Number(numDeletedRows)
    },

    async findCuentasToAdjust(from, limit) {
      // Take a window of the index first: with few rows to change, a single query would scan all of them.
      const window = await db
        .selectFrom('cuentas')
        .select('identificador')
        .where('perfil', '=', 'juridica')
        .where('identificador', '>', from)
        .orderBy('identificador')
        .limit(limit)
        .execute()
      const until = window.at(-1)?.identificador
      if (until === undefined) return { ids: [], until: null }
      const rows = await db
        .selectFrom('cuentas')
        .leftJoin('organismos', (join) =>
          join
            .onRef('organismos.rut', '=', 'cuentas.identificador')
            .on('organismos.version', '=', currentVersion),
        )
        .select('cuentas.id')
        .where('cuentas.perfil', '=', 'juridica')
        .where('cuentas.identificador', '>', from)
        .where('cuentas.identificador', '<=', until)
        .where((eb) => {
          const isSame = eb('cuentas.rutRepresentante', '=', eb.ref('organismos.rutRepresentante'))
          const other = eb(
            'cuentas.rutRepresentante',
            'is distinct from',
            eb.ref('organismos.rutRepresentante'),
          )
          const isThere = eb('organismos.rut', 'is not', null)
          return eb.or([
            eb('cuentas.settledEntry', 'is not', null),
            eb.and([
              eb('organismos.rut', 'is', null),
              eb('cuentas.identidad', '!=', 'declarada'),
              eb('cuentas.verifiedBy', 'is distinct from', 'operador'),
            ]),
            eb.and([
              isSame,
              eb.or([
                eb('cuentas.identidad', '=', 'declarada'),
                eb('cuentas.razonSocial', 'is distinct from', eb.ref('organismos.razonSocial')),
                eb('cuentas.tipoOrganismo', 'is distinct from', eb.ref('organismos.tipo')),
              ]),
            ]),
            eb.and([isThere, other, eb('cuentas.identidad', '!=', 'declarada')]),
          ])
        })
        .execute()
      return { ids: rows.map(({ id }) => id), until }
    },
  }
}
