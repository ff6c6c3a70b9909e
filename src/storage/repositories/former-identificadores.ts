import type { FormerIdentificador } from '../../application/ports.ts'
import type { Cuenta } from '../../domain/account/cuenta.ts'
import type { Tx } from '../schema.ts'

type Which = Pick<Cuenta, 'perfil' | 'identificador'>

/** The identifiers that accounts had before: one for an account, reserved for it until it goes back to it. */
export function formerIdentificadoresRepository({ db, insert }: Tx) {
  const findByCuenta = (cuentaId: string): Promise<FormerIdentificador | undefined> =>
    db
      .selectFrom('formerIdentificadores')
      .select(['perfil', 'identificador', 'identidad'])
      .where('cuentaId', '=', cuentaId)
      .executeTakeFirst()

  return {
    findByCuenta,

    /**
     * After an account got another identifier: what it leaves is reserved for it, unless it goes back to the reserved
     * one, of which it then has no need, nor of what it leaves.
     */
    async move(from: Cuenta, to: Which): Promise<void> {
      const former = await findByCuenta(from.id)
      if (former) {
        await db.deleteFrom('formerIdentificadores').where('cuentaId', '=', from.id).execute()
        if (former.perfil === to.perfil && former.identificador === to.identificador) return
      }
      const { perfil, identificador, identidad } = from
      await insert('formerIdentificadores', { perfil, identificador, identidad, cuentaId: from.id })
    },
  }
}
