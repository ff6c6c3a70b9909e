import { displayName } from '../../domain/account/cuenta.ts'
import type { Perfil } from '../../domain/perfil.ts'
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

/** Whoever is signed in, for a page that only they see: what they are called, null when nothing is known. */
export async function readSignedIn(
  { store }: Pick<Deps, 'store'>,
  cuentaId: string | null,
): Promise<{ name: string | null; perfil: Perfil } | undefined> {
  const cuenta = cuentaId === null ? undefined : await store.single.cuentas.findById(cuentaId)
  if (!cuenta) return undefined
  const name = displayName(cuenta)
  return { name: typeof name === 'string' ? name : (name?.organizacion ?? null), perfil: cuenta.perfil }
}
