import type { Funcionarios } from '../../../application/ports.ts'
import type { Funcionario } from '../../../domain/staff/funcionario.ts'
import { toEmailKey } from '../../../domain/values/email.ts'
import { conversion, type Row } from '../../row-mapper.ts'
import type { Tx } from '../../schema.ts'

const { toRow, fromRow } = conversion<Funcionario>({
  atajos: 'boolean',
  restartAskedAt: 'date',
  createdAt: 'date',
  suspendedAt: 'date',
})

export function funcionariosRepository({ db, hasRowLocks }: Tx): Funcionarios {
  const all = () => db.selectFrom('funcionarios').selectAll()
  const administradores = () =>
    all().where('rol', '=', 'administrador').where('estado', '=', 'activo').orderBy('id')
  const read = ({ emailKey: _, ...row }: Row<Funcionario> & { emailKey: string }) => fromRow(row)

  return {
    async create(funcionario) {
      const created = await db
        .insertInto('funcionarios')
        .values({ ...toRow(funcionario), emailKey: toEmailKey(funcionario.email) })
        .onConflict((conflict) => conflict.column('emailKey').doNothing())
        .returning('id')
        .executeTakeFirst()
      return created !== undefined
    },

    async findById(id) {
      const row = await all().where('id', '=', id).executeTakeFirst()
      return row && read(row)
    },

    async findByEmail(email) {
      const row = await all().where('emailKey', '=', toEmailKey(email)).executeTakeFirst()
      return row && read(row)
    },

    async findAll(limit) {
      return (await all().orderBy('nombre').orderBy('id').limit(limit).execute()).map(read)
    },

    async lock(id) {
      const row = await all()
        .where('id', '=', id)
        .$if(hasRowLocks, (query) => query.forNoKeyUpdate())
        .executeTakeFirst()
      return row && read(row)
    },

    async findAdministradores() {
      return (await administradores().execute()).map(read)
    },

    async lockAdministradores() {
      const rows = await administradores()
        .$if(hasRowLocks, (query) => query.forNoKeyUpdate())
        .execute()
      return rows.map(read)
    },

    async save(funcionario) {
      const { id, ...row } = toRow(funcionario)
      await db.updateTable('funcionarios').set(row).where('id', '=', id).execute()
    },

    async renewHash(id, before, after) {
      await db
        .updateTable('funcionarios')
        .set({ contrasenaHash: after })
        .where('id', '=', id)
        .where('contrasenaHash', '=', before)
        .execute()
    },

    async takePeriod(id, period) {
      const { numUpdatedRows } = await db
        .updateTable('funcionarios')
        .set({ totpPeriod: period })
        .where('id', '=', id)
        .where((eb) => eb.or([eb('totpPeriod', 'is', null), eb('totpPeriod', '<', period)]))
        .executeTakeFirst()
      return numUpdatedRows === 1n
    },
  }
}
