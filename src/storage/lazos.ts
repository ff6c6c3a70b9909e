import type { Lazos } from '../application/ports.ts'
import type { Lazo } from '../domain/lazo.ts'
import type { Sesion } from './esquema.ts'
import { conversion } from './filas.ts'

const { aFila, deFila } = conversion<Lazo>({
  abreCuenta: 'logico',
  pedidoEn: 'fecha',
  aceptadoEn: 'fecha',
  terminadoEn: 'fecha',
})

export function lazosSql({ db, conBloqueos, insertar }: Sesion): Lazos {
  async function buscar(columna: 'otecId' | 'facilitadorId', valor: string): Promise<Lazo[]> {
    const filas = await db
      .selectFrom('facilitadoresOtec')
      .selectAll()
      .where(columna, '=', valor)
      .orderBy('pedidoEn', 'desc')
      .orderBy('id')
      .execute()
    return filas.map(deFila)
  }

  return {
    async bloquear(id) {
      const fila = await db
        .selectFrom('facilitadoresOtec')
        .selectAll()
        .where('id', '=', id)
        .$if(conBloqueos, (consulta) => consulta.forUpdate())
        .executeTakeFirst()
      return fila && deFila(fila)
    },

    deOtec: (otecId) => buscar('otecId', otecId),
    deFacilitador: (facilitadorId) => buscar('facilitadorId', facilitadorId),

    async crear(lazo) {
      await insertar('facilitadoresOtec', aFila(lazo))
    },

    async guardar(lazo) {
      await db.updateTable('facilitadoresOtec').set(aFila(lazo)).where('id', '=', lazo.id).execute()
    },
  }
}
