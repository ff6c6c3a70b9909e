/** People whom another system sends to sign in, and what it gets back. */

import { openIdRoutes } from '../../../src/domain/openid-paths.ts'
import type { Sistema } from '../../../src/domain/sistemas/sistema.ts'
import { paths } from '../../../src/domain/urls.ts'
import { sistemaOf } from '../data/sistemas.ts'
import type { TestProduct } from '../product/test-product.ts'
import { decodeEntities, type LoadedPage, type ScriptFreeBrowser } from './script-free-browser.ts'

/** Where tests have the product. */
const SITE = new URL('http://clave.localhost')

/** Stores a system. */
export const withSistema = async (p: TestProduct, changes: Partial<Sistema> = {}): Promise<Sistema> => {
  const sistema = sistemaOf(changes)
  await p.deps.store.transaction((uow) => uow.sistemas.create(sistema))
  return sistema
}

/** What a system sends a person with. */
export const authorizeUrl = (sistema: Sistema, others: Record<string, string> = {}): string =>
  `${paths.openId.root}${openIdRoutes.authorization}?${new URLSearchParams({
    client_id: sistema.id,
    redirect_uri: sistema.redirectUris[0] ?? '',
    response_type: 'code',
    scope: 'openid run name',
    state: 'estado',
    ...others,
  })}`

/** Follows a page that leads on by itself, and the redirects, up to a page of ours or the address of another system. */
async function followOn(me: ScriptFreeBrowser, page: LoadedPage): Promise<LoadedPage | URL> {
  const [, next] = /http-equiv="refresh" content="0; url=([^"]+)"/.exec(page.html) ?? []
  if (next === undefined) return page
  let url = decodeEntities(next)
  for (;;) {
    const { status, headers } = await me.request(url)
    const to = status === 303 || status === 302 ? new URL(headers.location ?? '', SITE) : undefined
    if (!to) return followOn(me, await me.open(url))
    if (to.hostname !== SITE.hostname) return to
    url = to.pathname + to.search
  }
}
/** The same where it comes to a page of ours. */
export async function followed(me: ScriptFreeBrowser, page: LoadedPage): Promise<LoadedPage> {
  const end = await followOn(me, page)
  if (end instanceof URL) throw new Error(`went to ${end.host}`)
  return end
}

/** What the system got: `code`, or the error and which. */
export async function outcome(me: ScriptFreeBrowser, page: LoadedPage): Promise<string> {
  const end = await followOn(me, page)
  if (!(end instanceof URL)) return `${end.status} ${end.title}`
  return end.searchParams.has('code') ? `code at ${end.host}` : (end.searchParams.get('error') ?? end.href)
}

/** The id of the interaction that a page is about. */
export const interaccionIn = (page: LoadedPage): string =>
  /name="interaccion" value="([^"]+)"/.exec(page.html)?.[1] ??
  new URL(page.url, SITE).searchParams.get('interaccion') ??
  ''
