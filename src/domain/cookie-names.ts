/** What a cookie is called that no other host of the domain can set. In development, by http, it has no prefix. */
export const hostCookieName = (name: string, inProduction: boolean): string =>
  inProduction ? `__Host-${name}` : name

/**
 * The cookie of the browser that finishes sign-ins for other systems: random, the same for all its tabs, until it is
 * closed. Another host of the domain can neither read it nor set it (docs/decisions/0074).
 */
export const PASO_COOKIE = 'paso'
