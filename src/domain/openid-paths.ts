/** Addresses of the OpenID provider. */
export const openIdPaths = {
  /** The issuer's, below which those of the protocol are. */
  root: '/openid',
  /** Where our form to sign out leads. */
  signOut: '/openid/logout/confirm',
  /** Where clients of ClaveÚnica send browsers to sign out. */
  claveUnicaSignOut: '/api/v1/accounts/app/logout',
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

/** Which of them a path below the root is, for the log: an id in it is left out. */
export function openIdRouteOf(path: string): string {
  const typed = path.toLowerCase()
  const route = Object.values(openIdRoutes).find((one) => typed === one || typed.startsWith(`${one}/`))
  return `${openIdPaths.root}${route ?? ''}`
}
