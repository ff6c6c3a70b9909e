/** What clients written for ClaveÚnica do, made into what the provider understands (docs/decisions/0076). */
import type { KoaContextWithOIDC } from 'oidc-provider'
import { openIdRoutes, plainPath } from '../domain/openid-paths.ts'
import { showPage } from './handover.ts'

type Next = () => Promise<void>

const FORM = 'application/x-www-form-urlencoded'
/** Addresses stay in histories, in logs of whatever is between, and in the page that the browser opens next. */
const SECRET_PARAMETERS = ['client_secret', 'access_token']

/** The parameter that must not be in an address, if there is one. */
export const secretIn = (has: (name: string) => boolean): string | undefined => SECRET_PARAMETERS.find(has)

/** Refuses secrets in an address, wherever they come: the provider would pass over some of them in silence. */
export async function refuseSecretsInAddresses(ctx: KoaContextWithOIDC, next: Next): Promise<void> {
  const found = secretIn((name) => name in ctx.query)
  if (found === undefined) return next()
  const error = 'invalid_request'
  ctx.set('Cache-Control', 'no-store')
  ctx.status = 400
  if (ctx.accepts('json', 'html') === 'html') showPage(ctx, { page: 'error', error, status: ctx.status })
  else ctx.body = { error, error_description: `${found} must not be in the address` }
}

/**
 * Userinfo asked for by POST with a token in the header: many clients send a JSON or text body with it, or an empty one
 * with its type, which says nothing. The provider answers 400 to any type but that of forms.
 */
export async function skipUserinfoBody(ctx: KoaContextWithOIDC, next: Next): Promise<void> {
  const { headers, method } = ctx.req
  const isUserinfo = plainPath(ctx.path) === openIdRoutes.userinfo
  const hasToken = /^bearer /i.test(headers.authorization ?? '')
  if (method === 'POST' && isUserinfo && hasToken && !ctx.is(FORM)) delete headers['content-type']
  await next()
}

/**
 * A redirect_uri that its client encoded before its library did it again is decoded once, where that makes it one of
 * the client's own. What is one already stays as it came.
 */
export function decodeRedirectUri({ params, client }: KoaContextWithOIDC['oidc']): void {
  const uri = params?.redirect_uri
  const registered = client?.redirectUris ?? []
  if (!params || typeof uri !== 'string' || registered.includes(uri)) return
  const decoded = decode(uri)
  if (decoded !== undefined && registered.includes(decoded)) params.redirect_uri = decoded
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}
