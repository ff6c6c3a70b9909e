import type { AnotacionGuardada, UnidadDeTrabajo } from '../../application/ports.ts'
import { mostrarMomento } from '../../domain/fecha.ts'
import type { AlmacenSql } from '../../storage/index.ts'
import { aviso, type Linea, mal, ok } from './linea.ts'

const QUE = 'reloj'
const TANDA = 500
/** Seconds. Links and temporary keys live for minutes; signatures of other systems bear one. */
const AVISO_S = 5
const MAL_S = 60

/**
 * This machine's clock against the newest entry of the audit, which cannot be later than now, and against that of
 * the database's server.
 */
export async function revisarReloj(almacen: AlmacenSql, ahora: Date): Promise<Linea> {
  const ultima = await almacen.transaccion(ultimaAnotacion)
  if (ultima && segundos(ultima.en, ahora) > MAL_S) {
    return mal(QUE, `atrasado: la bitácora ya tiene una anotación del ${mostrarMomento(ultima.en)}`)
  }
  const diferencia = Math.abs(segundos(await almacen.hora(), ahora))
  const texto = `a ${Math.round(diferencia)} s del de la base de datos`
  if (diferencia > MAL_S) return mal(QUE, texto)
  return diferencia > AVISO_S ? aviso(QUE, texto) : ok(QUE, texto)
}

const segundos = (momento: Date, desde: Date) => (momento.getTime() - desde.getTime()) / 1000

async function ultimaAnotacion({ bitacora }: UnidadDeTrabajo): Promise<AnotacionGuardada | undefined> {
  const sello = await bitacora.ultimoSello()
  let ultima: AnotacionGuardada | undefined
  let tanda: AnotacionGuardada[]
  do {
    tanda = await bitacora.desde(ultima?.numero ?? (sello?.hasta ?? 1) - 1, TANDA)
    ultima = tanda.at(-1) ?? ultima
  } while (tanda.length === TANDA)
  return ultima
}
