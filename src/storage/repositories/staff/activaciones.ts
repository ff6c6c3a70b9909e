import type { Activacion, Activaciones } from '../../../application/ports.ts'
import { conversion } from '../../row-mapper.ts'
import type { Tx } from '../../schema.ts'

const { toRow, fromRow } = conversion<Activacion>({ expiresAt: 'date', usedAt: 'date' })

export function activacionesRepository({ db, insert }: Tx): Activaciones {
  const find = async (column: 'id' | 'fingerprint', value: string) => {
    const row = await db
      .selectFrom('funcionarioActivaciones')
      .selectAll()
      .where(column, '=', value)
      .executeTakeFirst()
    return row && fromRow(row)
  }
  const deleteByFuncionario = async (funcionarioId: string) => {
    await db
      .deleteFrom('funcionarioActivaciones')
      .where('funcionarioId', '=', funcionarioId)
      .where('usedAt', 'is', null)
      .execute()
  }
  return {
    deleteByFuncionario,
    async replace(activacion) {
      await deleteByFuncionario(activacion.funcionarioId)
      await insert('funcionarioActivaciones', toRow(activacion))
    },
    findByFingerprint: (fingerprint) => find('fingerprint', fingerprint),
    findById: (id) => find('id', id),
    async use(id, now) {
      const { numUpdatedRows } = await db
        .updateTable('funcionarioActivaciones')
        .set({ usedAt: now.toISOString() })
        .where('id', '=', id)
        .where('usedAt', 'is', null)
        .executeTakeFirst()
      return numUpdatedRows === 1n
    },
  }
}
