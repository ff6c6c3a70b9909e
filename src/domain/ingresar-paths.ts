/** Addresses of the sign-in of people whom another system sent. Each page names its interaction (docs/decisions/0022). */
import { withQuery } from './url-parts.ts'

export const ingresarPaths = {
  /** Where the OpenID provider sends a person. */
  entry: '/ingresar',
} as const

/** A page of an interaction. */
export const interaccionUrl = (path: string, interaccionId?: string): string =>
  withQuery(path, { interaccion: interaccionId })
