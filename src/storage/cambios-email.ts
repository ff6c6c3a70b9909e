import type { CambioEmail, CambiosEmail } from '../application/ports.ts'
import type { Sesion } from './esquema.ts'
import { conversion } from './filas.ts'

const { aFila, deFila } = conversion<CambioEmail>({
  conCodigo: 'logico',
  creadoEn: 'fecha',
  venceEn: 'fecha',
  confirmadoEn: 'fecha',
  efectivoEn: 'fecha',
})

export function cambiosEmailSql({ db, conBloqueos }: Sesion): CambiosEmail {
  async function buscar(columna: 'id' | 'cuentaId', valor: string): Promise<CambioEmail | undefined> {
    const fila = await db.selectFrom('cambiosEmail').selectAll().where(columna, '=', valor).executeTakeFirst()
    return fila && deFila(fila)
  }

  return {
    porId: (id) => buscar('id', id),
    deCuenta: (cuentaId) => buscar('cuentaId', cuentaId),

    async poner(cambio) {
      const fila = aFila(cambio)
      await db
        .insertInto('cambiosEmail')
        .values(fila)
        .onConflict((choque) => choque.column('cuentaId').doUpdateSet(fila))
        .execute()
    },

    async guardar(cambio) {
      await db.updateTable('cambiosEmail').set(aFila(cambio)).where('id', '=', cambio.id).execute()
    },

    async borrarDeCuenta(cuentaId) {
      await db.deleteFrom('cambiosEmail').where('cuentaId', '=', cuentaId).execute()
    },

    /** Leaves out those that another node is applying at this moment. */
    async porAplicar(ahora, tope) {
      const filas = await db
        .selectFrom('cambiosEmail')
        .selectAll()
        .where('efectivoEn', '<=', ahora.toISOString())
        .orderBy('efectivoEn')
        .limit(tope)
        .$if(conBloqueos, (consulta) => consulta.forUpdate().skipLocked())
        .execute()
      return filas.map(deFila)
    },

    /** A confirmed one waits for its hour, however long ago its link ended. */
    async borrarVencidos(ahora) {
      const { numDeletedRows } = await db
        .deleteFrom('cambiosEmail')
        .where('venceEn', '<=', ahora.toISOString())
        .where('confirmadoEn', 'is', null)
        .executeTakeFirst()
      return Number(numDeletedRows)
    },
  }
}
