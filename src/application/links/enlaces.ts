import { enlaceUrl } from '../../domain/urls.ts'
import type { Deps, Enlace, EnlaceKind, UnitOfWork } from '../ports.ts'

interface NewEnlace {
  kind: EnlaceKind
  cuentaId: string
  targetId?: string | null
  expiresAt: Date
}

/**
 * Makes a link for a mail, not stored yet. Only the fingerprint of its token is stored.
 * @returns the enlace and its URL; opening it redirects to one without the token.
 */
export function makeEnlace(
  deps: Pick<Deps, 'random' | 'fingerprints' | 'policy'>,
  data: NewEnlace,
): { enlace: Enlace; url: string } {
  const token = deps.random.token()
  const enlace = {
    id: deps.random.uuid(),
    kind: data.kind,
    fingerprint: deps.fingerprints.fingerprint('enlace', token),
    cuentaId: data.cuentaId,
    targetId: data.targetId ?? null,
    expiresAt: data.expiresAt,
    usedAt: null,
  }
  return { enlace, url: deps.policy.baseUrl + enlaceUrl(token) }
}

/** Makes and stores a link. @returns its URL. */
export async function createEnlace(deps: Deps, uow: UnitOfWork, data: NewEnlace): Promise<string> {
  const { enlace, url } = makeEnlace(deps, data)
  await uow.enlaces.create(enlace)
  return url
}
