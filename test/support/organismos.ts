/** Registers of organisations for the tests, invented. */

import { importarOrganismos } from '../../src/application/operador/importar-organismos.ts'
import type { Dependencias } from '../../src/application/ports.ts'
import type { Organismo } from '../../src/domain/organismo.ts'
import { rutDe } from './personas.ts'

export const REPRESENTANTE = rutDe(12_345_678)

/** An organisation in force whose representative is {@link REPRESENTANTE}. */
export const organismoDe = (numero: number, cambios: Partial<Organismo> = {}): Organismo => ({
  rut: rutDe(numero),
  razonSocial: `Organismo ${numero} SpA`,
  tipo: 'otec',
  vigente: true,
  rutRepresentante: REPRESENTANTE,
  ...cambios,
})

/** Makes these the register in force, as an operator's import does. */
export async function conRegistro(deps: Dependencias, ...organismos: Organismo[]): Promise<void> {
  async function* lotes() {
    yield organismos.map((organismo, lugar) => ({ linea: lugar + 2, organismo }))
  }
  const operador = { nombre: 'prueba', origen: deps.azar.uuid() }
  const { resultado } = await importarOrganismos(deps, operador, lotes(), () => {}, {
    ensayo: false,
    forzar: true,
  })
  if (resultado !== 'importados') throw new Error(`the register was not loaded: ${resultado}`)
}
