import type { IdentificadorAnterior } from '../application/ports.ts'
import type { Cuenta } from '../domain/cuenta.ts'
import type { Sesion } from './esquema.ts'

type Cual = Pick<Cuenta, 'perfil' | 'identificador'>

/** The identifiers that accounts had before: one for an account, reserved for it until it goes back to it. */
export function identificadoresAnterioresSql({ db }: Sesion) {
  const deCuenta = (cuentaId: string): Promise<IdentificadorAnterior | undefined> =>
    db
      .selectFrom('identificadoresAnteriores')
      .select(['perfil', 'identificador', 'identidad'])
      .where('cuentaId', '=', cuentaId)
      .executeTakeFirst()

  return {
    deCuenta,

    /** Id of the account for which an identifier is reserved. */
    async duena({ perfil, identificador }: Cual): Promise<string | undefined> {
      const fila = await db
        .selectFrom('identificadoresAnteriores')
        .select('cuentaId')
        .where('perfil', '=', perfil)
        .where('identificador', '=', identificador)
        .executeTakeFirst()
      return fila?.cuentaId
    },

    /**
     * After an account got another identifier: what it leaves is reserved for it, unless it goes back to the reserved
     * one, of which it then has no need, nor of what it leaves.
     */
    async mudar(de: Cuenta, a: Cual): Promise<void> {
      const anterior = await deCuenta(de.id)
      if (anterior) {
        await db.deleteFrom('identificadoresAnteriores').where('cuentaId', '=', de.id).execute()
        if (anterior.perfil === a.perfil && anterior.identificador === a.identificador) return
      }
      const { perfil, identificador, identidad } = de
      await db
        .insertInto('identificadoresAnteriores')
        .values({ perfil, identificador, identidad, cuentaId: de.id })
        .execute()
    },
  }
}
