import type { Grant, KoaContextWithOIDC } from 'oidc-provider'
import type { Deps } from '../application/ports.ts'

/**
 * The grant of a request: that of its session, or a new one, with what the system may ask for without asking the
 * person. A system of SENCE may all that it is registered for; another one, what the person allowed it once. What is
 * missing is asked for by the provider's prompt `consent`.
 */
export async function loadGrant(
  ctx: KoaContextWithOIDC,
  { store }: Pick<Deps, 'store'>,
): Promise<Grant | undefined> {
  const { client, session, provider, requestParamOIDCScopes } = ctx.oidc
  if (!client || !session?.accountId) return undefined
  const { accountId } = session
  const allowed =
    client.tipo === 'propio'
      ? (client.scope?.split(' ') ?? [])
      : await store.single.openIdConsents.findScopes(accountId, client.clientId)
  const scopes = allowed.filter((scope) => requestParamOIDCScopes.has(scope))
  const grantId = session.grantIdFor(client.clientId)
  const known = grantId ? await provider.Grant.find(grantId) : undefined
  // One that ended belongs to another account, or was revoked.
  const grant =
    known?.accountId === accountId ? known : new provider.Grant({ accountId, clientId: client.clientId })
  if (known === grant && scopes.every((scope) => grant.getOIDCScope().split(' ').includes(scope)))
    return grant
  if (scopes.length === 0) return undefined
  grant.addOIDCScope(scopes.join(' '))
  await grant.save()
  return grant
}
