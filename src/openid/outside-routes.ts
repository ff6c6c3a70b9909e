import type Provider from 'oidc-provider'
import type { KoaContextWithOIDC } from 'oidc-provider'
import { openIdRoutes, plainPath } from '../domain/openid-paths.ts'
import { secretIn } from './claveunica.ts'
import { handedPage, showPage } from './handover.ts'

/** What a browser may ask for by POST, too (OpenID Connect Core 1.0, 3.1.2.1; RP-Initiated Logout 1.0, 2). */
const ASKED_AGAIN: Readonly<Record<string, string>> = {
  [openIdRoutes.authorization]: 'authorization',
  [openIdRoutes.end_session]: 'end_session',
}
const LONGEST = 12 * 1024

/**
 * Answers what the provider has no route for: a request by POST is asked again by GET, since our cookies come with no
 * POST of another site; whatever else is unknown is left to the web application.
 */
export const outsideRoutes =
  (provider: Provider) =>
  async (ctx: KoaContextWithOIDC, next: () => Promise<void>): Promise<void> => {
    const name = ctx.method === 'POST' ? ASKED_AGAIN[plainPath(ctx.path)] : undefined
    if (name) return askAgain(ctx, provider.pathFor(name))
    await next()
    if (!ctx.oidc && ctx.status === 404 && !handedPage(ctx.res)) showPage(ctx, { page: 'ninguna' })
  }

async function askAgain(ctx: KoaContextWithOIDC, path: string): Promise<void> {
  const text = ctx.is('application/x-www-form-urlencoded') ? await readText(ctx) : undefined
  const parameters = new URLSearchParams(text)
  if (text === undefined || secretIn((name) => parameters.has(name)))
    return showPage(ctx, { page: 'error', error: 'invalid_request', status: 400 })
  // Often a RUT, which a system that posts keeps out of addresses.
  parameters.delete('login_hint')
  ctx.status = 303
  ctx.redirect(`${path}?${parameters}`)
}

/** @returns undefined when it is longer than an address may be. */
async function readText({ req }: KoaContextWithOIDC): Promise<string | undefined> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of req) {
    length += chunk.length
    if (length <= LONGEST) chunks.push(chunk)
  }
  return length > LONGEST ? undefined : Buffer.concat(chunks).toString()
}
