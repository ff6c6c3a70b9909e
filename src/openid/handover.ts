import type { ServerResponse } from 'node:http'
import type { KoaContextWithOIDC } from 'oidc-provider'
import type { HandedPage } from '../application/ports.ts'

const handed = new WeakMap<ServerResponse, HandedPage>()

/** Leaves the answer to the web application. */
export function showPage(ctx: KoaContextWithOIDC, page: HandedPage): void {
  ctx.respond = false
  handed.set(ctx.res, page)
}

/** What the provider left to be shown for a request, if anything. */
export const handedPage = (res: ServerResponse): HandedPage | undefined => handed.get(res)
