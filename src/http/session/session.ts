import type { Request } from 'express'
import type { EnlaceKind } from '../../application/ports.ts'
import type { Perfil, TramiteOperacion } from '../../domain/perfil.ts'
import { take, textOf } from '../forms/form-body.ts'

/** What the browser session holds: ids and codes; personal data only encrypted. */
declare module 'express-session' {
  interface SessionData {
    /** Ties captchas and anti-forgery tokens to this session; survives the renewal of its id. */
    formSeal: string
    /** Ids of the requests in progress by form, the current one last. */
    solicitudes: Record<string, string[]>
    /** Ids of the links that were opened, by kind, the last one last. */
    openedEnlaces: Partial<Record<EnlaceKind, string[]>>
    /** Registered system to go back to. */
    volver: { sistema: string; url: string }
    /** Code of a notice for the next page. */
    aviso: 'solicitud_perdida' | undefined
    /** What was typed at the wrong door, encrypted, until the right form takes it. */
    wrongProfile: string | undefined
    /** Challenges that took the place of those that forms came with. */
    refreshedLetters: { from: string; token: string }[]
    /** When its end was last written, in ms; read from the store, not kept. */
    touchedAt: number
  }
}

/** The session's cookie, as express-session takes it; the only one of the site. */
export const sessionCookie = (inProduction: boolean) =>
  ({
    name: inProduction ? '__Host-clave' : 'clave',
    cookie: { httpOnly: true, path: '/', sameSite: 'lax', secure: inProduction },
  }) as const

/** So many tabs with the same form, or the same kind of link, work side by side. */
const TABS = 5

const key = (perfil: Perfil, operacion: TramiteOperacion) => `${perfil}/${operacion}`

/** Makes this request the current one of its form. */
export function rememberSolicitud(
  req: Request,
  perfil: Perfil,
  operacion: TramiteOperacion,
  id: string,
): void {
  const all = req.session.solicitudes ?? {}
  const ofThisForm = (all[key(perfil, operacion)] ?? []).filter((other) => other !== id)
  req.session.solicitudes = {
    ...all,
    [key(perfil, operacion)]: [...ofThisForm, id].slice(-TABS),
  }
}

/** What an address or a small form names under a name; '' when it names nothing. */
export const requestParam = ({ method, body, query }: Request, name: string): string =>
  textOf(take(method === 'POST' ? body : query, [name]), name)

/** The requests of a form that a page may show: the one that is named, if this session may touch it; all when none is. */
export function requestedSolicitudes(req: Request, perfil: Perfil, operacion: TramiteOperacion): string[] {
  const id = requestParam(req, 'solicitud')
  const suyas = req.session.solicitudes?.[key(perfil, operacion)] ?? []
  return id ? suyas.filter((own) => own === id) : suyas
}

/** The request that a page shows: the one that is named, or the current one of its form. */
export const requestedSolicitud = (
  req: Request,
  perfil: Perfil,
  operacion: TramiteOperacion,
): string | undefined => requestedSolicitudes(req, perfil, operacion).at(-1)

/** The current request of a form, whatever is named. */
export const currentSolicitud = (
  req: Request,
  perfil: Perfil,
  operacion: TramiteOperacion,
): string | undefined => req.session.solicitudes?.[key(perfil, operacion)]?.at(-1)

/** The request that a form names, if this session may touch it. */
export const sessionSolicitud = (
  req: Request,
  perfil: Perfil,
  operacion: TramiteOperacion,
  id: string,
): string | undefined => req.session.solicitudes?.[key(perfil, operacion)]?.find((own) => own === id)

/** A link that this session opened. */
export function rememberEnlace(req: Request, kind: EnlaceKind, id: string): void {
  const ofThis = (req.session.openedEnlaces?.[kind] ?? []).filter((other) => other !== id)
  req.session.openedEnlaces = { ...req.session.openedEnlaces, [kind]: [...ofThis, id].slice(-TABS) }
}

/** The link that a page is about: the one that is named, if this session opened it; the last one of its kind when none is. */
export function requestedEnlace(req: Request, kind: EnlaceKind): string | undefined {
  const id = requestParam(req, 'enlace')
  const open = req.session.openedEnlaces?.[kind] ?? []
  return id ? open.find((opened) => opened === id) : open.at(-1)
}

/** All request ids of this session. */
export const sessionSolicitudes = (req: Request): string[] =>
  Object.values(req.session.solicitudes ?? {}).flat()

/**
 * Gives the session a new id and keeps what it holds; at each change of trust (ASVS 5.0, 7.2.4).
 */
export async function renewSession(req: Request): Promise<void> {
  const { formSeal, solicitudes, openedEnlaces, volver, refreshedLetters } = req.session
  await new Promise<void>((resolve, fail) => {
    req.session.regenerate((error) => (error ? fail(error) : resolve()))
  })
  Object.assign(req.session, { formSeal, solicitudes, openedEnlaces, volver, refreshedLetters })
}

/**
 * Saves the session before an answer that depends on it: express-session alone would send the answer even when saving
 * fails. On failure the browser keeps the session that it has.
 * @throws {StoreUnavailable}
 */
export async function saveSession(req: Request): Promise<void> {
  try {
    await new Promise<void>((resolve, fail) => {
      req.session.save((error) => (error ? fail(error) : resolve()))
    })
  } catch (error) {
    Object.assign(req, { session: undefined })
    throw error
  }
}

/** Ends the session and everything that it held. */
export const endSession = (req: Request): Promise<void> =>
  new Promise((resolve, fail) => {
    req.session.destroy((error) => (error ? fail(error) : resolve()))
  })
