import type { SecretosGuardados } from '../application/ports.ts'
import type { Sesion } from './esquema.ts'

export function secretosSql({ db }: Sesion): SecretosGuardados {
  return {
    async leerOCrear(nombre, nuevo) {
      await db
        .insertInto('secretos')
        .values({ nombre, valor: nuevo })
        .onConflict((choque) => choque.column('nombre').doNothing())
        .execute()
      const { valor } = await db
        .selectFrom('secretos')
        .select('valor')
        .where('nombre', '=', nombre)
        .executeTakeFirstOrThrow()
      return valor
    },
  }
}
