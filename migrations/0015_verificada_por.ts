import type { Kysely } from 'kysely'

export const columnas = { cuentas: { verificada_por: 'no' } } as const

type Antes = {
  cuentas: {
    perfil: string
    identidad: string
    identificador: string
    rut_representante: string | null
    verificada_por: string | null
  }
  organismos: { version: number; rut: string; rut_representante: string }
  cargas_organismos: { id: number; version: number }
}

/**
 * Who vouched for an organisation: what the register said ends with the register. Of those verified until now, the
 * register did where it has them by the same representative, and otherwise an operator.
 */
export async function up(db: Kysely<Antes>): Promise<void> {
  await db.schema.alterTable('cuentas').addColumn('verificada_por', 'text').execute()
  await db
    .updateTable('cuentas')
    .set({ verificada_por: 'operador' })
    .where('perfil', '=', 'juridica')
    .where('identidad', '=', 'verificada')
    .execute()
  await db
    .updateTable('cuentas')
    .set({ verificada_por: 'registro' })
    .where('verificada_por', '=', 'operador')
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('organismos')
          .select('organismos.rut')
          .whereRef('organismos.rut', '=', 'cuentas.identificador')
          .whereRef('organismos.rut_representante', '=', 'cuentas.rut_representante')
          .where('organismos.version', '=', (eb) =>
            eb.selectFrom('cargas_organismos').select('version').where('id', '=', 1),
          ),
      ),
    )
    .execute()
}
