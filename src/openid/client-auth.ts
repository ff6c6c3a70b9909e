import Provider, { type Client, errors } from 'oidc-provider'
import { verifySecreto } from '../application/openid/verify-secreto.ts'
import type { Deps } from '../application/ports.ts'
import { decodeRedirectUri } from './claveunica.ts'

type ClientAuthDeps = Pick<Deps, 'store' | 'fingerprints' | 'clock'>

/**
 * Judges the client_secret of a request: the provider takes it in the header or in the body from anybody who has one,
 * we only where the system is registered for.
 * @throws {errors.InvalidClientAuth} when it came in the other one.
 */
export async function compareSecret(deps: ClientAuthDeps, client: Client, secret: string): Promise<boolean> {
  const { oidc } = Provider.ctx ?? {}
  const came = oidc?.params?.client_secret ? 'client_secret_post' : 'client_secret_basic'
  if (client.tokenEndpointAuthMethod !== came)
    throw new errors.InvalidClientAuth(`the system is registered for ${client.tokenEndpointAuthMethod}`)
  const sistema = await deps.store.single.sistemas.findById(client.clientId)
  if (!sistema || !verifySecreto(deps, sistema, secret, deps.clock.now())) return false
  // The first moment at which both the system is known and what it sent is read.
  if (oidc) decodeRedirectUri(oidc)
  return true
}
