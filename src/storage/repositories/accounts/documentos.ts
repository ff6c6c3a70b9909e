import type { Documentos } from '../../../application/ports.ts'
import type { Documento } from '../../../domain/documento/documento.ts'
import { conversion } from '../../row-mapper.ts'
import type { Tx } from '../../schema.ts'

const { toRow, fromRow } = conversion<Documento>({
  scannedAt: 'date',
  createdAt: 'date',
  decidedAt: 'date',
  erasedAt: 'date',
})

/** All but the content: lists must not carry megabytes. */
const COLUMNS = [
  'id',
  'cuentaId',
  'kind',
  'format',
  'receivedBytes',
  'bytes',
  'estado',
  'scanResult',
  'scannedAt',
  'createdAt',
  'decidedAt',
  'decidedBy',
  'reason',
  'erasedAt',
] as const satisfies readonly (keyof Documento)[]

export function documentosRepository({ db, insert }: Tx): Documentos {
  return {
    async save(documento, encryptedContent) {
      await insert('documentos', { ...toRow(documento), encryptedContent })
    },

    async findById(id) {
      const row = await db.selectFrom('documentos').select(COLUMNS).where('id', '=', id).executeTakeFirst()
      return row && fromRow(row)
    },

    async readEncryptedContent(id) {
      const row = await db
        .selectFrom('documentos')
        .select('encryptedContent')
        .where('id', '=', id)
        .executeTakeFirst()
      return row?.encryptedContent ?? null
    },

    async findPending(limit) {
      const rows = await db
        .selectFrom('documentos')
        .select(COLUMNS)
        .where('estado', '=', 'pendiente')
        .where('cuentaId', 'not in', (eb) => eb.selectFrom('closedCuentas').select('id'))
        .orderBy('createdAt')
        .orderBy('id')
        .limit(limit)
        .execute()
      return rows.map(fromRow)
    },

    async findUnscanned(before, limit) {
      const rows = await db
        .selectFrom('documentos')
        .select(COLUMNS)
        .where('scanResult', '=', 'pendiente')
        .where('erasedAt', 'is', null)
        .where('scannedAt', '<=', before.toISOString())
        .orderBy('scannedAt')
        .orderBy('id')
        .limit(limit)
        .execute()
      return rows.map(fromRow)
    },

    async recordScan(id, scanResult, now) {
      await db
        .updateTable('documentos')
        .set({ scanResult, scannedAt: now.toISOString() })
        .where('id', '=', id)
        .execute()
    },

    async decide(id, { estado, reason, decidedAt, decidedBy }) {
      const { numUpdatedRows } = await db
        .updateTable('documentos')
        .set({ estado, reason, decidedAt: decidedAt.toISOString(), decidedBy })
        .where('id', '=', id)
        .where('estado', '=', 'pendiente')
        .executeTakeFirst()
      return numUpdatedRows === 1n
    },

    async endPending(cuentaId, { now, by }) {
      await db
        .updateTable('documentos')
        .set({ estado: 'sin_efecto', decidedAt: now.toISOString(), decidedBy: by })
        .where('cuentaId', '=', cuentaId)
        .where('estado', '=', 'pendiente')
        .execute()
    },

    async eraseDecided(before, now, limit) {
      const { numUpdatedRows } = await db
        .updateTable('documentos')
        .set({ encryptedContent: null, erasedAt: now.toISOString() })
        .where('id', 'in', (eb) =>
          eb
            .selectFrom('documentos')
            .select('id')
            .where('erasedAt', 'is', null)
            .where('decidedAt', '<=', before.toISOString())
            .limit(limit),
        )
        .executeTakeFirst()
      return Number(numUpdatedRows)
    },
  }
}
