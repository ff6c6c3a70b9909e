import type { ErrorReference, ErrorReferences } from '../../application/ports.ts'
import { conversion } from '../row-mapper.ts'
import type { Tx } from '../schema.ts'

const { toRow, fromRow } = conversion<ErrorReference>({ createdAt: 'date' })

export function errorReferencesRepository({ db, insert }: Tx): ErrorReferences {
  return {
    save: (...references) => insert('errorReferences', ...references.map(toRow)),

    async findByReference(reference) {
      const rows = await db
        .selectFrom('errorReferences')
        .selectAll()
        .where('reference', '=', reference)
        .orderBy('createdAt', 'desc')
        .execute()
      return rows.map(fromRow)
    },
  }
}
