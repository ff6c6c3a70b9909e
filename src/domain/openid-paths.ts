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

/** A path as the provider's router takes it: in any letter case, with a slash at the end or without. */
export const plainPath = (path: string): string => path.toLowerCase().replace(/\/$/, '')

const RESUME = new RegExp(`^${openIdRoutes.authorization}/[^/]`, 'i')

/** Whether a path below the root is where a finished interaction goes on: that of the sign-in, with an id. */
export const isResume = (path: string): boolean => RESUME.test(path)

const { token, userinfo, introspection, revocation, jwks } = openIdRoutes
const OF_SYSTEMS: readonly string[] = [
  ...[token, userinfo, introspection, revocation, jwks],
  '/.well-known/openid-configuration',
]

/** Whether nothing is kept of whoever asks at a path below the root, and has no secret, token or finished interaction. */
export const keepsNothing = (path: string): boolean => isResume(path) || OF_SYSTEMS.includes(plainPath(path))
