import type { Deps, Enlace, EnlaceKind, UnitOfWork } from '../ports.ts'

interface NewEnlace {
  kind: EnlaceKind
  cuentaId: string
  targetId?: string | null
  expiresAt: Date
}

/**
 * Makes a link for a mail; it is not stored yet. Only the fingerprint of its token is to be kept.
 * @returns it, and its address; the token leaves the address as soon as it is opened.
 */
export function makeEnlace(deps: Deps, data: NewEnlace): { enlace: Enlace; url: string } {
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
  return { enlace, url: `${deps.policy.baseUrl}/enlace/${token}` }
}

/** Makes a link and keeps it. @returns its address. */
export async function createEnlace(deps: Deps, uow: UnitOfWork, data: NewEnlace): Promise<string> {
  const { enlace, url } = makeEnlace(deps, data)
  await uow.enlaces.create(enlace)
  return url
}
