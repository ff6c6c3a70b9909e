import type { SignedIn, StaffSessions, StoredSession } from '../../../application/ports.ts'
import type { Tx } from '../../schema.ts'

/** The columns by which a session is found, as its data has them. */
function rowOf({ idFingerprint, data, expiresAt }: StoredSession) {
  const said = JSON.parse(data) as { funcionario?: SignedIn; startedAt?: number }
  return {
    idFingerprint,
    funcionarioId: said.funcionario?.id ?? null,
    network: said.funcionario?.network ?? null,
    data,
    startedAt: said.startedAt === undefined ? null : new Date(said.startedAt).toISOString(),
    expiresAt: expiresAt.toISOString(),
    ended: 0,
  }
}

export function staffSessionsRepository({ db }: Tx): StaffSessions {
  const ending = () =>
    db.updateTable('funcionarioSessions').set({ ended: 1, data: '{}' }).where('ended', '=', 0)

  return {
    async read(idFingerprint) {
      const row = await db
        .selectFrom('funcionarioSessions')
        .select(['idFingerprint', 'data', 'expiresAt'])
        .where('idFingerprint', '=', idFingerprint)
        .where('ended', '=', 0)
        .executeTakeFirst()
      return row && { ...row, cuentaId: null, expiresAt: new Date(row.expiresAt) }
    },

    async save(...saved) {
      await db
        .insertInto('funcionarioSessions')
        .values(saved.map(rowOf))
        .onConflict((conflict) =>
          conflict
            .column('idFingerprint')
            .doUpdateSet(({ ref }) => ({
              funcionarioId: ref('excluded.funcionarioId'),
              network: ref('excluded.network'),
              data: ref('excluded.data'),
              startedAt: ref('excluded.startedAt'),
              expiresAt: ref('excluded.expiresAt'),
            }))
            .where('funcionarioSessions.ended', '=', 0),
        )
        .execute()
    },

    async extend(idFingerprint, expiresAt) {
      await db
        .updateTable('funcionarioSessions')
        .set({ expiresAt: expiresAt.toISOString() })
        .where('idFingerprint', '=', idFingerprint)
        .execute()
    },

    async delete(idFingerprint) {
      await ending().where('idFingerprint', '=', idFingerprint).execute()
    },

    async findByFuncionario(funcionarioId, now) {
      const rows = await db
        .selectFrom('funcionarioSessions')
        .select(['idFingerprint', 'network', 'startedAt', 'expiresAt'])
        .where('funcionarioId', '=', funcionarioId)
        .where('ended', '=', 0)
        .where('expiresAt', '>', now.toISOString())
        .orderBy('startedAt', 'desc')
        .execute()
      return rows.map(({ startedAt, expiresAt, network, ...row }) => ({
        ...row,
        network: network ?? '',
        startedAt: startedAt === null ? null : new Date(startedAt),
        expiresAt: new Date(expiresAt),
      }))
    },

    async end(funcionarioId, idFingerprint) {
      const { numUpdatedRows } = await ending()
        .where('funcionarioId', '=', funcionarioId)
        .where('idFingerprint', '=', idFingerprint)
        .executeTakeFirst()
      return numUpdatedRows === 1n
    },

    async endByFuncionario(funcionarioId, except = '') {
      const { numUpdatedRows } = await ending()
        .where('funcionarioId', '=', funcionarioId)
        .where('idFingerprint', '!=', except)
        .executeTakeFirst()
      return Number(numUpdatedRows)
    },
  }
}
