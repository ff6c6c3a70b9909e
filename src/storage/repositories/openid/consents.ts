import type { OpenIdConsents } from '../../../application/ports.ts'
import type { Tx } from '../../schema.ts'

export function openIdConsentsRepository({ db }: Tx): OpenIdConsents {
  return {
    async findScopes(cuentaId, sistemaId) {
      const row = await db
        .selectFrom('openidConsents')
        .select('scopes')
        .where('cuentaId', '=', cuentaId)
        .where('sistemaId', '=', sistemaId)
        .executeTakeFirst()
      return row ? row.scopes.split(' ') : []
    },

    async save({ cuentaId, sistemaId, scopes, at }) {
      const allowed = { scopes: scopes.join(' '), grantedAt: at.toISOString() }
      await db
        .insertInto('openidConsents')
        .values({ cuentaId, sistemaId, ...allowed })
        .onConflict((conflict) => conflict.columns(['cuentaId', 'sistemaId']).doUpdateSet(allowed))
        .execute()
    },
  }
}
