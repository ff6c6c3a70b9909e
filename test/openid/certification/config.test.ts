/** OpenID's certification plan “Config OP”: its one module, `oidcc-discovery-endpoint-verification`, condition by condition. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openIdRoutes } from '../../../src/domain/openid-paths.ts'
import { paths } from '../../../src/domain/urls.ts'
import { openTestSite, type TestSite } from '../../support/http/site.ts'

const HTTPS = 'https://clave.test'
const issuer = `${HTTPS}${paths.openId.root}`

let site: TestSite
let metadata: Record<string, unknown>
const read = async (path: string) => {
  const answer = await fetch(`${site.base}${path}`)
  return { answer, json: (await answer.json()) as Record<string, unknown> }
}
beforeAll(async () => {
  site = await openTestSite({ BASE_URL: HTTPS, TEST_CAPTCHA: '' })
  const { answer, json } = await read(`${paths.openId.root}/.well-known/openid-configuration`)
  expect([answer.status, answer.headers.get('Content-Type')]).toEqual([
    200,
    'application/json; charset=utf-8',
  ])
  // Read from another site's script, too.
  expect(answer.headers.get('Access-Control-Allow-Origin')).toBe('*')
  metadata = json
})
afterAll(() => site.close())

it('names itself and every endpoint, by https', () => {
  expect(metadata).toMatchObject({
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    userinfo_endpoint: `${issuer}/userinfo`,
    jwks_uri: `${issuer}/jwks`,
    end_session_endpoint: `${issuer}${openIdRoutes.end_session}`,
    introspection_endpoint: `${issuer}/introspect`,
    revocation_endpoint: `${issuer}/revoke`,
  })
  const addresses = Object.entries(metadata).filter(([name]) => /_(endpoint|uri)$/.test(name))
  for (const [name, url] of addresses)
    expect([name, String(url).startsWith(`${issuer}/`)]).toEqual([name, true])
  expect(metadata).not.toHaveProperty('registration_endpoint')
})

it('says what it offers, and nothing that it does not', () => {
  expect(metadata).toMatchObject({
    response_types_supported: ['code'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    code_challenge_methods_supported: ['S256'],
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'none'],
    claims_parameter_supported: false,
    request_uri_parameter_supported: false,
    authorization_response_iss_parameter_supported: true,
    backchannel_logout_supported: true,
    backchannel_logout_session_supported: true,
  })
  expect(metadata.request_parameter_supported ?? false).toBe(false)
  expect(metadata.grant_types_supported).toEqual(['authorization_code', 'refresh_token'])
  expect(metadata.scopes_supported).toEqual(
    expect.arrayContaining(['openid', 'run', 'name', 'email', 'profile']),
  )
  expect(metadata.claims_supported).toEqual(
    expect.arrayContaining(['sub', 'RolUnico', 'name', 'email', 'auth_time']),
  )
  expect(metadata.prompt_values_supported).toEqual(
    expect.arrayContaining(['none', 'login', 'consent', 'create']),
  )
})

it('publishes keys that verify what it signs, and no private part of them', async () => {
  const { json } = await read(`${paths.openId.root}/jwks`)
  const keys = json.keys as Record<string, string>[]
  expect(keys.length).toBeGreaterThan(0)
  expect(new Set(keys.map(({ kid }) => kid)).size).toBe(keys.length)
  for (const { n = '', ...key } of keys) {
    expect(key).toEqual({
      kty: 'RSA',
      use: 'sig',
      alg: 'RS256',
      e: 'AQAB',
      kid: expect.stringMatching(/^cs-\d+$/),
    })
    expect(Buffer.from(n, 'base64url').length * 8).toBeGreaterThanOrEqual(2048)
  }
})
