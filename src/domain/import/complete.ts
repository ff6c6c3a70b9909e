/** Completes accounts made by an earlier import with data from a corrected file. */
import { type Cuenta, type CuentaData, toCuentaData } from '../account/cuenta.ts'

export type CompletedField = keyof CuentaData | 'claveHash' | 'preguntaSecreta'

/** Audit events that do not mean that the person used the account. */
export const EVENTS_WITHOUT_USE = ['cuenta_vista', 'cuenta_completada', 'identidad_cambiada'] as const
/** Audit events of proofs: they mean use only if the result is one of {@link GOOD_PROOF}. */
export const PROOF_EVENTS = [
  'clave_presentada',
  'respuesta_presentada',
  'codigo_presentado',
  'datos_presentados',
] as const
export const GOOD_PROOF = ['bien', 'provisoria'] as const

export interface Completion {
  /** Values to store. */
  changes: Partial<
    CuentaData &
      Pick<
        Cuenta,
        | 'claveHash'
        | 'firstClaveAt'
        | 'preguntaSecreta'
        | 'respuestaHash'
        | 'emailConfirmedAt'
        | 'emailRepresentanteConfirmedAt'
      >
  >
  /** Columns filled; `preguntaSecreta` stands for the answer too. */
  fields: CompletedField[]
}

/**
 * Fills the missing data of an account. Existing data stays, except the región of an account without comuna.
 * @param imported the account built from the corrected file.
 * @returns undefined if the file adds nothing.
 */
export function complete(cuenta: Cuenta, imported: Cuenta): Completion | undefined {
  const importedData = toCuentaData(imported)
  const changes: Completion['changes'] = {}
  const fields: CompletedField[] = []
  for (const field of Object.keys(importedData) as (keyof CuentaData)[]) {
    const followsComuna = field === 'region' && cuenta.comuna !== null
    if (cuenta[field] !== null || importedData[field] === null || followsComuna) continue
    changes[field] = importedData[field]
    fields.push(field)
  }
  if (changes.comuna) changes.region = importedData.region
  if (changes.email) changes.emailConfirmedAt = imported.emailConfirmedAt
  if (changes.emailRepresentante) {
    changes.emailRepresentanteConfirmedAt = imported.emailRepresentanteConfirmedAt
  }
  if (cuenta.claveHash === null && imported.claveHash !== null) {
    changes.claveHash = imported.claveHash
    changes.firstClaveAt = cuenta.firstClaveAt ?? imported.firstClaveAt
    fields.push('claveHash')
  }
  if (cuenta.respuestaHash === null && imported.respuestaHash !== null) {
    changes.preguntaSecreta = imported.preguntaSecreta
    changes.respuestaHash = imported.respuestaHash
    fields.push('preguntaSecreta')
  }
  return fields.length > 0 ? { changes, fields } : undefined
}
