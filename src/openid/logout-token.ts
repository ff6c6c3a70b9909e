import type Provider from 'oidc-provider'
import type { Client } from 'oidc-provider'
import type { QueuedLogout } from '../application/ports.ts'

const EVENT = 'http://schemas.openid.net/event/backchannel-logout'

/**
 * What tells a system that somebody signed out (OpenID Connect Back-Channel Logout 1.0, 2.4), signed with the key that
 * signs now, good for two minutes.
 * @param jti never used before: systems take each one once.
 */
export function issueLogoutToken(
  provider: Provider,
  client: Client,
  { cuentaId, sid }: Pick<QueuedLogout, 'cuentaId' | 'sid'>,
  jti: string,
): Promise<string> {
  const available = new provider.IdToken({ sub: cuentaId }, { client })
  const token = Object.assign(available, { mask: { sub: null } })
  token.set('events', { [EVENT]: {} })
  token.set('jti', jti)
  token.set('sid', sid)
  return token.issue({ use: 'logout' })
}
