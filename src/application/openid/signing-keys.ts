/** Keys that sign tokens, the same on every node (docs/decisions/0069). */
import type { Deps, OpenIdKey } from '../ports.ts'
import { keyContext } from './contexts.ts'

/** What reading and making keys takes. */
export type SigningKeyDeps = Pick<Deps, 'store' | 'cipher' | 'clock' | 'signingKeys'>

/** What nodes compare to know whether they have today's keys. */
const versionOf = (keys: readonly OpenIdKey[]): string =>
  keys.map(({ id, estado }) => `${id}=${estado}`).join(' ')

/** Private keys as JWK, the one that signs first; makes the first one where there is none. */
export async function readSigningKeys(deps: SigningKeyDeps): Promise<{ version: string; jwks: object[] }> {
  const published = await deps.store.single.openIdKeys.findPublished()
  const keys = published.length > 0 ? published : await createFirst(deps)
  return {
    version: versionOf(keys),
    jwks: keys.map(({ id, encryptedJwk }) => JSON.parse(deps.cipher.decrypt(encryptedJwk, keyContext(id)))),
  }
}

/** Of several nodes that start at once, the key of one wins: all give it the same id. */
async function createFirst(deps: SigningKeyDeps): Promise<OpenIdKey[]> {
  const key = await makeKey(deps, 1)
  const now = deps.clock.now()
  return deps.store.transaction(async ({ openIdKeys }) => {
    await openIdKeys.createUnlessThere({ ...key, estado: 'firma', signingSince: now })
    return openIdKeys.findPublished()
  })
}

/** A key that is published and does not sign yet. @param number of keys until now, and one. */
export async function makeKey(deps: SigningKeyDeps, number: number): Promise<OpenIdKey> {
  const id = `cs-${number}`
  const jwk = await deps.signingKeys.generate(id)
  return {
    id,
    encryptedJwk: deps.cipher.encrypt(jwk, keyContext(id)),
    estado: 'publicada',
    publishedAt: deps.clock.now(),
    signingSince: null,
    retiredAt: null,
  }
}
