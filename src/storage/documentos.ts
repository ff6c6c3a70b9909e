import type { Documentos } from '../application/ports.ts'
import type { Documento } from '../domain/documento.ts'
import type { Sesion } from './esquema.ts'
import { conversion } from './filas.ts'

const { aFila, deFila } = conversion<Documento>({
  analizadoEn: 'fecha',
  creadoEn: 'fecha',
  decididoEn: 'fecha',
  borradoEn: 'fecha',
})

/** All but the content: lists must not carry megabytes. */
const DATOS = [
  'id',
  'cuentaId',
  'formato',
  'bytesRecibidos',
  'bytes',
  'estado',
  'analisis',
  'analizadoEn',
  'creadoEn',
  'decididoEn',
  'decididoPor',
  'motivo',
  'borradoEn',
] as const satisfies readonly (keyof Documento)[]

export function documentosSql({ db, insertar }: Sesion): Documentos {
  return {
    async guardar(documento, contenidoCifrado) {
      await insertar('documentos', { ...aFila(documento), contenidoCifrado })
    },

    async porId(id) {
      const fila = await db.selectFrom('documentos').select(DATOS).where('id', '=', id).executeTakeFirst()
      return fila && deFila(fila)
    },

    async contenidoCifrado(id) {
      const fila = await db
        .selectFrom('documentos')
        .select('contenidoCifrado')
        .where('id', '=', id)
        .executeTakeFirst()
      return fila?.contenidoCifrado ?? null
    },

    async pendientes(tope) {
      const filas = await db
        .selectFrom('documentos')
        .select(DATOS)
        .where('estado', '=', 'pendiente')
        .orderBy('creadoEn')
        .orderBy('id')
        .limit(tope)
        .execute()
      return filas.map(deFila)
    },

    async porAnalizar(antesDe, tope) {
      const filas = await db
        .selectFrom('documentos')
        .select(DATOS)
        .where('analisis', '=', 'pendiente')
        .where('borradoEn', 'is', null)
        .where('analizadoEn', '<=', antesDe.toISOString())
        .orderBy('analizadoEn')
        .orderBy('id')
        .limit(tope)
        .execute()
      return filas.map(deFila)
    },

    async analizado(id, analisis, ahora) {
      await db
        .updateTable('documentos')
        .set({ analisis, analizadoEn: ahora.toISOString() })
        .where('id', '=', id)
        .execute()
    },

    async decidir(id, { estado, motivo, decididoEn, decididoPor }) {
      const { numUpdatedRows } = await db
        .updateTable('documentos')
        .set({ estado, motivo, decididoEn: decididoEn.toISOString(), decididoPor })
        .where('id', '=', id)
        .where('estado', '=', 'pendiente')
        .executeTakeFirst()
      return numUpdatedRows === 1n
    },

    async borrarDecididos(antesDe, ahora) {
      const { numUpdatedRows } = await db
        .updateTable('documentos')
        .set({ contenidoCifrado: null, borradoEn: ahora.toISOString() })
        .where('borradoEn', 'is', null)
        .where('decididoEn', '<=', antesDe.toISOString())
        .executeTakeFirst()
      return Number(numUpdatedRows)
    },
  }
}
