import type { OpenIdRecord, OpenIdRecords } from '../../../application/ports.ts'
import { conversion } from '../../row-mapper.ts'
import type { Tx } from '../../schema.ts'
import { logoutsOf, queueLogouts } from './logouts.ts'

const { toRow, fromRow } = conversion<OpenIdRecord>({ consumedAt: 'date', expiresAt: 'date' })

export function openIdRecordsRepository(tx: Tx): OpenIdRecords {
  const { db, hasRowLocks } = tx
  return {
    async save(record) {
      const row = toRow(record)
      const { consumedAt, id, kind, ...changes } = row
      await db
        .insertInto('openidRecords')
        .values(row)
        .onConflict((conflict) => conflict.column('id').doUpdateSet(changes))
        .execute()
    },

    async findById(id) {
      const row = await db.selectFrom('openidRecords').selectAll().where('id', '=', id).executeTakeFirst()
      return row && fromRow(row)
    },

    async findByUid(uidFingerprint) {
      const row = await db
        .selectFrom('openidRecords')
        .selectAll()
        .where('uidFingerprint', '=', uidFingerprint)
        .executeTakeFirst()
      return row && fromRow(row)
    },

    async isEnded({ id, uidFingerprint }) {
      const rows = await db
        .selectFrom('openidRecords')
        .select('consumedAt')
        .where((eb) => eb.or([eb('id', '=', id), eb('uidFingerprint', '=', uidFingerprint)]))
        .$if(hasRowLocks, (query) => query.forUpdate())
        .execute()
      return rows.some(({ consumedAt }) => consumedAt !== null)
    },

    async hold(id) {
      const row = await db
        .selectFrom('openidRecords')
        .select('id')
        .where('id', '=', id)
        .$if(hasRowLocks, (query) => query.forShare())
        .executeTakeFirst()
      return row !== undefined
    },

    async holdCuenta(cuentaId) {
      const row = await db
        .selectFrom('cuentas')
        .select('id')
        .where('id', '=', cuentaId)
        .where('estado', '=', 'activa')
        .$if(hasRowLocks, (query) => query.forShare())
        .executeTakeFirst()
      return row !== undefined
    },

    async consume(id, at) {
      const { numUpdatedRows } = await db
        .updateTable('openidRecords')
        .set({ consumedAt: at.toISOString() })
        .where('id', '=', id)
        .where('consumedAt', 'is', null)
        .executeTakeFirst()
      return numUpdatedRows > 0n
    },

    async delete(id) {
      await db.deleteFrom('openidRecords').where('id', '=', id).execute()
    },

    async forgetSession(id, at) {
      await db
        .updateTable('openidRecords')
        .set({ ...wiped(at), uidFingerprint: null })
        .where('id', '=', id)
        .execute()
    },

    async deleteByGrant(grantFingerprint, kind) {
      const resting = db.deleteFrom('openidRecords').where('grantFingerprint', '=', grantFingerprint)
      if (kind !== undefined) {
        await resting.where('kind', '=', kind).execute()
        return
      }
      // First the grant: who holds it stores something yet, which only a later statement sees.
      await db.deleteFrom('openidRecords').where('id', '=', grantFingerprint).execute()
      await resting.execute()
    },

    async saveParticipations({ fingerprint, cuentaId, expiresAt }, participations) {
      if (participations.length === 0) return
      const shared = { sessionFingerprint: fingerprint, cuentaId, expiresAt: expiresAt.toISOString() }
      await db
        .insertInto('openidParticipations')
        .values(participations.map((one) => ({ ...one, ...shared })))
        .onConflict((conflict) =>
          conflict.columns(['sessionFingerprint', 'sistemaId']).doUpdateSet(({ ref }) => ({
            cuentaId: ref('excluded.cuentaId'),
            sid: ref('excluded.sid'),
            expiresAt: ref('excluded.expiresAt'),
          })),
        )
        .execute()
    },

    async endByCuenta(cuentaId, at) {
      // Who holds the cuenta stores something yet.
      if (hasRowLocks)
        await db.selectFrom('cuentas').select('id').where('id', '=', cuentaId).forNoKeyUpdate().execute()
      await db
        .updateTable('openidRecords')
        .set(wiped(at))
        .where('cuentaId', '=', cuentaId)
        .where('uidFingerprint', 'is not', null)
        .execute()
      await db
        .deleteFrom('openidRecords')
        .where('cuentaId', '=', cuentaId)
        .where('uidFingerprint', 'is', null)
        .execute()
      await queueLogouts(tx, 'cuentaId', cuentaId, at)
    },

    async endSession(sessionFingerprint, at) {
      // The same: what a request stores that found it open is seen only once that is over.
      if (hasRowLocks)
        await db
          .selectFrom('openidRecords')
          .select('id')
          .where('uidFingerprint', '=', sessionFingerprint)
          .forUpdate()
          .execute()
      await queueLogouts(tx, 'sessionFingerprint', sessionFingerprint, at)
      await db
        .updateTable('openidRecords')
        .set(wiped(at))
        .where('uidFingerprint', '=', sessionFingerprint)
        .execute()
    },

    async findSignedInOrganisations(after, limit) {
      const rows = await db
        .selectFrom('openidParticipations')
        .innerJoin('cuentas', 'cuentas.id', 'openidParticipations.cuentaId')
        .select('cuentas.id')
        .distinct()
        .where('cuentas.perfil', '=', 'juridica')
        .where('cuentas.id', '>', after)
        .orderBy('cuentas.id')
        .limit(limit)
        .execute()
      return rows.map(({ id }) => id)
    },

    async endParticipation(sid, at) {
      await queueLogouts(tx, 'sid', sid, at)
    },

    ...logoutsOf(tx),
  }
}

/** A session that ended stays until its time is over, so that a request under way does not bring it back. */
const wiped = (at: Date) => ({ consumedAt: at.toISOString(), encryptedPayload: '' })
