/** Requests in the shape of clients written for ClaveÚnica, sent as they are: no library of ours in between. */
import type { TestSite } from '../http/site.ts'
import { CALLBACK, type RelyingParty, signInAs } from './relying-party.ts'
import { Visitor } from './visitor.ts'

export const STATE = 'YWxlYXRvcmlv/+=='

/** Has a person sign in at the client's request. @returns the address to which the browser comes back. */
export async function authorize(
  site: TestSite,
  { sistema }: RelyingParty,
  {
    path,
    cuentaId,
    parameters = {},
  }: { path: string; cuentaId: string; parameters?: Record<string, string> },
): Promise<URL> {
  const query = new URLSearchParams({
    client_id: sistema.id,
    response_type: 'code',
    scope: 'openid run name email',
    redirect_uri: CALLBACK,
    state: STATE,
    ...parameters,
  })
  const visitor = new Visitor(site.base)
  const asked = await visitor.open(`${path}?${query}`)
  if (!asked.url.includes('interaccion=')) return new URL(asked.url)
  return new URL((await signInAs(site, visitor, asked.url, cuentaId)).url)
}

/** What goes into the body of a request for tokens, the secret included. */
export const tokenFields = ({ sistema, secret }: RelyingParty, back: URL): Record<string, string> => ({
  client_id: sistema.id,
  client_secret: secret,
  redirect_uri: CALLBACK,
  grant_type: 'authorization_code',
  code: back.searchParams.get('code') ?? '',
  state: STATE,
})

/** Sends a form. */
export const postForm = (url: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
  fetch(url, { method: 'POST', headers, body: new URLSearchParams(fields) })

export const basic = ({ sistema, secret }: RelyingParty): string =>
  `Basic ${Buffer.from(`${sistema.id}:${secret}`).toString('base64')}`
