/** A system that signs people in with the product, by a client that we did not write. */
import * as client from 'openid-client'
import { secretoHash } from '../../../src/application/openid/verify-secreto.ts'
import type { InteractionResult } from '../../../src/application/ports.ts'
import { claveFingerprintOf } from '../../../src/application/request/solicitudes.ts'
import { hostCookieName, PASO_COOKIE } from '../../../src/domain/cookie-names.ts'
import type { Sistema } from '../../../src/domain/sistemas/sistema.ts'
import { paths } from '../../../src/domain/urls.ts'
import { sistemaOf } from '../data/sistemas.ts'
import type { TestSite } from '../http/site.ts'
import { Visitor } from './visitor.ts'

export const CALLBACK = 'https://cursos.test/vuelta'

export interface RelyingParty {
  sistema: Sistema
  secret: string
  config: client.Configuration
}

/** Registers a system and has openid-client discover the provider. */
export async function registerRelyingParty(
  site: TestSite,
  { metadata = {}, ...terms }: Partial<Sistema> & { metadata?: Partial<client.ClientMetadata> } = {},
): Promise<RelyingParty> {
  const secret = site.deps.random.token()
  const id = site.deps.random.token()
  const plain = sistemaOf({
    id,
    nombre: `Cursos ${id}`,
    scopes: ['openid', 'run', 'name', 'email'],
    ...terms,
  })
  const hash = secretoHash(site.deps, plain.id, secret)
  const sistema = { ...plain, secretos: [{ hash, createdAt: site.deps.clock.now(), expiresAt: null }] }
  await site.deps.store.transaction(({ sistemas }) => sistemas.create(sistema))
  const auth = {
    ninguna: client.None(),
    post: client.ClientSecretPost(secret),
    basic: client.ClientSecretBasic(secret),
  }[sistema.autenticacion]
  const config = await client.discovery(new URL(paths.openId.root, site.base), sistema.id, metadata, auth, {
    execute: [client.allowInsecureRequests],
  })
  return { sistema, secret, config }
}

export interface Request {
  url: URL
  verifier: string
  state: string
  nonce: string
}

/** A request to sign somebody in. */
export async function authorizationRequest(
  { config }: RelyingParty,
  parameters: Record<string, string> = {},
): Promise<Request> {
  const verifier = client.randomPKCECodeVerifier()
  const state = client.randomState()
  const nonce = client.randomNonce()
  const url = client.buildAuthorizationUrl(config, {
    redirect_uri: CALLBACK,
    scope: 'openid run name email',
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
    ...parameters,
  })
  return { url, verifier, state, nonce }
}

/** Signs an account in where the visitor is asked to, as the page of the sign-in does once it has seen the CS. */
export async function signInAs(
  site: TestSite,
  visitor: Visitor,
  entry: string,
  cuentaId: string,
  { shared = false, acr = 'urn:sence:cs' } = {},
) {
  const id = new URL(entry).searchParams.get('interaccion') ?? ''
  const login = { cuentaId, acr, amr: ['pwd'], shared }
  return goOnIn(site, visitor, id, { login })
}

/** What a page of ours finishes with, whichever CS the account has. */
type TypedResult =
  | Exclude<InteractionResult, { login: unknown }>
  | { login: { cuentaId: string; acr: string; amr: readonly string[]; shared: boolean } }

async function showClave(
  { deps }: TestSite,
  { login: { cuentaId } }: Extract<TypedResult, { login: unknown }>,
) {
  const cuenta = await deps.store.single.cuentas.findById(cuentaId)
  if (!cuenta) throw new Error('no such account')
  return { claveFingerprint: claveFingerprintOf(deps, cuenta) }
}

/** Finishes an interaction in a browser, as a page of ours does, and goes on. */
export const goOnIn = async (site: TestSite, visitor: Visitor, id: string, result: TypedResult) =>
  visitor.open((await finishIn(site, visitor, id, result)) ?? '')

/** Finishes an interaction in a browser. @returns the address at which it goes on. */
export async function finishIn(site: TestSite, visitor: Visitor, id: string, typed: TypedResult) {
  const name = hostCookieName(PASO_COOKIE, false)
  const paso = visitor.cookie(name) ?? site.deps.random.token()
  visitor.take(name, paso)
  const result = 'login' in typed ? { login: { ...typed.login, ...(await showClave(site, typed)) } } : typed
  return site.product.services.interactions.finish(id, result, paso)
}

/** Exchanges what came back with the browser for tokens. */
export const exchange = ({ config }: RelyingParty, callback: string, { verifier, state, nonce }: Request) =>
  client.authorizationCodeGrant(config, new URL(callback), {
    pkceCodeVerifier: verifier,
    expectedState: state,
    expectedNonce: nonce,
  })

/** A whole sign-in in a browser. */
export async function signIn(
  site: TestSite,
  party: RelyingParty,
  cuentaId: string,
  { visitor = new Visitor(site.base), parameters = {} as Record<string, string>, ...options } = {},
) {
  const request = await authorizationRequest(party, parameters)
  const asked = await visitor.open(request.url)
  const back = asked.url.startsWith(CALLBACK)
    ? asked
    : await signInAs(site, visitor, asked.url, cuentaId, options)
  return { visitor, back, request, tokens: await exchange(party, back.url, request) }
}
