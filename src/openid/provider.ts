import type Provider from 'oidc-provider'
import type { Account, Client, Configuration, JWK } from 'oidc-provider'
import { readPerson } from '../application/openid/read-person.ts'
import type { Deps } from '../application/ports.ts'
import { ACR } from '../domain/account/acr.ts'
import { hostCookieName, PASO_COOKIE } from '../domain/cookie-names.ts'
import { ingresarPaths, interaccionUrl } from '../domain/ingresar-paths.ts'
import { CLAIMS_OF_SCOPE, claimsOf } from '../domain/openid/claims.ts'
import { openIdRoutes } from '../domain/openid-paths.ts'
import { SCOPES } from '../domain/sistemas/scopes.ts'
import { RecordAdapter } from './adapter.ts'
import { refuseSecretsInAddresses, skipUserinfoBody } from './claveunica.ts'
import { compareSecret } from './client-auth.ts'
import { clientAdapter } from './clients.ts'
import { finishedHere } from './finished-here.ts'
import { isStillAllowed, loadGrant } from './grants.ts'
import { showPage } from './handover.ts'
import { outsideRoutes } from './outside-routes.ts'
import { policy } from './policy.ts'
import { answerSignOut, skipQuestion } from './sign-out.ts'
import { SiteProvider } from './site-provider.ts'
import { pairwiseSub } from './subject.ts'

const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** A sign-in session: without use, and at most (product.md “Other systems”). */
const SESSION_IDLE = 30 * MINUTE
const SESSION_LONGEST = 8 * HOUR
/** Of ClaveÚnica. */
const CODE_TTL = 5 * MINUTE
const REFRESH_TTL = 30 * DAY
const GRANT_TTL = 90 * DAY

export interface ProviderOptions {
  deps: Deps
  /** Where the product is reached; the issuer is below it. */
  issuer: string
  /** The one that signs first. */
  jwks: readonly object[]
  /** They sign cookies: the first one signs, all are accepted. */
  cookieKeys: readonly string[]
  inProduction: boolean
}

/** The provider with one set of signing keys; a new set makes a new provider (`createOpenId`). */
export function createProvider(options: ProviderOptions): Provider {
  const { deps, issuer } = options
  const provider = new SiteProvider(issuer, configuration(options))
  // The address of the client comes from Express, which knows whose headers to trust.
  provider.proxy = true
  provider.use(
    finishedHere(provider, { deps, pasoCookie: hostCookieName(PASO_COOKIE, options.inProduction) }),
  )
  provider.use(outsideRoutes(provider))
  provider.use(refuseSecretsInAddresses)
  provider.use(skipUserinfoBody)
  provider.use(skipQuestion)
  Object.assign(provider.Client.prototype, {
    compareClientSecret(this: Client, secret: string): Promise<boolean> {
      return compareSecret(deps, this, secret)
    },
    /** Told by the worker, which tries again: nobody waits for a system that does not answer. */
    async backchannelLogout(_cuentaId: string, sid: string): Promise<void> {
      await deps.store.transaction(({ openId }) => openId.endParticipation(sid, deps.clock.now()))
    },
  })
  return provider
}

