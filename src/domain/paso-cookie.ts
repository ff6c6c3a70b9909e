/**
 * The cookie of the browser that finishes sign-ins for other systems: random, the same for all its tabs, until it is
 * closed. Another host of the domain can neither read it nor set it (docs/decisions/0074).
 */
export const pasoCookieName = (inProduction: boolean): string => (inProduction ? '__Host-paso' : 'paso')
