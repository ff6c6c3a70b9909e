import { hoyEnChile } from '../../domain/fecha.ts'
import type { Hallazgo } from '../../domain/importacion.ts'
import { Vistas } from '../../domain/importacion-vistas.ts'
import { anotar } from '../anotar.ts'
import { sujetoDe } from '../limites.ts'
import {
  AlmacenNoDisponible,
  type Alta,
  type Dependencias,
  type Importacion,
  type UnidadDeTrabajo,
} from '../ports.ts'
import { leerTanda, type RegistroLeido, sumarA, type TandaLeida } from './importar-tanda.ts'
import { actorDe, type Operador } from './operador.ts'

export interface ArchivoPorImportar {
  /** SHA-256, hexadecimal. */
  archivo: string
  /** Its lines, some hundreds at a time. */
  tandas: AsyncIterable<readonly RegistroLeido[]>
}

/** Where what is not simply imported goes. */
export interface Informe {
  /** The import goes on where it was cut: what the report has of lines after `tras` is in `hallazgos` again. */
  retomar(tras: number, hallazgos: readonly Hallazgo[]): Promise<void>
  agregar(hallazgos: readonly Hallazgo[]): Promise<void>
}

export interface OpcionesImportar {
  /** Says what would happen and writes nothing. */
  ensayo: boolean
  /** The import whose accounts this one completes where they lack something and nobody has used them. */
  corrige?: Importacion | undefined
  informe: Informe
  /** Told after each batch. */
  alAvanzar: (conteo: Conteo) => void
}

/** How many lines of each outcome (`lineas`, `importadas`, `existentes`, `rechazadas`) and of each code. */
export type Conteo = Readonly<Record<string, number>>

export interface Importado {
  conteo: Conteo
  /** How many lines an earlier run had dealt with. */
  retomadas: number
}

/** How often a batch is tried when other transactions are in its way, each time after a longer rest. */
const INTENTOS_POR_TANDA = 8

/**
 * Imports the accounts of a file, batch by batch, each in a short transaction that also says how far it got: cut at
 * any moment, it goes on from there. An account that exists is never touched, so that the same file again
 * changes nothing, unless the import it corrects made it and it lacks something; two imports at once take turns. The audit has when it began and what came of it; each account
 * keeps with which import it came (an entry for each would double the writing, and hold the sealing up for hours).
 * @throws {AlmacenNoDisponible} when the database cannot serve; what was imported until then stays.
 */
export async function importarCuentas(
  deps: Dependencias,
  operador: Operador,
  { archivo, tandas }: ArchivoPorImportar,
  { ensayo, corrige, informe, alAvanzar }: OpcionesImportar,
): Promise<Importado> {
  const hoy = hoyEnChile(deps.reloj.ahora())
  const raiz = corrige ? (corrige.corrige ?? corrige.id) : null
  const trabajo = ensayo ? ensayar(deps, raiz) : await importar(deps, operador, archivo, raiz)
  const { retomadas } = trabajo
  if (retomadas > 0) await informe.retomar(trabajo.estado().ultimosTras, trabajo.estado().ultimos)
  let posicion = 0
  for await (const registros of tandas) {
    for (;;) {
      const nuevos = registros.slice(Math.max(0, trabajo.estado().hechas - posicion))
      if (nuevos.length === 0 || trabajo.estado().ajena) break
      await informe.agregar(await trabajo.hacer(leerTanda(deps, nuevos, hoy)))
      alAvanzar(trabajo.estado().conteo)
    }
    posicion += registros.length
    // So that whatever else this process does gets its turn.
    await deps.reloj.dormir(0)
  }
  return { conteo: await trabajo.terminar(), retomadas }
}

interface Trabajo {
  retomadas: number
  estado(): Pick<Importacion, 'hechas' | 'conteo' | 'ultimos' | 'ultimosTras'> & {
    /** Another run ended this import and began it again: there is nothing left for this one. */
    ajena?: boolean
  }
  /** @returns what there is to report of a batch; nothing when another run did it meanwhile. */
  hacer(tanda: TandaLeida): Promise<Hallazgo[]>
  terminar(): Promise<Conteo>
}

const NADA = { hechas: 0, conteo: {}, ultimos: [], ultimosTras: 0 }

function ensayar({ almacen }: Dependencias, raiz: string | null): Trabajo {
  const vistas = new Vistas()
  let conteo: Record<string, number> = {}
  let hechas = 0
  return {
    retomadas: 0,
    estado: () => ({ ...NADA, conteo, hechas }),
    async hacer(tanda) {
      const altas = await almacen.transaccion(({ importaciones }) => {
        vistas.descartar()
        return importaciones.ensayar(tanda.cuentas, vistas, raiz)
      })
      vistas.confirmar()
      const hallazgos = tanda.hallazgosCon(altas)
      conteo = sumarA(conteo, tanda.lineas, hallazgos)
      hechas += tanda.lineas
      return hallazgos
    },
    terminar: async () => conteo,
  }
}

