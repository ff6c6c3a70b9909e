import type { ReturnSystem } from '../../domain/account/volver.ts'
import type { Deps } from '../ports.ts'

/** The systems of the table to which people may go back now, by name (product.md “Other systems”). */
export async function findReturnSystems({ store }: Pick<Deps, 'store'>): Promise<ReturnSystem[]> {
  const all = await store.single.sistemas.findAll()
  return all
    .filter(({ estado }) => estado === 'activo')
    .map(({ nombre, volverOrigins }) => ({ name: nombre, origins: volverOrigins }))
}
