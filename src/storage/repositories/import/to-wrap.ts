import type { CuentaToWrap, Importaciones } from '../../../application/ports.ts'
import type { Tx } from '../../schema.ts'

/** The hashes of the old system that wait to be wrapped. */
export const toWrapRepository = ({ db }: Tx): Pick<Importaciones, 'findToWrap' | 'wrap'> => ({
  async findToWrap(fromId, limit) {
    const read = (comparison: '>=' | '<', count: number): Promise<CuentaToWrap[]> =>
      db
        .selectFrom('cuentas')
        .select(['id', 'claveHash', 'respuestaHash'])
        .where('toWrap', 'is not', null)
        .where('id', comparison, fromId)
        .orderBy('id')
        .limit(count)
        .execute()
    const first = await read('>=', limit)
    const missing = limit - first.length
    return missing > 0 ? [...first, ...(await read('<', missing))] : first
  },

  async wrap(cuenta, changes) {
    for (const { column, before, after } of changes) {
      await db
        .updateTable('cuentas')
        .set({ [column]: after })
        .where('id', '=', cuenta.id)
        .where(column, '=', before)
        .execute()
    }
    const remaining = (column: 'claveHash' | 'respuestaHash') =>
      changes.find((one) => one.column === column)?.after ?? cuenta[column]
    // A hash that a corrected file brought meanwhile stays due for wrapping.
    await db
      .updateTable('cuentas')
      .set({ toWrap: null })
      .where('id', '=', cuenta.id)
      .where('claveHash', 'is not distinct from', remaining('claveHash'))
      .where('respuestaHash', 'is not distinct from', remaining('respuestaHash'))
      .execute()
  },
})
