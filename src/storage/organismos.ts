import type { Organismos } from '../application/ports.ts'
import type { Organismo } from '../domain/organismo.ts'
import type { Sesion } from './esquema.ts'
import { conversion } from './filas.ts'

const { aFila, deFila } = conversion<Organismo>({ vigente: 'logico' })

const LIBRE = { enCurso: null, quien: null, arrendadaHasta: null }

export function organismosSql({ db, conBloqueos, insertar }: Sesion): Organismos {
  const versionVigente = db.selectFrom('cargasOrganismos').select('version').where('id', '=', 1)

  return {
    async porRut(rut) {
      const fila = await db
        .selectFrom('organismos')
        .select(['rut', 'razonSocial', 'tipo', 'vigente', 'rutRepresentante'])
        .where('rut', '=', rut)
        .where('version', '=', versionVigente)
        .executeTakeFirst()
      return fila && deFila(fila)
    },

    rutsDesde: async (desde, tope) =>
      (
        await db
          .selectFrom('organismos')
          .select('rut')
          .where('version', '=', versionVigente)
          .where('rut', '>', desde)
          .orderBy('rut')
          .limit(tope)
          .execute()
      ).map(({ rut }) => rut),

    async cargadosEn() {
      const { cargadaEn } = await db
        .selectFrom('cargasOrganismos')
        .select('cargadaEn')
        .where('id', '=', 1)
        .executeTakeFirstOrThrow()
      return cargadaEn === null ? null : new Date(cargadaEn)
    },

    async comenzarCarga(quien, ahora, hasta) {
      const { version, enCurso, arrendadaHasta } = await db
        .selectFrom('cargasOrganismos')
        .selectAll()
        .where('id', '=', 1)
        .$if(conBloqueos, (consulta) => consulta.forUpdate())
        .executeTakeFirstOrThrow()
      if (arrendadaHasta !== null && arrendadaHasta > ahora.toISOString()) return undefined
      // A number of its own: what an interrupted load left never mixes with it.
      const nueva = Math.max(version, enCurso ?? 0) + 1
      await db
        .updateTable('cargasOrganismos')
        .set({ enCurso: nueva, quien, arrendadaHasta: hasta.toISOString() })
        .where('id', '=', 1)
        .execute()
      return { version: nueva, quien }
    },

    async agregar({ version, quien }, organismos, hasta) {
      const { numUpdatedRows } = await db
        .updateTable('cargasOrganismos')
        .set({ arrendadaHasta: hasta.toISOString() })
        .where('id', '=', 1)
        .where('quien', '=', quien)
        .executeTakeFirst()
      if (numUpdatedRows === 0n) return false
      const filas = organismos.map((organismo) => ({ ...aFila(organismo), version }))
      await insertar('organismos', ...filas)
      return true
    },

    async publicar({ version, quien }, ahora) {
      const { numUpdatedRows } = await db
        .updateTable('cargasOrganismos')
        .set({ ...LIBRE, version, cargadaEn: ahora.toISOString() })
        .where('id', '=', 1)
        .where('quien', '=', quien)
        .executeTakeFirst()
      return numUpdatedRows === 1n
    },

    async abandonar({ quien }) {
      // Its number stays taken: rows that it left are still there.
      await db
        .updateTable('cargasOrganismos')
        .set({ quien: null, arrendadaHasta: null })
        .where('id', '=', 1)
        .where('quien', '=', quien)
        .execute()
    },

    async borrarAnteriores(tope) {
      const carga = await db
        .selectFrom('cargasOrganismos')
        .select(['version', 'enCurso', 'quien'])
        .where('id', '=', 1)
        .executeTakeFirstOrThrow()
      const vivas = [
        carga.version,
        ...(carga.quien !== null && carga.enCurso !== null ? [carga.enCurso] : []),
      ]
      const sobra = await db
        .selectFrom('organismos')
        .select('version')
        .where('version', 'not in', vivas)
        .limit(1)
        .executeTakeFirst()
      if (!sobra) return 0
      const { numDeletedRows } = await db
        .deleteFrom('organismos')
        .where('version', '=', sobra.version)
        .where('rut', 'in', (eb) =>
          eb.selectFrom('organismos').select('rut').where('version', '=', sobra.version).limit(tope),
        )
        .executeTakeFirst()
      return Number(numDeletedRows)
    },

    async cuentasPorAjustar(desde, tope) {
      // A window of the index first: where few are to be changed, one query would go through all of them.
      const ventana = await db
        .selectFrom('cuentas')
        .select('identificador')
        .where('perfil', '=', 'juridica')
        .where('identificador', '>', desde)
        .orderBy('identificador')
        .limit(tope)
        .execute()
      const hasta = ventana.at(-1)?.identificador
      if (hasta === undefined) return { ids: [], hasta: null }
      const filas = await db
        .selectFrom('cuentas')
        .leftJoin('organismos', (union) =>
          union
            .onRef('organismos.rut', '=', 'cuentas.identificador')
            .on('organismos.version', '=', versionVigente),
        )
        .select('cuentas.id')
        .where('cuentas.perfil', '=', 'juridica')
        .where('cuentas.identificador', '>', desde)
        .where('cuentas.identificador', '<=', hasta)
        .where((eb) => {
          const elMismo = eb('cuentas.rutRepresentante', '=', eb.ref('organismos.rutRepresentante'))
          const otro = eb(
            'cuentas.rutRepresentante',
            'is distinct from',
            eb.ref('organismos.rutRepresentante'),
          )
          const esta = eb('organismos.rut', 'is not', null)
          return eb.or([
            eb.and([eb('organismos.rut', 'is', null), eb('cuentas.verificadaPor', '=', 'registro')]),
            eb.and([
              elMismo,
              eb.or([
                eb('cuentas.identidad', '!=', 'verificada'),
                eb('cuentas.verificadaPor', 'is distinct from', 'registro'),
                eb('cuentas.razonSocial', 'is distinct from', eb.ref('organismos.razonSocial')),
                eb('cuentas.tipoOrganismo', 'is distinct from', eb.ref('organismos.tipo')),
              ]),
            ]),
            eb.and([esta, otro, eb('cuentas.identidad', '=', 'verificada')]),
          ])
        })
        .execute()
      return { ids: filas.map(({ id }) => id), hasta }
    },
  }
}
