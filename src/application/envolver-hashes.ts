import type { CambioDeHash, CuentaPorEnvolver, Dependencias } from './ports.ts'

/**
 * Puts today's scheme around some hashes of the old system that wait encrypted, while nobody else needs hashing.
 * A key that was changed meanwhile stays as it is. What cannot be opened stays too, and is not tried again: its
 * owner recovers.
 * @param tope accounts of one round.
 * @returns how many accounts were dealt with.
 */
export async function envolverHashes(
  { almacen, azar, hasher }: Pick<Dependencias, 'almacen' | 'azar' | 'hasher'>,
  tope: number,
): Promise<number> {
  // From a place of its own, so that nodes that work at once seldom take the same accounts.
  const cuentas = await almacen.transaccion((uow) => uow.importaciones.porEnvolver(azar.uuid(), tope))
  let hechas = 0
  for (const cuenta of cuentas) {
    const cambios = await envolver(hasher, cuenta)
    if (!cambios) break
    await almacen.transaccion((uow) => uow.importaciones.envolver(cuenta, cambios))
    hechas++
  }
  return hechas
}

/** @returns what to put in place; nothing when somebody else needs hashing. */
async function envolver(
  hasher: Dependencias['hasher'],
  cuenta: CuentaPorEnvolver,
): Promise<CambioDeHash[] | undefined> {
  const cambios: CambioDeHash[] = []
  for (const columna of ['claveHash', 'respuestaHash'] as const) {
    const antes = cuenta[columna]
    if (antes === null) continue
    const hecho = await hasher.envolver(antes)
    if (hecho.estado === 'ocupado') return undefined
    if (hecho.estado === 'envuelto') cambios.push({ columna, antes, despues: hecho.hash })
  }
  return cambios
}
