import { AlmacenNoDisponible, type MotivoAlmacen } from '../application/ports.ts'
import { RaizIlegible } from '../composition.ts'
import { ConfigInvalida } from '../config.ts'
import { OrdenFallida, OrdenMalEscrita } from './orden.ts'

const FALLA_DE_LA_BASE: Record<MotivoAlmacen, string> = {
  no_existe: 'no existe o no se puede abrir',
  ocupado: 'está ocupada por otro proceso: repita la orden',
  lleno: 'no tiene espacio en el disco',
  solo_lectura: 'no se puede escribir',
  danado: 'está dañada',
  sin_conexion: 'no responde',
  conflicto: 'tuvo otro cambio al mismo tiempo: repita la orden',
}

/** Says what the lines after it are: the texts of the settings are those of the server's log, in English. */
const AJUSTES_MALOS = 'Faltan estos ajustes, o no sirven (la causa va en inglés, como en el registro):'

/** What went wrong, for the operator: one line, and before one for each problem of the settings. */
export function lineasDe(error: unknown): readonly string[] {
  if (error instanceof OrdenFallida || error instanceof OrdenMalEscrita) return [error.message]
  if (error instanceof ConfigInvalida) return [AJUSTES_MALOS, ...error.problemas]
  if (error instanceof AlmacenNoDisponible) return [`La base de datos ${FALLA_DE_LA_BASE[error.motivo]}.`]
  if (error instanceof RaizIlegible)
    return ['ENCRYPTION_KEYS no abre lo que esta base de datos guarda: use las llaves con que se hizo.']
  return [`No se pudo: ${error instanceof Error ? error.message.split('\n')[0] : 'error desconocido'}`]
}
