/** Addresses of the OpenID provider. */
export const openIdPaths = {
  /** The issuer's, below which those of the protocol are. */
  root: '/openid',
  /** Where our form to sign out leads. */
  signOut: '/openid/logout/confirm',
} as const

/** Those of the protocol, below the root, as the provider calls them. */
export const openIdRoutes = {
  authorization: '/authorize',
  token: '/token',
  userinfo: '/userinfo',
  end_session: '/logout',
  jwks: '/jwks',
  introspection: '/introspect',
  revocation: '/revoke',
} as const
