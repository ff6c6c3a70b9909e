import { type Organismo, registroStop } from '../../domain/organisations/organismo.ts'
import type { Deps } from '../ports.ts'

/** How many cuentas a register concerns, and how many of them it would stop that are not stopped now. */
export interface RegistroStops {
  concerned: number
  stopping: number
}

/** Counts them for some entries of a register that is not in force yet (product.md “Proofs”, 7). */
export async function countStops(
  { store }: Pick<Deps, 'store'>,
  entries: readonly Organismo[],
): Promise<RegistroStops> {
  const entryOfRut = new Map(entries.map((entry) => [entry.rut, entry]))
  const found = await store.read(({ organismos }) => organismos.findConcerned([...entryOfRut.keys()]))
  const stopping = found.filter(
    ({ cuenta, organismo }) =>
      registroStop(cuenta, entryOfRut.get(cuenta.identificador)) && !registroStop(cuenta, organismo),
  )
  return { concerned: found.length, stopping: stopping.length }
}
