import type { Adapter, AdapterPayload, ClientMetadata } from 'oidc-provider'
import type { Deps } from '../application/ports.ts'
import type { Sistema } from '../domain/sistemas/sistema.ts'

const AUTH_METHOD = { basic: 'client_secret_basic', post: 'client_secret_post', ninguna: 'none' } as const

/** A registered system as the provider knows its clients. */
function toClientMetadata(sistema: Sistema): ClientMetadata {
  const isPublic = sistema.autenticacion === 'ninguna'
  return {
    client_id: sistema.id,
    client_name: sistema.nombre,
    redirect_uris: [...sistema.redirectUris],
    post_logout_redirect_uris: [...sistema.postLogoutUris],
    scope: sistema.scopes.join(' '),
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    subject_type: 'pairwise',
    // Demanded where redirect URIs have several hosts; never fetched (`sectorIdentifierUriValidate`).
    sector_identifier_uri: `https://sector.invalid/${sistema.sector}`,
    id_token_signed_response_alg: 'RS256',
    token_endpoint_auth_method: AUTH_METHOD[sistema.autenticacion],
    // Never compared: secrets are kept as fingerprints, and `compareClientSecret` looks at those.
    ...(!isPublic && { client_secret: 'kept-as-a-fingerprint' }),
    ...(sistema.backchannelLogoutUri && {
      backchannel_logout_uri: sistema.backchannelLogoutUri,
      backchannel_logout_session_required: true,
    }),
    tipo: sistema.tipo,
    sector: sistema.sector,
    // A changed system is another client: the provider keeps those that it read by their metadata.
    version: sistema.version,
  }
}

/** Reads clients from the table of systems, each time: a change works on every node at once. */
export function clientAdapter({ store }: Pick<Deps, 'store'>): Adapter {
  const readOnly = async (): Promise<never> => {
    throw new Error('systems are not registered through the provider')
  }
  return {
    async find(id): Promise<AdapterPayload | undefined> {
      // Of an ID token that nobody verified yet it may be anything, and PostgreSQL has no text with a NUL in it.
      if (typeof id !== 'string' || id.includes('\0')) return undefined
      const sistema = await store.single.sistemas.findById(id)
      return sistema?.estado === 'activo' ? toClientMetadata(sistema) : undefined
    },
    findByUid: async () => undefined,
    findByUserCode: async () => undefined,
    upsert: readOnly,
    consume: readOnly,
    destroy: readOnly,
    revokeByGrantId: readOnly,
  }
}
