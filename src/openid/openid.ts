import type { IncomingMessage, ServerResponse } from 'node:http'
import type Provider from 'oidc-provider'
import { readSigningKeys } from '../application/openid/signing-keys.ts'
import type { Deps, HandedPage } from '../application/ports.ts'
import { handedPage } from './handover.ts'
import { createInteractions } from './interactions.ts'
import { createLogoutSender } from './logout-sender.ts'
import { createProvider, type ProviderOptions } from './provider.ts'

/** How old the keys may be that a node signs and publishes with. */
const KEYS_MS = 10_000

interface Running {
  version: string
  provider: Provider
  handle: (req: IncomingMessage, res: ServerResponse) => Promise<void>
}

interface OpenIdOptions extends Pick<ProviderOptions, 'issuer' | 'cookieKeys' | 'inProduction'> {
  deps: Deps
  /** Called with a fault of ours in the provider. */
  onFault: (error: unknown) => void
}

/** The OpenID provider and what its pages need of it. A change of keys makes a new provider within ten seconds. */
export function createOpenId({ deps, onFault, ...options }: OpenIdOptions) {
  const { host, protocol } = new URL(options.issuer)
  let running: Promise<Running> | undefined
  let readAt = 0

  async function start(former: Promise<Running> | undefined): Promise<Running> {
    const { version, jwks } = await readSigningKeys(deps)
    const known = await former
    if (known?.version === version) return known
    const provider = createProvider({ ...options, deps, jwks })
    provider.on('server_error', (_ctx, error) => onFault(error))
    return { version, provider, handle: provider.callback() }
  }

  function current(): Promise<Running> {
    const now = deps.clock.now().getTime()
    if (running && now - readAt < KEYS_MS) return running
    readAt = now
    const former = running
    running = start(former).catch((error) => {
      // The keys of before serve while the database does not; without any, the next request tries again.
      running = former
      readAt = 0
      if (!former) throw error
      return former
    })
    return running
  }

  const provider = async () => (await current()).provider

  return {
    /**
     * Answers what comes below the mount.
     * @returns the page that the web application is to show, where the provider left the answer to it.
     */
    async handle(req: IncomingMessage, res: ServerResponse): Promise<HandedPage | undefined> {
      const { handle } = await current()
      for (const name of Object.keys(req.headers))
        if (name.startsWith('x-forwarded-')) delete req.headers[name]
      // The provider makes its addresses of these, which are the browser's to choose.
      req.headers['x-forwarded-proto'] = protocol.slice(0, -1)
      req.headers.host = host
      await handle(req, res)
      return handedPage(res)
    },
    interactions: createInteractions(deps, provider),
    logouts: createLogoutSender(deps, provider),
  }
}
