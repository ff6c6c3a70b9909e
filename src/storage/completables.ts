import type { Updateable } from 'kysely'
import type { CuentaPorImportar } from '../application/ports.ts'
import type { Cuenta } from '../domain/cuenta.ts'
import { EVENTOS_SIN_USO, PRUEBA_BUENA, PRUEBAS } from '../domain/importacion-completar.ts'
import { aCuenta } from './cuentas.ts'
import type { BaseDeDatos, Sesion } from './esquema.ts'

/** The accounts that a corrected file may complete, by `perfil identificador`. */
export type Completables = Map<string, Cuenta>

/**
 * Of the accounts that a file tells again, those that the import it corrects made and nobody has used since.
 * @param raiz the first import of those that belong together. @param propia the one that runs: what it made or
 *   completed itself is done.
 */
export async function completables(
  { db }: Pick<Sesion, 'db'>,
  cuentas: readonly CuentaPorImportar[],
  raiz: string,
  propia: string,
): Promise<Completables> {
  const halladas: Completables = new Map()
  for (const perfil of new Set(cuentas.map(({ cuenta }) => cuenta.perfil))) {
    const suyos = cuentas.flatMap(({ cuenta }) => (cuenta.perfil === perfil ? [cuenta.identificador] : []))
    const filas = await db
      .selectFrom('cuentas')
      .selectAll()
      .where('perfil', '=', perfil)
      .where('identificador', 'in', suyos)
      .where('estado', '=', 'activa')
      .where('importacionId', '!=', propia)
      .where('importacionId', 'in', (eb) =>
        eb
          .selectFrom('importaciones')
          .select('importaciones.id')
          .where(({ or, eb: es }) => or([es('id', '=', raiz), es('corrige', '=', raiz)])),
      )
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('bitacora')
              .select('bitacora.numero')
              .whereRef('bitacora.cuentaId', '=', 'cuentas.id')
              .where('bitacora.evento', 'not in', [...EVENTOS_SIN_USO])
              .where(({ or, eb }) =>
                or([
                  eb('bitacora.evento', 'not in', [...PRUEBAS]),
                  eb('bitacora.resultado', 'in', [...PRUEBA_BUENA]),
                ]),
              ),
          ),
        ),
      )
      .execute()
    for (const fila of filas) {
      const cuenta = aCuenta(fila)
      if (cuenta) halladas.set(`${perfil} ${fila.identificador}`, cuenta)
    }
  }
  return halladas
}

/** Writes what an account was completed with. @returns false when somebody changed it meanwhile. */
export async function escribirCompletada(
  { db }: Pick<Sesion, 'db'>,
  { id, version }: Pick<Cuenta, 'id' | 'version'>,
  cambios: Updateable<BaseDeDatos['cuentas']>,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('cuentas')
    .set({ ...cambios, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
