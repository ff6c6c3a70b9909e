/** Addresses of the sign-in of people whom another system sent. Each page names its interaction (docs/decisions/0022). */
import type { Perfil } from './perfil.ts'
import { withQuery } from './url-parts.ts'

export const ingresarPaths = {
  /** Where the OpenID provider sends a person. */
  entry: '/ingresar',
  /** With which profile. */
  elegir: '/ingresar/elegir',
  /** What a system of others asks to see. */
  permiso: '/ingresar/permiso',
  registrarse: '/ingresar/registrarse',
  /** Why an interaction cannot go on, and how to start again. */
  vencida: '/ingresar/vencida',
  /** On to the system: a page of its own, since Chromium lets no form lead to another origin (docs/decisions/0074). */
  seguir: '/ingresar/seguir',
  /** Buttons: back to the system without signing in, and on to it after a tramite. */
  rechazar: '/ingresar/rechazar',
  continuar: '/ingresar/continuar',
} as const

const pathOf = (perfil: Perfil): `/ingresar/${Perfil}` => `${ingresarPaths.entry}/${perfil}`

/** A page of an interaction; by default the current one of the session. */
export const interaccionUrl = (
  path: (typeof ingresarPaths)[keyof typeof ingresarPaths],
  interaccionId?: string,
): string => withQuery(path, { interaccion: interaccionId })

/** The form of a profile. */
export const ingresarUrl = (perfil: Perfil, interaccionId?: string): string =>
  withQuery(pathOf(perfil), { interaccion: interaccionId })
