import type { FormerIdentificador } from '../../../application/ports.ts'
import type { Cuenta } from '../../../domain/account/cuenta.ts'
import type { Tx } from '../../schema.ts'

type Which = Pick<Cuenta, 'perfil' | 'identificador'>

/** Identifiers that accounts had before: one per account, reserved for it until it goes back to it. */
export function formerIdentificadoresRepository({ db, insert }: Tx) {
  const findByCuenta = (cuentaId: string): Promise<FormerIdentificador | undefined> =>
    db
      .selectFrom('formerIdentificadores')
      .select(['perfil', 'identificador', 'identidad'])
      .where('cuentaId', '=', cuentaId)
      .executeTakeFirst()

  const reserve = async (cuentaId: string, former: FormerIdentificador): Promise<void> => {
    await insert('formerIdentificadores', { ...former, cuentaId })
  }

  return {
    findByCuenta,
    reserve,

    /**
     * Call after an account changed identifier. Reserves the one it leaves, unless it goes back to its
     * reserved one: then neither needs reserving.
     */
    async move(from: Cuenta, to: Which): Promise<void> {
      const former = await findByCuenta(from.id)
      if (former) {
        await db.deleteFrom('formerIdentificadores').where('cuentaId', '=', from.id).execute()
        if (former.perfil === to.perfil && former.identificador === to.identificador) return
      }
      const { perfil, identificador, identidad } = from
      await reserve(from.id, { perfil, identificador, identidad })
    },
  }
}
