import type {
  Alta,
  CuentaPorEnvolver,
  CuentaPorImportar,
  Importacion,
  Importaciones,
} from '../application/ports.ts'
import { claveEmail } from '../domain/email.ts'
import type { Vistas } from '../domain/importacion-vistas.ts'
import { filasDeCuenta, PLAZAS } from './cuentas.ts'
import type { FilaCuenta, Sesion } from './esquema.ts'
import { conversion } from './filas.ts'

const { aFila, deFila } = conversion<Importacion>({
  conteo: 'json',
  ultimos: 'json',
  iniciadaEn: 'fecha',
  terminadaEn: 'fecha',
})

/** So many rows at a time go in with a statement that is made once for each transaction. */
const FILAS_POR_ORDEN = 50

interface Preparada {
  alta: Alta
  fila: FilaCuenta & { importacionId: string; porEnvolver: number | null }
}

export function importacionesSql({ db, conBloqueos, insertar }: Sesion): Importaciones {
  /** Of each value that some of these accounts have, the places that others took. */
  async function plazas(columna: 'emailClave' | 'celular', valores: readonly (string | null)[]) {
    const buscados = [...new Set(valores.filter((valor) => valor !== null))]
    const tomadas = new Map<string, (number | null)[]>()
    if (buscados.length === 0) return tomadas
    const filas = await db
      .selectFrom('cuentas')
      .select([
        `${columna} as valor`,
        columna === 'celular' ? 'celularPlaza as plaza' : 'emailPlaza as plaza',
      ])
      .where(columna, 'in', buscados)
      .execute()
    for (const { valor, plaza } of filas) {
      if (valor !== null) tomadas.set(valor, [...(tomadas.get(valor) ?? []), plaza])
    }
    return tomadas
  }

  /** Those whose identifier an account has, or had before and keeps reserved. */
  /** Which of these have an account; an identifier that one had before it changed perfil stays its own. */
  async function existentes(cuentas: readonly CuentaPorImportar[]): Promise<Set<string>> {
    const conocidas = new Set<string>()
    for (const perfil of new Set(cuentas.map(({ cuenta }) => cuenta.perfil))) {
      const suyos = cuentas
        .filter(({ cuenta }) => cuenta.perfil === perfil)
        .map(({ cuenta }) => cuenta.identificador)
      const de = (tabla: 'cuentas' | 'identificadoresAnteriores') =>
        db
          .selectFrom(tabla)
          .select('identificador')
          .where('perfil', '=', perfil)
          .where('identificador', 'in', suyos)
          .execute()
      for (const { identificador } of [
        ...(await de('cuentas')),
        ...(await de('identificadoresAnteriores')),
      ]) {
        conocidas.add(`${perfil} ${identificador}`)
      }
    }
    return conocidas
  }

  /** Decides what becomes of each, as if the ones before it were added already. */
  async function preparar(
    cuentas: readonly CuentaPorImportar[],
    importacionId: string,
    vistas?: Vistas,
  ): Promise<Preparada[]> {
    const claves = cuentas.map(({ cuenta }) => cuenta.email && claveEmail(cuenta.email))
    const conocidas = await existentes(cuentas)
    const porEmail = await plazas('emailClave', claves)
    const porCelular = await plazas(
      'celular',
      cuentas.map(({ cuenta }) => cuenta.celular),
    )

    /** Takes a free place; undefined when there is none. */
    const tomar = (tomadas: Map<string, (number | null)[]>, tipo: string, valor: string | null) => {
      if (valor === null) return null
      const ocupadas = tomadas.get(valor) ?? []
      const antes = vistas?.veces(`${tipo} ${valor}`) ?? 0
      const plaza = PLAZAS.filter((una) => !ocupadas.includes(una))[antes]
      if (plaza === undefined) return undefined
      if (vistas) vistas.agregar(`${tipo} ${valor}`)
      else tomadas.set(valor, [...ocupadas, plaza])
      return plaza
    }

    return cuentas.map(({ cuenta, porEnvolver }, indice) => {
      const quien = `${cuenta.perfil} ${cuenta.identificador}`
      const existente = conocidas.has(quien) || (vistas?.veces(quien) ?? 0) > 0
      const emailClave = claves[indice] ?? null
      const emailPlaza = existente ? null : tomar(porEmail, 'email', emailClave)
      const celularPlaza = existente ? null : tomar(porCelular, 'celular', cuenta.celular)
      const [sinEmail, sinCelular] = [emailPlaza === undefined, celularPlaza === undefined]
      if (!existente) {
        conocidas.add(quien)
        vistas?.agregar(quien)
      }
      return {
        alta: { existente, sinEmail, sinCelular },
        fila: {
          ...filasDeCuenta.aFila(cuenta),
          email: sinEmail ? null : cuenta.email,
          emailClave: sinEmail ? null : emailClave,
          emailPlaza: emailPlaza ?? null,
          celular: sinCelular ? null : cuenta.celular,
          celularPlaza: celularPlaza ?? null,
          importacionId,
          porEnvolver: porEnvolver ? 1 : null,
        },
      }
    })
  }

  async function insertarTodas(filas: readonly Preparada['fila'][]): Promise<void> {
    for (let i = 0; i < filas.length; i += FILAS_POR_ORDEN) {
      await insertar('cuentas', ...filas.slice(i, i + FILAS_POR_ORDEN))
    }
  }

  return {
    async deArchivo(archivo) {
      const fila = await db
        .selectFrom('importaciones')
        .selectAll()
        .where('archivo', '=', archivo)
        .executeTakeFirst()
      return fila && deFila(fila)
    },

    async crear(importacion) {
      await insertar('importaciones', aFila(importacion))
    },

    async tomar(id) {
      const todas = db.selectFrom('importaciones').select('id').orderBy('id')
      await (conBloqueos ? todas.forUpdate() : todas).execute()
      const fila = await db
        .selectFrom('importaciones')
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirstOrThrow()
      return deFila(fila)
    },

    async guardar(importacion) {
      await db.updateTable('importaciones').set(aFila(importacion)).where('id', '=', importacion.id).execute()
    },

    async agregar(cuentas, importacionId) {
      const preparadas = await preparar(cuentas, importacionId)
      const nuevas = preparadas.filter(({ alta }) => !alta.existente)
      await insertarTodas(nuevas.map(({ fila }) => fila))
      return preparadas.map(({ alta }) => alta)
    },

    ensayar: async (cuentas, vistas) => (await preparar(cuentas, '', vistas)).map(({ alta }) => alta),

    async deCuenta(cuentaId) {
      const fila = await db
        .selectFrom('cuentas')
        .innerJoin('importaciones', 'importaciones.id', 'cuentas.importacionId')
        .select('importaciones.iniciadaEn')
        .where('cuentas.id', '=', cuentaId)
        .executeTakeFirst()
      return fila && new Date(fila.iniciadaEn)
    },

    async porEnvolver(desdeId, tope) {
      const leer = (comparacion: '>=' | '<', cuantas: number): Promise<CuentaPorEnvolver[]> =>
        db
          .selectFrom('cuentas')
          .select(['id', 'claveHash', 'respuestaHash'])
          .where('porEnvolver', 'is not', null)
          .where('id', comparacion, desdeId)
          .orderBy('id')
          .limit(cuantas)
          .execute()
      const primeras = await leer('>=', tope)
      const faltan = tope - primeras.length
      return faltan > 0 ? [...primeras, ...(await leer('<', faltan))] : primeras
    },

    async envolver(cuentaId, cambios) {
      for (const { columna, antes, despues } of cambios) {
        await db
          .updateTable('cuentas')
          .set({ [columna]: despues })
          .where('id', '=', cuentaId)
          .where(columna, '=', antes)
          .execute()
      }
      await db.updateTable('cuentas').set({ porEnvolver: null }).where('id', '=', cuentaId).execute()
    },
  }
}
