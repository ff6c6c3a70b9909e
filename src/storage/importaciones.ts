import type { Updateable } from 'kysely'
import type {
  Alta,
  CuentaPorEnvolver,
  CuentaPorImportar,
  Importacion,
  Importaciones,
} from '../application/ports.ts'
import type { Cuenta } from '../domain/cuenta.ts'
import { claveEmail } from '../domain/email.ts'
import { completar } from '../domain/importacion-completar.ts'
import type { Vistas } from '../domain/importacion-vistas.ts'
import { completables, escribirCompletada } from './completables.ts'
import { filasDeCuenta, PLAZAS } from './cuentas.ts'
import type { FilaCuenta, Sesion, TablaCuentas } from './esquema.ts'
import { conversion } from './filas.ts'

const { aFila, deFila } = conversion<Importacion>({
  conteo: 'json',
  ultimos: 'json',
  iniciadaEn: 'fecha',
  terminadaEn: 'fecha',
})

/** So many rows at a time go in with a statement that is made once for each transaction. */
const FILAS_POR_ORDEN = 50

/** What becomes of one: a new account, one that is completed, or neither. */
interface Preparada {
  alta: Alta
  nueva?: FilaCuenta & { importacionId: string; porEnvolver: number | null }
  completada?: { cuenta: Cuenta; cambios: Updateable<TablaCuentas> }
}

const SIN_EMAIL = { email: null, emailClave: null, emailPlaza: null }
const SIN_CELULAR = { celular: null, celularPlaza: null }
const EXISTENTE: Preparada = { alta: { existente: true, sinEmail: false, sinCelular: false } }

export function importacionesSql(sesion: Sesion): Importaciones {
  const { db, conBloqueos, insertar } = sesion
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
    corrige: string | null,
    vistas?: Vistas,
  ): Promise<Preparada[]> {
    const claves = cuentas.map(({ cuenta }) => cuenta.email && claveEmail(cuenta.email))
    const conocidas = await existentes(cuentas)
    const incompletas = corrige ? await completables(sesion, cuentas, corrige, importacionId) : undefined
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

    return cuentas.map(({ cuenta, porEnvolver }, indice): Preparada => {
      const quien = `${cuenta.perfil} ${cuenta.identificador}`
      const vista = (vistas?.veces(quien) ?? 0) > 0
      // Each account once, whatever else the file says of it.
      const actual = vista ? undefined : incompletas?.get(quien)
      const completado = actual && completar(actual, cuenta)
      if ((vista || conocidas.has(quien)) && !completado) return EXISTENTE
      conocidas.add(quien)
      vistas?.agregar(quien)
      incompletas?.delete(quien)

      const { email = null, celular = null } = completado?.cambios ?? cuenta
      const emailClave = email === null ? null : (claves[indice] ?? null)
      const emailPlaza = tomar(porEmail, 'email', emailClave)
      const celularPlaza = tomar(porCelular, 'celular', celular)
      const [sinEmail, sinCelular] = [emailPlaza === undefined, celularPlaza === undefined]
      const suEmail = emailPlaza === undefined ? SIN_EMAIL : { email, emailClave, emailPlaza }
      const suCelular = celularPlaza === undefined ? SIN_CELULAR : { celular, celularPlaza }
      const alta = { existente: false, sinEmail, sinCelular }
      if (!actual || !completado) {
        const propias = { importacionId, porEnvolver: porEnvolver ? 1 : null }
        return { alta, nueva: { ...filasDeCuenta.aFila(cuenta), ...suEmail, ...suCelular, ...propias } }
      }
      const { cambios, campos } = completado
      const quedan = campos.filter(
        (uno) => !(uno === 'email' && sinEmail) && !(uno === 'celular' && sinCelular),
      )
      if (quedan.length === 0) return EXISTENTE
      const traeHash = cambios.claveHash !== undefined || cambios.respuestaHash !== undefined
      return {
        alta: { ...alta, completada: { cuentaId: actual.id, campos: quedan } },
        completada: {
          cuenta: actual,
          cambios: {
            ...cambios,
            ...(email !== null && suEmail),
            ...(celular !== null && suCelular),
            ...(traeHash && porEnvolver && { porEnvolver: 1 }),
            importacionId,
            actualizadaEn: cuenta.actualizadaEn.toISOString(),
          },
        },
      }
    })
  }

  async function insertarTodas(filas: readonly NonNullable<Preparada['nueva']>[]): Promise<void> {
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

    async porHuella(comienzo) {
      const filas = await db
        .selectFrom('importaciones')
        .selectAll()
        .where('archivo', 'like', `${comienzo}%`)
        .limit(2)
        .execute()
      return filas.map(deFila)
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

    async agregar(cuentas, importacionId, corrige = null) {
      const preparadas = await preparar(cuentas, importacionId, corrige)
      await insertarTodas(preparadas.flatMap(({ nueva }) => nueva ?? []))
      const altas: Alta[] = []
      for (const { alta, completada } of preparadas) {
        const hecha = !completada || (await escribirCompletada(sesion, completada.cuenta, completada.cambios))
        altas.push(hecha ? alta : EXISTENTE.alta)
      }
      return altas
    },

    ensayar: async (cuentas, vistas, corrige = null) =>
      (await preparar(cuentas, '', corrige, vistas)).map(({ alta }) => alta),

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

    async envolver(cuenta, cambios) {
      for (const { columna, antes, despues } of cambios) {
        await db
          .updateTable('cuentas')
          .set({ [columna]: despues })
          .where('id', '=', cuenta.id)
          .where(columna, '=', antes)
          .execute()
      }
      const queda = (columna: 'claveHash' | 'respuestaHash') =>
        cambios.find((uno) => uno.columna === columna)?.despues ?? cuenta[columna]
      // Another one that came meanwhile, with a corrected file, waits for its turn.
      await db
        .updateTable('cuentas')
        .set({ porEnvolver: null })
        .where('id', '=', cuenta.id)
        .where('claveHash', 'is not distinct from', queda('claveHash'))
        .where('respuestaHash', 'is not distinct from', queda('respuestaHash'))
        .execute()
    },
  }
}
