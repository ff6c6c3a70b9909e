import type { ServerResponse } from 'node:http'
import type { KoaContextWithOIDC } from 'oidc-provider'

/** A page that the provider asks for and the web application shows in our words. */
export type HandedPage =
  /** Asks whether to sign out. `xsrf`: the provider's token, for its form. `origin`: where the browser goes then. */
  | { page: 'salir'; xsrf: string; origin?: string }
  /** Signed out, and no system waits for it. */
  | { page: 'fuera' }
  /** The request of a system cannot be answered to it. @param error the code of OAuth. */
  | { page: 'error'; error: string; status: number }
  /** The answer to a system that wants it in a form, which the browser sends there. */
  | { page: 'vuelta'; to: string; fields: Record<string, string>; sistema: string }
  /** There is nothing here. */
  | { page: 'ninguna' }

const handed = new WeakMap<ServerResponse, HandedPage>()

/** Leaves the answer to the web application. */
export function showPage(ctx: KoaContextWithOIDC, page: HandedPage): void {
  ctx.respond = false
  handed.set(ctx.res, page)
}

/** What the provider left to be shown for a request, if anything. */
export const handedPage = (res: ServerResponse): HandedPage | undefined => handed.get(res)
