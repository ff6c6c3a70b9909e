/** Made-up contents of the registro de organismos. */

import { importOrganismos } from '../../../src/application/operator/import-organismos.ts'
import type { Deps } from '../../../src/application/ports.ts'
import type { Organismo } from '../../../src/domain/organisations/organismo.ts'
import { OPERADOR } from './operador.ts'
import { rutOf } from './personas.ts'

export const REPRESENTANTE = rutOf(12_345_678)

/** An organismo in force, represented by {@link REPRESENTANTE}. */
export const organismoOf = (number: number, changes: Partial<Organismo> = {}): Organismo => ({
  rut: rutOf(number),
  razonSocial: `Organismo ${number} SpA`,
  tipo: 'otec',
  vigente: true,
  rutRepresentante: REPRESENTANTE,
  email: null,
  celular: null,
  ...changes,
})

/** Replaces the registro with these organismos, as an operador's import does. */
export async function loadRegistro(deps: Deps, ...organismos: Organismo[]): Promise<void> {
  async function* chunks() {
    yield organismos.map((organismo, position) => ({ line: position + 2, organismo }))
  }
  const context = { ...OPERADOR, requestId: deps.random.uuid() }
  const { result } = await importOrganismos(deps, context, chunks(), () => {}, {
    rehearsal: false,
    force: true,
  })
  if (result !== 'importados') throw new Error(`the registro was not loaded: ${result}`)
}
