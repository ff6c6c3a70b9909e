import type { AvisoEnCola, Avisos } from '../application/ports.ts'
import type { Sesion } from './esquema.ts'
import { conversion } from './filas.ts'

const { aFila, deFila } = conversion<AvisoEnCola>({ creadoEn: 'fecha', disponibleEn: 'fecha' })

const SIN_ARRIENDO = { arrendadoPor: null, arrendadoHasta: null }

export function avisosSql({ db, conBloqueos, insertar }: Sesion): Avisos {
  /** Nobody needs its secrets any more: address and contents are wiped. */
  async function terminar(
    id: string,
    estado: 'enviado' | 'abandonado',
    ahora: Date,
    ultimoError: string | null,
  ) {
    await db
      .updateTable('avisos')
      .set({
        ...SIN_ARRIENDO,
        estado,
        ultimoError,
        terminadoEn: ahora.toISOString(),
        destinoCifrado: '',
        contenidoCifrado: null,
      })
      .where('id', '=', id)
      .execute()
  }

  return {
    async encolar(aviso) {
      await insertar('avisos', {
        ...aFila(aviso),
        ...SIN_ARRIENDO,
        estado: 'pendiente',
        terminadoEn: null,
        ultimoError: null,
      })
    },

    async arrendar(canal, quien, ahora, hasta, tope) {
      const filas = await db
        .updateTable('avisos')
        .set({ arrendadoPor: quien, arrendadoHasta: hasta.toISOString() })
        .where('id', 'in', (eb) =>
          eb
            .selectFrom('avisos')
            .select('id')
            .where('estado', '=', 'pendiente')
            .where('canal', '=', canal)
            .where('disponibleEn', '<=', ahora.toISOString())
            .where((libre) =>
              libre.or([
                libre('arrendadoHasta', 'is', null),
                libre('arrendadoHasta', '<=', ahora.toISOString()),
              ]),
            )
            .orderBy('disponibleEn')
            .limit(tope)
            .$if(conBloqueos, (consulta) => consulta.forUpdate().skipLocked()),
        )
        .returning([
          'id',
          'tipo',
          'canal',
          'destinoCifrado',
          'contenidoCifrado',
          'creadoEn',
          'disponibleEn',
          'intentos',
        ])
        .execute()
      return filas.map(deFila).sort((a, b) => a.disponibleEn.getTime() - b.disponibleEn.getTime())
    },

    enviado: (id, ahora) => terminar(id, 'enviado', ahora, null),
    abandonar: (id, ahora, error) => terminar(id, 'abandonado', ahora, error),

    async reintentar(id, disponibleEn, error) {
      await db
        .updateTable('avisos')
        .set((eb) => ({
          ...SIN_ARRIENDO,
          disponibleEn: disponibleEn.toISOString(),
          intentos: eb('intentos', '+', 1),
          ultimoError: error,
        }))
        .where('id', '=', id)
        .where('estado', '=', 'pendiente')
        .execute()
    },

    async soltar(quien) {
      const { numUpdatedRows } = await db
        .updateTable('avisos')
        .set(SIN_ARRIENDO)
        .where('arrendadoPor', '=', quien)
        .executeTakeFirst()
      return Number(numUpdatedRows)
    },

    async resumen() {
      const filas = await db
        .selectFrom('avisos')
        .select((eb) => [
          'estado',
          eb.fn.countAll<number>().as('cuantos'),
          eb.fn.min('creadoEn').as('masAntiguoEn'),
        ])
        .where('estado', 'in', ['pendiente', 'abandonado'])
        .groupBy('estado')
        .execute()
      const pendiente = filas.find(({ estado }) => estado === 'pendiente')
      return {
        pendientes: pendiente?.cuantos ?? 0,
        abandonados: filas.find(({ estado }) => estado === 'abandonado')?.cuantos ?? 0,
        masAntiguoEn: pendiente ? new Date(pendiente.masAntiguoEn) : null,
      }
    },

    async borrarAntiguos(antesDe) {
      const { numDeletedRows } = await db
        .deleteFrom('avisos')
        .where('terminadoEn', '<', antesDe.toISOString())
        .executeTakeFirst()
      return Number(numDeletedRows)
    },
  }
}
