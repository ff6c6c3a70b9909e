/** What a corrected file adds to an account that an earlier one made. */
import { type Cuenta, type CuentaData, toCuentaData } from '../account/cuenta.ts'

export type CompletedField = keyof CuentaData | 'claveHash' | 'preguntaSecreta'

/** What the audit tells of an account without anybody having used it. */
export const EVENTS_WITHOUT_USE = ['cuenta_vista', 'cuenta_completada', 'identidad_cambiada'] as const
/** Somebody tried to prove something: that is a use when it went well. */
export const PROOF_EVENTS = [
  'clave_presentada',
  'respuesta_presentada',
  'codigo_presentado',
  'datos_presentados',
] as const
export const GOOD_PROOF = ['bien', 'provisoria'] as const

export interface Completion {
  /** Its values, to be written. */
  changes: Partial<CuentaData & Pick<Cuenta, 'claveHash' | 'preguntaSecreta' | 'respuestaHash'>>
  /** What was filled, by its column; a question stands for its answer too. */
  fields: CompletedField[]
}

/**
 * Fills what an account lacks, and touches nothing that it has, except its región where the comuna was missing.
 * @param nueva the account as the corrected file tells it.
 * @returns nothing when the file adds nothing.
 */
export function complete(cuenta: Cuenta, nueva: Cuenta): Completion | undefined {
  const brought = toCuentaData(nueva)
  const changes: Completion['changes'] = {}
  const fields: CompletedField[] = []
  for (const field of Object.keys(brought) as (keyof CuentaData)[]) {
    const followsComuna = field === 'region' && cuenta.comuna !== null
    if (cuenta[field] !== null || brought[field] === null || followsComuna) continue
    changes[field] = brought[field]
    fields.push(field)
  }
  if (changes.comuna) changes.region = brought.region
  if (cuenta.claveHash === null && nueva.claveHash !== null) {
    changes.claveHash = nueva.claveHash
    fields.push('claveHash')
  }
  if (cuenta.respuestaHash === null && nueva.respuestaHash !== null) {
    changes.preguntaSecreta = nueva.preguntaSecreta
    changes.respuestaHash = nueva.respuestaHash
    fields.push('preguntaSecreta')
  }
  return fields.length > 0 ? { changes, fields } : undefined
}
