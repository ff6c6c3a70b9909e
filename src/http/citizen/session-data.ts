/** What the session of a citizen's browser holds: ids and codes; personal data only encrypted. */
import type { Request } from 'express'
import type { EnlaceKind, Volver } from '../../application/ports.ts'
import type { Perfil, TramiteOperacion } from '../../domain/perfil.ts'
import { requestParam } from '../request/sent-text.ts'

declare module 'express-session' {
  interface SessionData {
    /** Ids of its solicitudes by `perfil/operacion`, the current one last. */
    solicitudes: Record<string, string[]>
    /** Ids of the enlaces that it opened, by kind, the latest one last. */
    openedEnlaces: Partial<Record<EnlaceKind, string[]>>
    /** Registered sistema to go back to. */
    volver: Volver
    /** The sign-ins that it arrived with, the current one last. */
    interacciones: KnownInteraccion[]
    /** The tramite after which the person goes on to the sistema that asks again. */
    continuar: { solicitud: string; compartido: boolean } | undefined
    /** Number of the caso that “No fui yo” opened. */
    caso: string
    /** Numbers of the casos that it followed, by what stands for each in addresses. */
    followedCasos: Record<string, string>
    /** Refusal code shown once, on the next form. */
    aviso: 'solicitud_perdida' | undefined
    /** What was typed in another perfil's form, encrypted, until the right form takes it. */
    wrongProfile: string | undefined
  }
}

/** A sign-in that a session arrived with. */
export interface KnownInteraccion {
  id: string
  /** Name of the sistema that asks. */
  sistema: string
  /** Where it asks the same again, once the interaction is over. */
  again: string
  /** Where it goes on, once the interaction is finished. */
  next?: string
  /** Whoever signs in shares the computer. */
  compartido?: true
}

/** How many tabs with the same form, or the same kind of enlace, work side by side. */
const TABS = 5

const formKey = (perfil: Perfil, operacion: TramiteOperacion) => `${perfil}/${operacion}`

/** Makes a solicitud the current one of its perfil and operacion. */
export function rememberSolicitud(
  req: Request,
  perfil: Perfil,
  operacion: TramiteOperacion,
  id: string,
): void {
  const all = req.session.solicitudes ?? {}
  const key = formKey(perfil, operacion)
  const others = (all[key] ?? []).filter((other) => other !== id)
  req.session.solicitudes = { ...all, [key]: [...others, id].slice(-TABS) }
}

/** The session's solicitudes that a page may show: the one in `?solicitud=` when given, otherwise all. */
export function requestedSolicitudes(req: Request, perfil: Perfil, operacion: TramiteOperacion): string[] {
  const id = requestParam(req, 'solicitud')
  const all = solicitudesOf(req, perfil, operacion)
  return id ? all.filter((one) => one === id) : all
}

/** The solicitud that a page shows: the one in `?solicitud=`, or the current one. */
export const requestedSolicitud = (
  req: Request,
  perfil: Perfil,
  operacion: TramiteOperacion,
): string | undefined => requestedSolicitudes(req, perfil, operacion).at(-1)

/** The id that a form carries, if it is one of this session's solicitudes. */
export const sessionSolicitud = (
  req: Request,
  perfil: Perfil,
  operacion: TramiteOperacion,
  id: string,
): string | undefined => solicitudesOf(req, perfil, operacion).find((own) => own === id)

const solicitudesOf = (req: Request, perfil: Perfil, operacion: TramiteOperacion): string[] =>
  req.session.solicitudes?.[formKey(perfil, operacion)] ?? []

/** Notes that this session opened an enlace. */
export function rememberEnlace(req: Request, kind: EnlaceKind, id: string): void {
  const others = (req.session.openedEnlaces?.[kind] ?? []).filter((other) => other !== id)
  req.session.openedEnlaces = { ...req.session.openedEnlaces, [kind]: [...others, id].slice(-TABS) }
}

/** The enlace of a page: the one in `?enlace=`, if this session opened it; otherwise the latest of its kind. */
export function requestedEnlace(req: Request, kind: EnlaceKind): string | undefined {
  const id = requestParam(req, 'enlace')
  const opened = openedEnlaces(req, kind)
  return id ? opened.find((one) => one === id) : opened.at(-1)
}

/** Ids of the enlaces of a kind that this session opened. */
export const openedEnlaces = (req: Request, kind: EnlaceKind): readonly string[] =>
  req.session.openedEnlaces?.[kind] ?? []

/** Notes that this session found a caso. @param ref what stands for it in addresses. */
export function rememberCaso(req: Request, ref: string, number: string): void {
  req.session.followedCasos = { ...req.session.followedCasos, [ref]: number }
}

/** Makes a sign-in the current one. */
export function rememberInteraccion(req: Request, one: KnownInteraccion): void {
  const others = (req.session.interacciones ?? []).filter(({ id }) => id !== one.id)
  req.session.interacciones = [...others, one].slice(-TABS)
}

/** The sign-in of a page: the one in `?interaccion=`, if this session arrived with it; otherwise the current one. */
export function requestedInteraccion(req: Request): KnownInteraccion | undefined {
  const asked = requestParam(req, 'interaccion')
  const known = req.session.interacciones ?? []
  return asked ? known.find(({ id }) => id === asked) : known.at(-1)
}

/** The number of the caso in `?caso=`, if this session found it. */
export const followedCaso = (req: Request): string | undefined =>
  Object.entries(req.session.followedCasos ?? {}).find(([ref]) => ref === requestParam(req, 'caso'))?.[1]

/** Ids of all solicitudes of this session. */
export const sessionSolicitudes = (req: Request): string[] =>
  Object.values(req.session.solicitudes ?? {}).flat()