async function importar(
  deps: Dependencias,
  operador: Operador,
  archivo: string,
  raiz: string | null,
): Promise<Trabajo> {
  const actor = actorDe(operador)
  let importacion = await abrir(deps, operador, archivo, raiz)
  const { id, pasada } = importacion

  return {
    retomadas: importacion.hechas,
    estado: () => ({ ...importacion, ajena: importacion.pasada !== pasada }),
    async hacer(tanda) {
      const desde = importacion.hechas
      const hecho = await conPaciencia(deps, () =>
        deps.almacen.transaccion(async (uow) => {
          const { importaciones } = uow
          const actual = await importaciones.tomar(id)
          const ajena = actual.pasada !== pasada || actual.terminadaEn || actual.hechas !== desde
          if (ajena) return { actual, hallazgos: [] }
          const altas = await importaciones.agregar(tanda.cuentas, id, actual.corrige)
          await anotarCompletadas(deps, uow, operador, tanda, altas)
          const hallazgos = tanda.hallazgosCon(altas)
          const siguiente: Importacion = {
            ...actual,
            hechas: desde + tanda.lineas,
            conteo: sumarA(actual.conteo, tanda.lineas, hallazgos),
            ultimos: hallazgos,
            ultimosTras: tanda.tras,
          }
          await importaciones.guardar(siguiente)
          return { actual: siguiente, hallazgos }
        }),
      )
      importacion = hecho.actual
      return hecho.hallazgos
    },
    terminar: () =>
      deps.almacen.transaccion(async (uow) => {
        const actual = await uow.importaciones.tomar(id)
        if (actual.terminadaEn) return actual.conteo
        const ahora = deps.reloj.ahora()
        await uow.importaciones.guardar({ ...actual, terminadaEn: ahora })
        const detalle = { importacion: id, pasada, ...actual.conteo }
        await anotar(uow, operador, ahora, 'cuentas_importadas', { actor, detalle })
        return actual.conteo
      }),
  }
}

/** Begins the import of a file, or goes on with it, or begins again one that was finished. */
function abrir(
  deps: Dependencias,
  operador: Operador,
  archivo: string,
  corrige: string | null,
): Promise<Importacion> {
  const ahora = deps.reloj.ahora()
  const nueva = {
    ...NADA,
    corrige,
    id: deps.azar.uuid(),
    archivo,
    pasada: 1,
    iniciadaEn: ahora,
    terminadaEn: null,
  }
  return deps.almacen.transaccion(async (uow) => {
    const conocida = await uow.importaciones.deArchivo(archivo)
    if (conocida && !conocida.terminadaEn) return conocida
    const { id, pasada, iniciadaEn } = conocida ?? nueva
    const suya = { id, iniciadaEn, corrige: corrige ?? conocida?.corrige ?? null }
    const importacion = conocida ? { ...nueva, ...suya, pasada: pasada + 1 } : nueva
    if (conocida) await uow.importaciones.guardar(importacion)
    else await uow.importaciones.crear(importacion)
    await anotar(uow, operador, ahora, 'importacion_iniciada', {
      actor: actorDe(operador),
      detalle: { importacion: id, pasada: importacion.pasada, archivo },
    })
    return importacion
  })
}

/** What of an account came of a file is in the audit with it only where the account was there before. */
async function anotarCompletadas(
  deps: Dependencias,
  uow: UnidadDeTrabajo,
  operador: Operador,
  { cuentas }: TandaLeida,
  altas: readonly Alta[],
): Promise<void> {
  for (const [i, { completada }] of altas.entries()) {
    const cuenta = cuentas[i]?.cuenta
    if (!completada || !cuenta) continue
    await anotar(uow, operador, deps.reloj.ahora(), 'cuenta_completada', {
      actor: actorDe(operador),
      cuentaId: completada.cuentaId,
      sujeto: sujetoDe(deps, cuenta.perfil, cuenta.identificador),
      detalle: { campos: completada.campos.join() },
    })
  }
}

/** An import runs for an hour beside the site: that the database is busy for a moment does not end it. */
async function conPaciencia<T>(deps: Dependencias, hacer: () => Promise<T>): Promise<T> {
  for (let intento = 1; ; intento++) {
    try {
      return await hacer()
    } catch (error) {
      const pasajera =
        error instanceof AlmacenNoDisponible &&
        ['ocupado', 'conflicto', 'sin_conexion'].includes(error.motivo)
      if (!pasajera || intento === INTENTOS_POR_TANDA) throw error
      await deps.reloj.dormir(250 * intento)
    }
  }
}

/** The import that a corrected file refers to, by how the SHA-256 of its file begins; nothing when there is none, or more than one. */
export async function importacionPorHuella(
  { almacen }: Pick<Dependencias, 'almacen'>,
  comienzo: string,
): Promise<Importacion | undefined> {
  const [una, ...otras] = await almacen.transaccion((uow) => uow.importaciones.porHuella(comienzo))
  return otras.length === 0 ? una : undefined
}
