import type { IdentificadorAnterior } from '../application/ports.ts'
import type { Cuenta } from '../domain/cuenta.ts'
import type { Sesion } from './esquema.ts'

type Cual = Pick<Cuenta, 'perfil' | 'identificador'>

/** The identifiers that accounts had before: one for an account, reserved for it until it goes back to it. */
export function identificadoresAnterioresSql({ db, insertar }: Sesion) {
  const deCuenta = (cuentaId: string): Promise<IdentificadorAnterior | undefined> =>
    db
      .selectFrom('identificadoresAnteriores')
      .select(['perfil', 'identificador', 'identidad'])
      .where('cuentaId', '=', cuentaId)
      .executeTakeFirst()

  return {
    deCuenta,

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
      await insertar('identificadoresAnteriores', { perfil, identificador, identidad, cuentaId: de.id })
    },
  }
}
