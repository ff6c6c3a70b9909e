import type { Cuenta } from '../../domain/account/cuenta.ts'
import { findRegistroStop } from '../accounts/impediments.ts'
import type { Deps } from '../ports.ts'

/** Who signed in, as systems may know them. */
export interface SignedPerson {
  cuenta: Cuenta
  /** Of the OTECs for which a facilitador works. */
  rutsOtec: readonly string[]
}

/**
 * Reads who holds an account. @returns undefined unless it is active, and no organisation that the register stops: its
 * sessions and tokens are worth nothing from the moment that register is in force (product.md “Proofs”, 7).
 */
export async function readPerson(
  { store }: Pick<Deps, 'store'>,
  id: string,
): Promise<SignedPerson | undefined> {
  const cuenta = await store.single.cuentas.findById(id)
  if (cuenta?.estado !== 'activa') return undefined
  if (await findRegistroStop(store.single, cuenta)) return undefined
  if (cuenta.perfil !== 'facilitador') return { cuenta, rutsOtec: [] }
  return store.read(async ({ cuentas, lazos }) => {
    const links = (await lazos.findByFacilitador(id)).filter(({ estado }) => estado === 'activo')
    const otecs = await Promise.all(links.map(({ otecId }) => cuentas.findById(otecId)))
    return { cuenta, rutsOtec: otecs.flatMap((otec) => otec?.identificador ?? []) }
  })
}
