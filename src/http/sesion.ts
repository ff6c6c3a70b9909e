import type { Request } from 'express'
import type { TipoEnlace } from '../application/ports.ts'
import type { OperacionDeTramite, Perfil } from '../domain/perfil.ts'
import { textoDe, tomar } from './cuerpo.ts'

/** What the browser session holds: ids and codes; personal data only encrypted. */
declare module 'express-session' {
  interface SessionData {
    /** Ties captchas and anti-forgery tokens to this session; survives the renewal of its id. */
    sello: string
    /** Ids of the requests in progress by form, the current one last. */
    solicitudes: Record<string, string[]>
    /** Ids of the links that were opened, by kind, the last one last. */
    enlacesAbiertos: Partial<Record<TipoEnlace, string[]>>
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

/** The session's cookie, as express-session takes it; the only one of the site. */
export const cookieDeSesion = (enProduccion: boolean) =>
  ({
    name: enProduccion ? '__Host-clave' : 'clave',
    cookie: { httpOnly: true, path: '/', sameSite: 'lax', secure: enProduccion },
  }) as const

/** So many tabs with the same form, or the same kind of link, work side by side. */
const PESTANAS = 5

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
    [clave(perfil, operacion)]: [...deEsta, id].slice(-PESTANAS),
  }
}

/** What an address or a small form names under a name; '' when it names nothing. */
export const nombrado = ({ method, body, query }: Request, nombre: string): string =>
  textoDe(tomar(method === 'POST' ? body : query, [nombre]), nombre)

/** The requests of a form that a page may show: the one that is named, if this session may touch it; all when none is. */
export function solicitudesPedidas(req: Request, perfil: Perfil, operacion: OperacionDeTramite): string[] {
  const id = nombrado(req, 'solicitud')
  const suyas = req.session.solicitudes?.[clave(perfil, operacion)] ?? []
  return id ? suyas.filter((propia) => propia === id) : suyas
}

/** The request that a page shows: the one that is named, or the current one of its form. */
export const solicitudPedida = (
  req: Request,
  perfil: Perfil,
  operacion: OperacionDeTramite,
): string | undefined => solicitudesPedidas(req, perfil, operacion).at(-1)

/** The current request of a form, whatever is named. */
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

/** A link that this session opened. */
export function recordarEnlace(req: Request, tipo: TipoEnlace, id: string): void {
  const deEste = (req.session.enlacesAbiertos?.[tipo] ?? []).filter((otro) => otro !== id)
  req.session.enlacesAbiertos = { ...req.session.enlacesAbiertos, [tipo]: [...deEste, id].slice(-PESTANAS) }
}

/** The link that a page is about: the one that is named, if this session opened it; the last one of its kind when none is. */
export function enlacePedido(req: Request, tipo: TipoEnlace): string | undefined {
  const id = nombrado(req, 'enlace')
  const abiertos = req.session.enlacesAbiertos?.[tipo] ?? []
  return id ? abiertos.find((abierto) => abierto === id) : abiertos.at(-1)
}

/** All request ids of this session. */
export const solicitudesDeLaSesion = (req: Request): string[] =>
  Object.values(req.session.solicitudes ?? {}).flat()

/**
 * Gives the session a new id and keeps what it holds; at each change of trust (ASVS 5.0, 7.2.4).
 */
export async function renovarSesion(req: Request): Promise<void> {
  const { sello, solicitudes, enlacesAbiertos, volver, letras } = req.session
  await new Promise<void>((resolver, fallar) => {
    req.session.regenerate((error) => (error ? fallar(error) : resolver()))
  })
  Object.assign(req.session, { sello, solicitudes, enlacesAbiertos, volver, letras })
}

/**
 * Keeps the session before an answer that rests on it leaves: express-session alone would send the answer all the same.
 * When it cannot be kept the browser stays with the one that it has.
 * @throws {AlmacenNoDisponible}
 */
export async function guardarSesion(req: Request): Promise<void> {
  try {
    await new Promise<void>((resolver, fallar) => {
      req.session.save((error) => (error ? fallar(error) : resolver()))
    })
  } catch (error) {
    Object.assign(req, { session: undefined })
    throw error
  }
}

/** Ends the session and everything that it held. */
export const terminarSesion = (req: Request): Promise<void> =>
  new Promise((resolver, fallar) => {
    req.session.destroy((error) => (error ? fallar(error) : resolver()))
  })
