/** What the page of a link asks for (product.md “Proofs”, 1). */
import type { Cuenta } from '../../domain/account/cuenta.ts'
import { type LinkAsks, linkAsks } from '../../domain/account/unconfirmed-links.ts'
import type { Perfil } from '../../domain/perfil.ts'
import type { Deps, EnlacePage } from '../ports.ts'
import { isUsable } from './open-enlace.ts'

/** What the page of a link asks for, and of which perfil; a link that cannot be used any more asks for nothing. */
export async function readLinkAsks(
  deps: Pick<Deps, 'store' | 'clock'>,
  id: string,
  kind: EnlacePage,
): Promise<{ asks: LinkAsks; perfil: Perfil }> {
  const cuenta = await findCuentaOfEnlace(deps, id, kind)
  return cuenta ? { asks: linkAsks(cuenta), perfil: cuenta.perfil } : { asks: 'nada', perfil: 'natural' }
}

/** The cuenta of a link that can be used. */
export async function findCuentaOfEnlace(
  deps: Pick<Deps, 'store' | 'clock'>,
  id: string,
  kind: EnlacePage,
): Promise<Cuenta | undefined> {
  const { enlaces, cuentas } = deps.store.single
  const enlace = await enlaces.findById(id)
  return enlace?.kind === kind && isUsable(deps, enlace) ? cuentas.findById(enlace.cuentaId) : undefined
}