function configuration({ deps, jwks, cookieKeys, inProduction }: ProviderOptions): Configuration {
  const cookie = { httpOnly: true, sameSite: 'lax', signed: true, secure: inProduction } as const
  return {
    adapter: (kind) => (kind === 'Client' ? clientAdapter(deps) : new RecordAdapter(deps, kind)),
    jwks: { keys: jwks as JWK[] },
    cookies: {
      keys: cookieKeys,
      names: cookieNames(inProduction),
      long: { ...cookie, path: '/' },
      short: cookie,
    },
    routes: openIdRoutes,
    features: {
      devInteractions: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      dPoP: { enabled: false },
      resourceIndicators: { enabled: false },
      claimsParameter: { enabled: false },
      introspection: {
        enabled: true,
        allowedPolicy: (_ctx, client, token) =>
          token.clientId === client.clientId && isStillAllowed(deps, client, token),
      },
      revocation: {
        enabled: true,
        allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId,
      },
      backchannelLogout: { enabled: true },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx) => answerSignOut(ctx, deps),
        postLogoutSuccessSource: (ctx) => showPage(ctx, { page: 'fuera' }),
      },
    },
    // What the provider does not say by itself; without `create` no system may ask for it.
    discovery: {
      prompt_values_supported: ['none', 'login', 'consent', 'create'],
      ui_locales_supported: ['es-CL'],
    },
    responseTypes: ['code'],
    scopes: SCOPES,
    claims: CLAIMS_OF_SCOPE,
    acrValues: Object.values(ACR),
    subjectTypes: ['pairwise'],
    pairwiseIdentifier: (_ctx, accountId, client) => pairwiseSub(deps, client, accountId),
    sectorIdentifierUriValidate: () => false,
    extraClientMetadata: { properties: ['tipo', 'sector', 'version'] },
    clientAuthMethods: ['client_secret_basic', 'client_secret_post', 'none'],
    enabledJWA: { idTokenSigningAlgValues: ['RS256'] },
    pkce: { required: (_ctx, client) => client.tokenEndpointAuthMethod === 'none' },
    clientBasedCORS: allowsOrigin,
    findAccount: async ({ oidc: { client } }, id, token) =>
      token && client && !(await isStillAllowed(deps, client, token)) ? undefined : findAccount(deps, id),
    loadExistingGrant: (ctx) => loadGrant(ctx, deps),
    interactions: {
      policy: policy(),
      url: (_ctx, { uid }) => interaccionUrl(ingresarPaths.entry, uid),
    },
    renderError: (ctx, { error }) => showPage(ctx, { page: 'error', error, status: ctx.status }),
    rotateRefreshToken: true,
    ttl: {
      AccessToken: 30 * MINUTE,
      AuthorizationCode: CODE_TTL,
      IdToken: 10 * MINUTE,
      Interaction: HOUR,
      RefreshToken: REFRESH_TTL,
      Grant: (_ctx, grant) =>
        grant.getOIDCScope().split(' ').includes('offline_access') ? GRANT_TTL : SESSION_LONGEST + HOUR,
      Session: (_ctx, { loginTs }) => sessionSeconds(loginTs, deps.clock.now()),
    },
  }
}

/** How long a session goes on without use, never past its longest. */
function sessionSeconds(loginTs: number | undefined, now: Date): number {
  const age = loginTs === undefined ? 0 : Math.floor(now.getTime() / 1000) - loginTs
  return Math.max(1, Math.min(SESSION_IDLE, SESSION_LONGEST - age))
}

/** `__Host-`: no other host of the domain can set it. The others can be set by one: see `finishedHere`. */
const cookieNames = (inProduction: boolean) =>
  inProduction
    ? { session: '__Host-ingreso', interaction: '__Secure-solicitud', resume: '__Secure-vuelta' }
    : { session: 'ingreso', interaction: 'solicitud', resume: 'vuelta' }

/** Pages of a public client may ask from where its redirect URIs are. */
const allowsOrigin = (
  _ctx: unknown,
  origin: string,
  { tokenEndpointAuthMethod, redirectUris }: Client,
): boolean =>
  tokenEndpointAuthMethod === 'none' && (redirectUris ?? []).some((uri) => URL.parse(uri)?.origin === origin)

async function findAccount(deps: Deps, id: string): Promise<Account | undefined> {
  const person = await readPerson(deps, id)
  if (!person) return undefined
  return {
    accountId: id,
    claims: (_use, scope) => ({
      sub: id,
      ...claimsOf(person.cuenta, { scopes: scope.split(' '), rutsOtec: person.rutsOtec }),
    }),
  }
}
