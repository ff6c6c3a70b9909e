import { displayName } from '../../domain/account/cuenta.ts'
import type { Sistema } from '../../domain/sistemas/sistema.ts'
import type { Deps } from '../ports.ts'

/** The sistema that asks to sign somebody in; undefined when it is not registered, or suspended. */
export async function readAsking(
  { store }: Pick<Deps, 'store'>,
  sistemaId: string,
): Promise<Sistema | undefined> {
  const sistema = await store.single.sistemas.findById(sistemaId)
  return sistema?.estado === 'activo' ? sistema : undefined
}

/** What whoever is signed in is called, on a page that only they see; null when nothing is known. */
export async function nameOfSignedIn(
  { store }: Pick<Deps, 'store'>,
  cuentaId: string | null,
): Promise<string | null> {
  const cuenta = cuentaId === null ? undefined : await store.single.cuentas.findById(cuentaId)
  const name = cuenta && displayName(cuenta)
  return typeof name === 'string' ? name : (name?.organizacion ?? null)
}
