import { type StoreFailureReason, StoreUnavailable } from '../application/ports.ts'
import { UnreadableRootSecret } from '../composition.ts'
import { InvalidConfig } from '../config/config.ts'
import { CommandFailed, CommandMisused } from './command.ts'

const DATABASE_FAILURES: Record<StoreFailureReason, string> = {
  no_existe: 'no existe o no se puede abrir',
  ocupado: 'está ocupada por otro proceso: repita la orden',
  lleno: 'no tiene espacio en el disco',
  solo_lectura: 'no se puede escribir',
  danado: 'está dañada',
  sin_conexion: 'no responde',
  conflicto: 'tuvo otro cambio al mismo tiempo: repita la orden',
}

/** Heading of the lines after it: settings problems use the server log's English texts. */
const BAD_SETTINGS = 'Faltan estos ajustes, o no sirven (la causa va en inglés, como en el registro):'

/** An error for the operator: one line, plus one per problem of the settings. */
export function errorLines(error: unknown): readonly string[] {
  if (error instanceof CommandFailed || error instanceof CommandMisused) return [error.message]
  if (error instanceof InvalidConfig) return [BAD_SETTINGS, ...error.problems]
  if (error instanceof StoreUnavailable) return [`La base de datos ${DATABASE_FAILURES[error.reason]}.`]
  if (error instanceof UnreadableRootSecret)
    return ['ENCRYPTION_KEYS no abre lo que esta base de datos guarda: use las llaves con que se hizo.']
  return [`No se pudo: ${error instanceof Error ? error.message.split('\n')[0] : 'error desconocido'}`]
}
