/** What systems see while the keys that sign are changed from the command line. */
import * as client from 'openid-client'
import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  publishSigningKey,
  retireSigningKey,
  startSigning,
} from '../../src/application/operator/signing-keys.ts'
import type { OperadorContext } from '../../src/application/ports.ts'
import { paths } from '../../src/domain/urls.ts'
import { reachableCuenta } from '../support/data/cuentas.ts'
import { openTestSite, type TestSite } from '../support/http/site.ts'
import { type RelyingParty, registerRelyingParty, signIn } from '../support/openid/relying-party.ts'

const OPERADOR: OperadorContext = {
  actor: { kind: 'operador', nombre: 'ana', powers: ['administrar_firma'] },
  requestId: 'orden',
}

let site: TestSite
beforeAll(async () => {
  site = await openTestSite()
})
afterAll(() => site.close())

const published = async (): Promise<string[]> => {
  const read = await fetch(`${site.base}${paths.openId.root}/jwks`)
  const { keys } = (await read.json()) as { keys: { kid: string }[] }
  for (const key of keys) expect(Object.keys(key).toSorted()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use'])
  return keys.map(({ kid }) => kid)
}
/** Verifies each signature with the keys that it read. */
const careful = ({ config }: RelyingParty) => client.enableNonRepudiationChecks(config)
const kidOf = (token = '') => JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()).kid

it('a system that verifies every signature signs people in through a whole change of keys, and back out', async () => {
  const party = await registerRelyingParty(site)
  careful(party)
  const cuenta = await reachableCuenta(site, site.number())
  const before = await signIn(site, party, cuenta.id)
  expect([kidOf(before.tokens.id_token), await published()]).toEqual(['cs-1', ['cs-1']])

  await publishSigningKey(site.deps, OPERADOR)
  site.clock.advance({ minutes: 1 })
  expect(await published()).toEqual(['cs-1', 'cs-2'])
  // It reads the keys now and, in this test, never again.
  const reader = await registerRelyingParty(site)
  careful(reader)
  expect(kidOf((await signIn(site, reader, cuenta.id)).tokens.id_token)).toBe('cs-1')

  site.clock.advance({ days: 1 })
  const last = await signIn(site, reader, cuenta.id)
  expect(kidOf(last.tokens.id_token)).toBe('cs-1')
  expect((await startSigning(site.deps, OPERADOR, { id: 'cs-2', isUrgent: false })).ok).toBe(true)
  site.clock.advance({ minutes: 1 })
  expect(await published()).toEqual(['cs-2', 'cs-1'])
  const after = await signIn(site, reader, cuenta.id)
  expect(kidOf(after.tokens.id_token)).toBe('cs-2')
  // What the former key signed still signs out, and its access token still serves.
  await client.fetchUserInfo(reader.config, last.tokens.access_token, client.skipSubjectCheck)
  const signOut = (hint = '') =>
    last.visitor.open(client.buildEndSessionUrl(reader.config, { id_token_hint: hint }))
  expect((await signOut(last.tokens.id_token)).html).toContain('Cerró su sesión')

  site.clock.advance({ days: 1 })
  expect((await retireSigningKey(site.deps, OPERADOR, { id: 'cs-1', isUrgent: false })).ok).toBe(true)
  site.clock.advance({ minutes: 1 })
  expect(await published()).toEqual(['cs-2'])
  expect((await signOut(last.tokens.id_token)).html).toContain('invalid_request')
  expect(kidOf((await signIn(site, reader, cuenta.id)).tokens.id_token)).toBe('cs-2')
})
