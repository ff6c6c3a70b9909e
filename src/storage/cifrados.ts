import { sql } from 'kysely'
import type { Cifrados, ColumnaCifrada } from '../application/ports.ts'
import type { Sesion } from './esquema.ts'

/** Before the encrypted part of a hash that came from the old system. */
const DE_HASH_ANTIGUO = 'antiguo$'
/** How every encrypted text begins. */
const VERSION = 'v1.'

function partesDe(columna: ColumnaCifrada) {
  const [tabla = '', nombre = ''] = columna.split('.')
  return {
    tabla: sql.table(tabla),
    valor: sql.ref(nombre),
    clave: sql.ref(tabla === 'secretos' ? 'nombre' : 'id'),
    antes: tabla === 'cuentas' ? DE_HASH_ANTIGUO : '',
  }
}

export function cifradosSql({ db }: Sesion): Cifrados {
  return {
    async fueraDe(columna, prefijo, despuesDe, tope) {
      const { tabla, valor, clave, antes } = partesDe(columna)
      const empiezaCon = (texto: string) =>
        sql`substr(${valor}, 1, ${sql.lit(texto.length)}) = ${sql.lit(texto)}`
      const { rows } = await sql<{ id: string; cifrado: string }>`
        select ${clave} as id, ${valor} as cifrado from ${tabla}
        where ${clave} > ${despuesDe}
          and ${empiezaCon(antes + VERSION)} and not ${empiezaCon(antes + prefijo)}
        order by ${clave} limit ${sql.lit(tope)}`.execute(db)
      return rows.map(({ id, cifrado }) => ({ id, cifrado: cifrado.slice(antes.length) }))
    },

    async cambiar(columna, { id, cifrado }, nuevo) {
      const { tabla, valor, clave, antes } = partesDe(columna)
      const { numAffectedRows } = await sql`
        update ${tabla} set ${valor} = ${antes + nuevo}
        where ${clave} = ${id} and ${valor} = ${antes + cifrado}`.execute(db)
      return numAffectedRows === 1n
    },
  }
}
