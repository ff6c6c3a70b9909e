import { JuegoDeRut } from '../../domain/juego-de-rut.ts'
import type { Organismo } from '../../domain/organismo.ts'
import { enMinutos } from '../../domain/plazos.ts'
import { anotar } from '../anotar.ts'
import type { CargaEnCurso, Dependencias } from '../ports.ts'
import { ajustarCuentas } from './ajustar-cuentas.ts'
import { actorDe, type Operador } from './operador.ts'

/** Rows of one transaction: it lasts some milliseconds. */
const TANDA = 1000
/** Rest after each one, so that who waits for the database gets it. */
const PAUSA_MS = 10
/** A file without more than this part of the register in use is taken for a wrong or cut one. */
const PARTE_QUE_PUEDE_SALIR = 0.1
/** An interrupted load keeps others out for so long. */
const ARRIENDO_MINUTOS = 2

/** One line of the file, already read. */
export type LineaDeOrganismo = { linea: number; organismo: Organismo } | { linea: number; organismo: null }

export type ImportacionDeOrganismos =
  | ({ resultado: 'importados' | 'ensayo'; buenos: number; malos: number; ajustadas: number } & Perdida)
  /** Nothing changed. */
  | ({ resultado: 'pierde_muchos'; buenos: number; malos: number } & Perdida)
  | { resultado: 'en_curso' | 'interrumpida' | 'sin_organismos'; buenos: number; malos: number }

/** Organisations of the register in use, and how many of them the file does not have. */
interface Perdida {
  habia: number
  salen: number
}

type Deps = Pick<Dependencias, 'almacen' | 'azar' | 'huellas' | 'reloj'>

/**
 * Loads the register of organisations: staged in short transactions beside the one in force, and put in its place
 * in one more. Interrupted at any moment, the former register is whole. Accounts then become as the register says.
 * @param lotes lines of the file; those without organisation were told by whoever read them.
 * @param alRepetir gets the lines whose RUT came before: the first one counts.
 * @param modo `ensayo` reads everything and writes nothing; without `forzar` a file that would take more than a tenth
 *   of the register away changes nothing.
 */
export async function importarOrganismos(
  deps: Deps,
  operador: Operador,
  lotes: AsyncIterable<readonly LineaDeOrganismo[]>,
  alRepetir: (linea: number) => void,
  { ensayo, forzar }: { ensayo: boolean; forzar: boolean },
): Promise<ImportacionDeOrganismos> {
  const carga = ensayo ? undefined : await comenzar(deps, operador)
  if (!ensayo && !carga) return { resultado: 'en_curso', buenos: 0, malos: 0 }
  try {
    const { perdida, vistos, ...leidos } = await cargar(deps, carga, lotes, alRepetir)
    if (perdida) return { ...leidos, resultado: 'interrumpida' }
    // An empty file, or one of something else, would take every organisation away.
    if (leidos.buenos === 0) return { ...leidos, resultado: 'sin_organismos' }
    const salida = await loQueSale(deps, carga, vistos)
    if (salida.salen > salida.habia * PARTE_QUE_PUEDE_SALIR && !forzar) {
      return { ...leidos, ...salida, resultado: 'pierde_muchos' }
    }
    if (!carga) return { ...leidos, ...salida, resultado: 'ensayo', ajustadas: 0 }
    const ajustadas = await publicar(deps, operador, carga, { ...leidos, ...salida })
    if (ajustadas === undefined) return { ...leidos, resultado: 'interrumpida' }
    return { ...leidos, ...salida, resultado: 'importados', ajustadas }
  } finally {
    if (carga) await limpiar(deps, carga)
  }
}

const finDelArriendo = (deps: Deps): Date => enMinutos(deps.reloj.ahora(), ARRIENDO_MINUTOS)

const comenzar = (deps: Deps, { origen }: Operador): Promise<CargaEnCurso | undefined> =>
  deps.almacen.transaccion((uow) =>
    uow.organismos.comenzarCarga(origen, deps.reloj.ahora(), finDelArriendo(deps)),
  )

interface Leidos {
  buenos: number
  malos: number
  /** Somebody else took the place of this load. */
  perdida: boolean
  vistos: JuegoDeRut
}

async function cargar(
  deps: Deps,
  carga: CargaEnCurso | undefined,
  lotes: AsyncIterable<readonly LineaDeOrganismo[]>,
  alRepetir: (linea: number) => void,
): Promise<Leidos> {
  const vistos = new JuegoDeRut()
  const leidos: Leidos = { buenos: 0, malos: 0, perdida: false, vistos }
  let tanda: Organismo[] = []
  const guardar = async () => {
    const filas = tanda
    tanda = []
    if (!carga) return
    const hasta = finDelArriendo(deps)
    leidos.perdida = !(await deps.almacen.transaccion((uow) => uow.organismos.agregar(carga, filas, hasta)))
    await deps.reloj.dormir(PAUSA_MS)
  }
  for await (const lote of lotes) {
    for (const { linea, organismo } of lote) {
      const nuevo = organismo !== null && vistos.agregar(organismo.rut)
      if (nuevo) {
        leidos.buenos += 1
        tanda.push(organismo)
      } else {
        leidos.malos += 1
        if (organismo) alRepetir(linea)
      }
      if (tanda.length === TANDA) await guardar()
      if (leidos.perdida) return leidos
    }
  }
  await guardar()
  return leidos
}

/** Goes through the register in use, keeping the place of this load. */
async function loQueSale(deps: Deps, carga: CargaEnCurso | undefined, vistos: JuegoDeRut): Promise<Perdida> {
  const perdida = { habia: 0, salen: 0 }
  let desde = ''
  for (;;) {
    const ruts = await deps.almacen.transaccion(async (uow) => {
      if (carga) await uow.organismos.agregar(carga, [], finDelArriendo(deps))
      return uow.organismos.rutsDesde(desde, TANDA)
    })
    perdida.habia += ruts.length
    perdida.salen += ruts.filter((rut) => !vistos.tiene(rut)).length
    const ultimo = ruts.at(-1)
    if (ultimo === undefined) return perdida
    desde = ultimo
    await deps.reloj.dormir(PAUSA_MS)
  }
}

/** @returns how many accounts changed with it; nothing when the place of the load was lost. */
async function publicar(
  deps: Deps,
  operador: Operador,
  carga: CargaEnCurso,
  { buenos, malos, salen }: { buenos: number; malos: number; salen: number },
): Promise<number | undefined> {
  const hecho = await deps.almacen.transaccion(async (uow) => {
    const ahora = deps.reloj.ahora()
    if (!(await uow.organismos.publicar(carga, ahora))) return false
    await anotar(uow, operador, ahora, 'organismos_importados', {
      actor: actorDe(operador),
      detalle: { version: carga.version, buenos, malos, salen },
    })
    return true
  })
  return hecho ? ajustarCuentas(deps, { operador, pausaMs: PAUSA_MS }) : undefined
}

/** Takes away what nobody reads any more: the former register, and what interrupted loads left. */
async function limpiar(deps: Deps, carga: CargaEnCurso): Promise<void> {
  await deps.almacen.transaccion((uow) => uow.organismos.abandonar(carga))
  const borrar = () => deps.almacen.transaccion((uow) => uow.organismos.borrarAnteriores(TANDA))
  while ((await borrar()) > 0) await deps.reloj.dormir(PAUSA_MS)
}
