import type { Documentos, QueuedDocumento, ReviewQueue } from '../../../application/ports.ts'
import type { Documento } from '../../../domain/documento/documento.ts'
import { conversion } from '../../row-mapper.ts'
import type { Tx } from '../../schema.ts'

const DATES = {
  scannedAt: 'date',
  createdAt: 'date',
  decidedAt: 'date',
  erasedAt: 'date',
  reviewUntil: 'date',
} as const
const { toRow, fromRow } = conversion<Documento>(DATES)
const queued = conversion<QueuedDocumento>(DATES)

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
  'version',
  'reviewerId',
  'reviewUntil',
] as const satisfies readonly (keyof Documento)[]

/** Nobody has it before them. */
const NOBODYS = { reviewerId: null, reviewUntil: null }

export function documentosRepository({ db, insert }: Tx): Documentos {
  /** Of accounts that did not end: those that await a decision, or those that were decided. */
  const queue = ({ estado, perfil, kind, from, until }: ReviewQueue) =>
    db
      .selectFrom('documentos')
      .innerJoin('cuentas', 'cuentas.id', 'documentos.cuentaId')
      .where('documentos.estado', 'in', estado === 'pendiente' ? ['pendiente'] : ['verificado', 'rechazado'])
      .where('documentos.cuentaId', 'not in', (eb) => eb.selectFrom('closedCuentas').select('id'))
      .$if(perfil !== undefined, (query) => query.where('cuentas.perfil', '=', perfil ?? 'natural'))
      .$if(kind !== undefined, (query) => query.where('documentos.kind', '=', kind ?? 'cedula'))
      .$if(from !== undefined, (query) => query.where('documentos.createdAt', '>', from?.toISOString() ?? ''))
      .$if(until !== undefined, (query) =>
        query.where('documentos.createdAt', '<=', until?.toISOString() ?? ''),
      )
  const own = COLUMNS.map((name) => `documentos.${name}` as const)

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

    async findQueue(which, limit, free) {
      const direction = which.newestFirst ? 'desc' : 'asc'
      const by = which.estado === 'pendiente' ? 'documentos.createdAt' : 'documentos.decidedAt'
      const rows = await queue(which)
        .$if(free !== undefined, (query) =>
          query.where((eb) =>
            eb.or([
              eb('documentos.reviewUntil', 'is', null),
              eb('documentos.reviewUntil', '<=', free?.now.toISOString() ?? ''),
              eb('documentos.reviewerId', '=', free?.by ?? ''),
            ]),
          ),
        )
        .select([...own, 'cuentas.perfil'])
        .orderBy(by, direction)
        .orderBy('documentos.id')
        .limit(limit)
        .execute()
      return rows.map(queued.fromRow)
    },

    async countQueue(which) {
      const { count } = await queue(which)
        .select((eb) => eb.fn.countAll().as('count'))
        .executeTakeFirstOrThrow()
      return Number(count)
    },

    async takeToReview(id, { by, now, until }) {
      const { numUpdatedRows } = await db
        .updateTable('documentos')
        .set({ reviewerId: by, reviewUntil: until.toISOString() })
        .where('id', '=', id)
        .where('estado', '=', 'pendiente')
        .where((eb) =>
          eb.or([
            eb('reviewUntil', 'is', null),
            eb('reviewUntil', '<=', now.toISOString()),
            eb('reviewerId', '=', by),
          ]),
        )
        .executeTakeFirst()
      return numUpdatedRows === 1n
    },

    async release(id, by) {
      await db
        .updateTable('documentos')
        .set(NOBODYS)
        .where('id', '=', id)
        .where('reviewerId', '=', by)
        .execute()
    },

    async reopen(id, version) {
      const { numUpdatedRows } = await db
        .updateTable('documentos')
        .set({ estado: 'pendiente', reason: null, decidedAt: null, decidedBy: null })
        .set((eb) => ({ version: eb('version', '+', 1) }))
        .where('id', '=', id)
        .where('version', '=', version)
        .where('estado', 'in', ['verificado', 'rechazado'])
        .where('erasedAt', 'is', null)
        .executeTakeFirst()
      return numUpdatedRows === 1n
    },

    async findOthers({ id, cuentaId }) {
      const rows = await db
        .selectFrom('documentos')
        .select(COLUMNS)
        .where('cuentaId', '=', cuentaId)
        .where('id', '!=', id)
        .orderBy('createdAt')
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
        .set({ estado, reason, decidedAt: decidedAt.toISOString(), decidedBy, ...NOBODYS })
        .set((eb) => ({ version: eb('version', '+', 1) }))
        .where('id', '=', id)
        .where('estado', '=', 'pendiente')
        .executeTakeFirst()
      return numUpdatedRows === 1n
    },

    async endPending(cuentaId, { now, by }) {
      await db
        .updateTable('documentos')
        .set({ estado: 'sin_efecto', decidedAt: now.toISOString(), decidedBy: by, ...NOBODYS })
        .set((eb) => ({ version: eb('version', '+', 1) }))
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
