/** The protocol spoken by hand, as an attacker would. */
import { paths } from '../../../src/domain/urls.ts'
import { reachableCuenta } from '../data/cuentas.ts'
import type { TestSite } from '../http/site.ts'
import { authorizationRequest, type RelyingParty, signInAs } from './relying-party.ts'
import { Visitor } from './visitor.ts'

export interface Answer {
  status: number
  /** Of OAuth: what it gives, or its error. */
  json: Record<string, string>
}

async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text()
  return { status: response.status, json: text.startsWith('{') ? JSON.parse(text) : {} }
}

/** Sends a form of a system to an endpoint of the provider. */
export const send = async (
  site: TestSite,
  { sistema, secret }: Pick<RelyingParty, 'sistema' | 'secret'>,
  endpoint: 'token' | 'introspect' | 'revoke',
  fields: Record<string, string>,
): Promise<Answer> =>
  answerOf(
    await fetch(`${site.base}${paths.openId.root}/${endpoint}`, {
      method: 'POST',
      headers:
        sistema.autenticacion === 'ninguna'
          ? {}
          : { Authorization: `Basic ${Buffer.from(`${sistema.id}:${secret}`).toString('base64')}` },
      body: new URLSearchParams(
        sistema.autenticacion === 'ninguna' ? { client_id: sistema.id, ...fields } : fields,
      ),
    }),
  )

export const userInfo = async (site: TestSite, token: string): Promise<Answer> =>
  answerOf(
    await fetch(`${site.base}${paths.openId.root}/userinfo`, {
      headers: { Authorization: `Bearer ${token}` },
    }),
  )

/** What a system exchanges a code with. */
type Exchange = {
  grant_type: string
  code: string
  redirect_uri: string
  code_verifier: string
}

/** Signs somebody in up to the code, which is not exchanged. */
export async function toCode(
  site: TestSite,
  party: RelyingParty,
  parameters: Record<string, string> = {},
  { visitor = new Visitor(site.base), cuentaId = '' } = {},
) {
  const id = cuentaId || (await reachableCuenta(site, site.number())).id
  const request = await authorizationRequest(party, parameters)
  const asked = await visitor.open(request.url)
  const { url } = await signInAs(site, visitor, asked.url, id)
  const exchange: Exchange = {
    grant_type: 'authorization_code',
    code: new URL(url).searchParams.get('code') ?? '',
    redirect_uri: 'https://cursos.test/vuelta',
    code_verifier: request.verifier,
  }
  return { cuentaId: id, visitor, request, callback: url, exchange }
}

/** Tokens that last: an access token and one to refresh it. */
export const LASTING = { scope: 'openid offline_access', prompt: 'consent' } as const
