/** What the page of a link asks for (product.md “Proofs”, 1). */
import type { Cuenta } from '../../domain/account/cuenta.ts'
import { activates, type LinkAsks, linkAsks } from '../../domain/account/unconfirmed-links.ts'
import type { Perfil } from '../../domain/perfil.ts'
import type { Deps, EnlacePage } from '../ports.ts'
import { isUsable } from './open-enlace.ts'

/** What a link that can be used asks for: what two people granted takes the identificador alone. */
export const asksOf = (kind: EnlacePage, cuenta: Cuenta): LinkAsks =>
  kind === 'activar' ? 'identificador' : linkAsks(cuenta)

/**
 * What the page of a link asks for, of which perfil, and whether it activates the cuenta. One that cannot be used any
 * more asks for nothing.
 */
export async function readLinkAsks(
  deps: Pick<Deps, 'store' | 'clock'>,
  id: string,
  kind: EnlacePage,
): Promise<{ asks: LinkAsks; perfil: Perfil; activates: boolean }> {
  const { enlaces, cuentas } = deps.store.single
  const enlace = await enlaces.findById(id)
  const cuenta = enlace?.kind === kind ? await cuentas.findById(enlace.cuentaId) : undefined
  if (!enlace || !cuenta) return { asks: 'nada', perfil: 'natural', activates: false }
  const asks = isUsable(deps, enlace) ? asksOf(kind, cuenta) : 'nada'
  return { asks, perfil: cuenta.perfil, activates: activates(cuenta) }
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
