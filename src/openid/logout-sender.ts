import type Provider from 'oidc-provider'
import type { Deps, LogoutSender } from '../application/ports.ts'
import { parseBackchannelUri } from '../domain/sistemas/addresses.ts'
import { postForm, type Resolve } from './back-channel.ts'
import { issueLogoutToken } from './logout-token.ts'

const TIMEOUT_MS = 5_000

type SenderDeps = Pick<Deps, 'policy' | 'random'>

/**
 * Tells systems of sign-outs.
 * @param current the provider with today's keys.
 * @param resolve tests pass their own.
 */
export function createLogoutSender(
  { policy, random }: SenderDeps,
  current: () => Promise<Provider>,
  resolve?: Resolve,
): LogoutSender {
  return {
    async send(logout, uri) {
      const url = new URL(uri)
      const { host, hostname } = url
      const refuse = (code: string, answered = false) => ({ host, code, answered })
      // The settings may have changed since it was registered.
      if (!parseBackchannelUri(uri, policy.sistemas).ok) return refuse('direccion')
      const provider = await current()
      const client = await provider.Client.find(logout.sistemaId)
      if (!client) return refuse('suspendido')
      const logout_token = await issueLogoutToken(provider, client, logout, random.uuid())
      const isNamed = policy.sistemas.backchannelHosts.includes(hostname)
      try {
        const options = { timeoutMs: TIMEOUT_MS, isNamed, ...(resolve && { resolve }) }
        const status = await postForm(url, { logout_token }, options)
        return status === 200 || status === 204
          ? null
          : refuse(`http_${status}`, status >= 400 && status < 500)
      } catch (error) {
        return refuse(errorCode(error))
      }
    },
  }
}

function errorCode(error: unknown): string {
  const { name, code } = Object(error) as NodeJS.ErrnoException
  return name === 'AbortError' ? 'ETIMEDOUT' : (code ?? 'desconocido')
}
