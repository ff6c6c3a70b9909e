import type { Request } from 'express'
import type { TipoEnlace } from '../application/ports.ts'
import type { OperacionDeTramite, Perfil } from '../domain/perfil.ts'

/** What the browser session holds: ids and codes; personal data only encrypted. */
declare module 'express-session' {
  interface SessionData {
    /** Ties captchas and anti-forgery tokens to this session; survives the renewal of its id. */
    sello: string
    /** Ids of the requests in progress by form, the current one last. */
    solicitudes: Record<string, string[]>
    /** Ids of the links that were opened, by kind. */
    enlaces: Partial<Record<TipoEnlace, string>>
    /** Registered system to go back to. */
    volver: { sistema: string; url: string }
    /** Code of a notice for the next page. */
    aviso: 'solicitud_perdida' | undefined
    /** What was typed at the wrong door, encrypted, until the right form takes it. */
    puerta: string | undefined
    /** Challenges that took the place of those that forms came with. */
    letras: { de: string; ficha: string }[]
    /** When its end was last written, in ms; read from the store, not kept. */
    tocadaEn: number
  }
}

/** So many tabs with the same form work side by side. */
const SOLICITUDES_POR_FORMULARIO = 5

const clave = (perfil: Perfil, operacion: OperacionDeTramite) => `${perfil}/${operacion}`

/** Makes this request the current one of its form. */
export function recordarSolicitud(
  req: Request,
  perfil: Perfil,
  operacion: OperacionDeTramite,
  id: string,
): void {
  const todas = req.session.solicitudes ?? {}
  const deEsta = (todas[clave(perfil, operacion)] ?? []).filter((otra) => otra !== id)
  req.session.solicitudes = {
    ...todas,
    [clave(perfil, operacion)]: [...deEsta, id].slice(-SOLICITUDES_POR_FORMULARIO),
  }
}

/** The request that a page shows: the current one of its form. */
export const solicitudActual = (
  req: Request,
  perfil: Perfil,
  operacion: OperacionDeTramite,
): string | undefined => req.session.solicitudes?.[clave(perfil, operacion)]?.at(-1)

/** The request that a form names, if this session may touch it. */
export const solicitudDeLaSesion = (
  req: Request,
  perfil: Perfil,
  operacion: OperacionDeTramite,
  id: string,
): string | undefined => req.session.solicitudes?.[clave(perfil, operacion)]?.find((propia) => propia === id)

/** All request ids of this session. */
export const solicitudesDeLaSesion = (req: Request): string[] =>
  Object.values(req.session.solicitudes ?? {}).flat()

/**
 * Gives the session a new id and keeps what it holds; at each change of trust (ASVS 5.0, 7.2.4).
 */
export async function renovarSesion(req: Request): Promise<void> {
  const { sello, solicitudes, enlaces, volver, letras } = req.session
  await new Promise<void>((resolver, fallar) => {
    req.session.regenerate((error) => (error ? fallar(error) : resolver()))
  })
  Object.assign(req.session, { sello, solicitudes, enlaces, volver, letras })
}

/** Ends the session and everything that it held. */
export const terminarSesion = (req: Request): Promise<void> =>
  new Promise((resolver, fallar) => {
    req.session.destroy((error) => (error ? fallar(error) : resolver()))
  })
