import type { Client, Grant, KoaContextWithOIDC } from 'oidc-provider'
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
  const allowed = await allowedScopes({ store }, client, accountId)
  const scopes = allowed.filter((scope) => requestParamOIDCScopes.has(scope))
  const grantId = session.grantIdFor(client.clientId)
  const known = grantId ? await provider.Grant.find(grantId) : undefined
  // One that ended belongs to another account, or was revoked; one of another time holds what may not be had any more.
  const grant =
    known?.accountId === accountId && isWithin(known.getOIDCScope(), allowed)
      ? known
      : new provider.Grant({ accountId, clientId: client.clientId })
  if (known === grant && scopes.every((scope) => grant.getOIDCScope().split(' ').includes(scope)))
    return grant
  if (scopes.length === 0) return undefined
  grant.addOIDCScope(scopes.join(' '))
  await grant.save()
  return grant
}

/** What a system may have of a person without asking: what it is registered for and, of another one, they allowed. */
async function allowedScopes(
  { store }: Pick<Deps, 'store'>,
  client: Client,
  accountId: string,
): Promise<string[]> {
  const registered = client.scope?.split(' ') ?? []
  if (client.tipo === 'propio') return registered
  const consented = await store.single.openIdConsents.findScopes(accountId, client.clientId)
  return consented.filter((scope) => registered.includes(scope))
}

const isWithin = (scope: string, allowed: readonly string[]): boolean =>
  scope.split(' ').every((one) => one === '' || allowed.includes(one))

/**
 * Whether a system may still have what a code or token of its was given for: its registration may have changed since, and
 * then it asks again.
 */
export async function isStillAllowed(
  deps: Pick<Deps, 'store'>,
  client: Client,
  { accountId, scope = '' }: { accountId?: string | undefined; scope?: string | undefined },
): Promise<boolean> {
  return accountId !== undefined && isWithin(scope, await allowedScopes(deps, client, accountId))
}
