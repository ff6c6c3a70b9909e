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
/** An interrupted load keeps others out for so long. */
const ARRIENDO_MINUTOS = 2

/** One line of the file, already read. */
export type LineaDeOrganismo = { linea: number; organismo: Organismo } | { linea: number; organismo: null }

export type ImportacionDeOrganismos =
  | { resultado: 'importados' | 'ensayo'; buenos: number; malos: number; ajustadas: number }
  /** Nothing changed. */
  | { resultado: 'en_curso' | 'interrumpida' | 'sin_organismos'; buenos: number; malos: number }

type Deps = Pick<Dependencias, 'almacen' | 'azar' | 'huellas' | 'reloj'>

/**
 * Loads the register of organisations: staged in short transactions beside the one in force, and put in its place
 * in one more. Interrupted at any moment, the former register is whole. Accounts then become as the register says.
 * @param lotes lines of the file; those without organisation were told by whoever read them.
 * @param alRepetir gets the lines whose RUT came before: the first one counts.
 * @param ensayo reads everything and writes nothing.
 */
export async function importarOrganismos(
  deps: Deps,
  operador: Operador,
  lotes: AsyncIterable<readonly LineaDeOrganismo[]>,
  alRepetir: (linea: number) => void,
  ensayo: boolean,
): Promise<ImportacionDeOrganismos> {
  const carga = ensayo ? undefined : await comenzar(deps, operador)
  if (!ensayo && !carga) return { resultado: 'en_curso', buenos: 0, malos: 0 }
  try {
    const leidos = await cargar(deps, carga, lotes, alRepetir)
    return carga
      ? await publicar(deps, operador, carga, leidos)
      : { ...leidos, resultado: 'ensayo', ajustadas: 0 }
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
  perdida: boolean
}

async function cargar(
  deps: Deps,
  carga: CargaEnCurso | undefined,
  lotes: AsyncIterable<readonly LineaDeOrganismo[]>,
  alRepetir: (linea: number) => void,
): Promise<Leidos> {
  const vistos = new JuegoDeRut()
  const leidos = { buenos: 0, malos: 0, perdida: false }
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

async function publicar(
  deps: Deps,
  operador: Operador,
  carga: CargaEnCurso,
  { buenos, malos, perdida }: Leidos,
): Promise<ImportacionDeOrganismos> {
  if (perdida) return { resultado: 'interrumpida', buenos, malos }
  // An empty file, or one of something else, would take every organisation away.
  if (buenos === 0) return { resultado: 'sin_organismos', buenos, malos }
  const hecho = await deps.almacen.transaccion(async (uow) => {
    const ahora = deps.reloj.ahora()
    if (!(await uow.organismos.publicar(carga, ahora))) return false
    await anotar(uow, operador, ahora, 'organismos_importados', {
      actor: actorDe(operador),
      detalle: { version: carga.version, buenos, malos },
    })
    return true
  })
  if (!hecho) return { resultado: 'interrumpida', buenos, malos }
  const ajustadas = await ajustarCuentas(deps, { operador, pausaMs: PAUSA_MS })
  return { resultado: 'importados', buenos, malos, ajustadas }
}

/** Takes away what nobody reads any more: the former register, and what interrupted loads left. */
async function limpiar(deps: Deps, carga: CargaEnCurso): Promise<void> {
  await deps.almacen.transaccion((uow) => uow.organismos.abandonar(carga))
  const borrar = () => deps.almacen.transaccion((uow) => uow.organismos.borrarAnteriores(TANDA))
  while ((await borrar()) > 0) await deps.reloj.dormir(PAUSA_MS)
}
